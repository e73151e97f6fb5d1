"""A program for `test_kill`: forks children that record and flush, ends each at a random moment, and keeps its file.

killed.py FOLDER TIMES SEED writes FOLDER/N.fitrec, and N.flushed with the number of events that child N had flushed.
Forked, because a hundred interpreters would take a minute to start.
"""

from __future__ import annotations

import os
import random
import select
import signal
import struct
import sys
import time
from pathlib import Path

from inspector.recording.events import Kind
from inspector.recording.recorder import Recorder
from inspector.recording.writer import RecordingWriter

COUNT = struct.Struct("<Q")


def record(path: Path, told: int, seed: int) -> None:
    """Record for ever, and tell after each flush how many events it wrote."""
    chance = random.Random(seed)
    recorder = Recorder()
    writer = RecordingWriter(path, recorder.recording, {"seed": seed})
    step = 0
    while True:
        for _ in range(chance.choice([1, 3, 50, 4000])):
            payload = {"step": step, "filler": "x" * chance.randrange(200)} if step % 3 == 0 else None
            recorder.put(Kind.TRAIN_BATCH_BEGIN, step=step, payload=payload, thread=(1, f"thread {step % 5}"))
            step += 1
        recorder.drain()
        writer.flush()
        os.write(told, COUNT.pack(writer.events))


def kill_one(path: Path, seed: int) -> int:
    """Start a child, end it at a random moment; return how many events it said that it had flushed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        record(path, writing, seed)
    os.close(writing)
    select.select([reading], [], [])  # its first flush, so that there is a file
    time.sleep(random.Random(seed).uniform(0, 0.04))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    whole = len(told) // COUNT.size * COUNT.size
    return int(COUNT.unpack(told[whole - COUNT.size : whole])[0])


def main(folder: Path, times: int, seed: int) -> None:
    for number in range(times):
        flushed = kill_one(folder / f"{number}.fitrec", seed + number)
        (folder / f"{number}.flushed").write_text(str(flushed), encoding="ascii")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
