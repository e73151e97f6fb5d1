"""The file is kept up to date while the run goes on, and whole when it is over."""

from __future__ import annotations

import threading
from pathlib import Path
from time import monotonic

import pytest

from inspector.recording.events import Kind
from inspector.recording.keeper import RecordingKeeper
from inspector.recording.reader import open_recording
from inspector.recording.recorder import Recorder
from inspector.recording.writer import RecordingWriter
from tests.recording.files import HEADER, events


def test_that_what_happens_is_in_the_file_before_the_run_is_over(tmp_path: Path) -> None:
    recorder = Recorder()
    writer = RecordingWriter(tmp_path / "r.fitrec", recorder.recording, HEADER)
    with RecordingKeeper(recorder, writer, every_s=0.01):
        recorder.put(Kind.TRAIN_BEGIN)
        until = monotonic() + 30
        while not len(open_recording(writer.path).recording):
            assert monotonic() < until, "nothing was written"
        recorder.put(Kind.TRAIN_END)
    assert [event.kind for event in open_recording(writer.path).recording.events()] == [
        Kind.TRAIN_BEGIN,
        Kind.TRAIN_END,
    ]
    assert not [thread for thread in threading.enumerate() if thread.name == "recording"]


def test_that_what_came_last_is_written_although_the_run_left_by_an_exception(tmp_path: Path) -> None:
    recorder = Recorder()
    writer = RecordingWriter(tmp_path / "r.fitrec", recorder.recording, HEADER)

    def fit() -> None:
        with RecordingKeeper(recorder, writer, every_s=60):
            recorder.put(Kind.TRAIN_BEGIN)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fit()
    assert len(open_recording(writer.path).recording) == 1


def test_that_a_recording_that_is_drained_and_written_from_two_threads_is_the_same_in_the_file(tmp_path: Path) -> None:
    recorder = Recorder()
    writer = RecordingWriter(tmp_path / "r.fitrec", recorder.recording, HEADER)
    with RecordingKeeper(recorder, writer, every_s=0.001):
        for step in range(20_000):
            recorder.put(Kind.TRAIN_BATCH_BEGIN, step=step, payload={"step": step} if step % 11 == 0 else None)
            if step % 50 == 0:
                recorder.drain()
    opened = open_recording(writer.path)
    assert events(opened.recording) == events(recorder.recording)
    assert [event.step for event in opened.recording.events()] == list(range(20_000))
