"""Recording files for tests, written in several flushes as a run would."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from inspector.recording.events import Event, Kind
from inspector.recording.recorder import Recorder
from inspector.recording.recording import Recording
from inspector.recording.writer import RecordingWriter

HEADER = {"made_by": "a test", "version": "0"}


@dataclass(frozen=True)
class Flushed:
    """A file, and how many events were in it when it had each size."""

    path: Path
    recording: Recording
    sizes: tuple[tuple[int, int], ...]

    @property
    def data(self) -> bytes:
        return self.path.read_bytes()

    def events_within(self, size: int) -> int:
        """How many events had been flushed when the file was that long."""
        return max((events for at, events in self.sizes if at <= size), default=0)


def flushed(path: Path, flushes: int = 5, each: int = 4) -> Flushed:
    """A recording of `flushes * each` events; some with payloads, some from other processes' threads."""
    recorder = Recorder()
    writer = RecordingWriter(path, recorder.recording, HEADER)
    sizes = []
    for flush in range(flushes):
        shared = {"text": f"flush {flush}"}
        for step in range(flush * each, (flush + 1) * each):
            kind = Kind.PHASE if step % 2 else Kind.TRAIN_BATCH_BEGIN
            payload = shared if kind is Kind.PHASE else None
            recorder.put(kind, step=step, payload=payload, t_ns=step, thread=(7, f"worker {flush}"))
        recorder.drain()
        writer.flush()
        sizes.append((path.stat().st_size, writer.events))
    writer.close()
    return Flushed(path, recorder.recording, tuple(sizes))


def written(path: Path, recording: Recording) -> Path:
    """The whole of a recording, in one go."""
    writer = RecordingWriter(path, recording, HEADER)
    writer.close()
    assert writer.problem is None
    return path


def events(recording: Recording) -> list[Event]:
    return list(recording.events())
