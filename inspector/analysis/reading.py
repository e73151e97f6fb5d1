"""The run out of a recording that was opened from a file."""

from __future__ import annotations

from inspector.analysis.run import Run
from inspector.recording.reader import OpenedRecording
from inspector.recording.unreadable import UnreadableRecording


def run_of(opened: OpenedRecording) -> Run:
    """What happened, as far as the file has it. Raises `UnreadableRecording` where its events tell no run.

    The reader has checked that each block is what was written; what somebody else wrote there, it cannot know.
    """
    run = Run(opened.recording)
    try:
        run.update()
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        at = run.cursor
        raise UnreadableRecording(
            f"{opened.path.name} tells no run: event {at} of it is not what an inspector records "
            f"({type(error).__name__}: {error})."
        ) from error
    return run
