"""Writing a run's recording to a file for as long as the run goes on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inspector.cli.parsing import say
from inspector.fit.problem import WrongUse
from inspector.recording.recorder import Recorder


@contextmanager
def kept(recorder: Recorder, path: Path | None) -> Iterator[None]:
    """Drain the recorder at the end; with a path, write the recording there all along."""
    if path is None:
        yield
        recorder.drain()
        return
    from inspector.recording.keeper import RecordingKeeper
    from inspector.recording.writer import RecordingWriter, made_here

    writer = RecordingWriter(path, recorder.recording, made_here())
    unwritable = writer.problem
    if unwritable is not None:
        raise WrongUse(unwritable)
    with RecordingKeeper(recorder, writer):
        yield
    stopped = writer.problem
    if stopped is not None:
        say(f"fit-inspector: {stopped}")
