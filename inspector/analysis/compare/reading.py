"""One side out of a file: a recording, or the report of one."""

from __future__ import annotations

from pathlib import Path

from inspector.analysis.compare.of_report import side_of_report
from inspector.analysis.compare.of_run import side_of_run
from inspector.analysis.compare.side import Side
from inspector.analysis.diagnosis import diagnose
from inspector.analysis.reading import run_of
from inspector.recording.reader import is_recording, open_recording

RECORDING = ".fitrec"


def read_side(path: Path) -> tuple[Side, str | None]:
    """The side, and what of the file could not be read. Raises `UnreadableRecording` or `UnreadableReport`."""
    if path.suffix.lower() != RECORDING and not is_recording(path):
        return side_of_report(path), None
    opened = open_recording(path)
    run = run_of(opened)
    return side_of_run(run, diagnose(run), path.name), opened.skipped
