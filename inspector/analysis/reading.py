"""The run out of a recording that was opened from a file."""

from __future__ import annotations

from collections.abc import Callable

from inspector.analysis.run import AT_ONCE, Run
from inspector.recording.reader import OpenedRecording
from inspector.recording.unreadable import UnreadableRecording


def run_of(opened: OpenedRecording, heard: Callable[[float], object] = lambda share: None) -> Run:
    """What happened, as far as the file has it. Raises `UnreadableRecording` where its events tell no run.

    `heard` is told now and then how much was read, from 0 to 1; what it raises ends the reading.

    The reader has checked that each block is what was written; what somebody else wrote there, it cannot know.
    """
    run = Run(opened.recording)
    while True:
        heard(run.cursor / max(1, len(opened.recording)))
        if not _read_on(run, opened):
            return run


def _read_on(run: Run, opened: OpenedRecording) -> bool:
    try:
        return run.update(AT_ONCE)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        at = run.cursor
        raise UnreadableRecording(
            f"{opened.path.name} tells no run: event {at} of it is not what an inspector records "
            f"({type(error).__name__}: {error})."
        ) from error
