"""A recording as a file that is there whole or not at all: what a person saves, beside what is kept by itself."""

from __future__ import annotations

import shutil
from pathlib import Path

from inspector.export.whole_file import whole_file
from inspector.recording.file_format import TITLE, BlockKind, framed
from inspector.recording.gained import Gained, in_words
from inspector.recording.recording import Recording
from inspector.recording.writer import made_here


def save_recording(recording: Recording, path: Path) -> Path:
    """Write what is recorded by now; it may grow meanwhile. Raises `OSError` where it cannot be written.

    Raises `TypeError`, `ValueError` or `RecursionError` where something in it cannot be put into words.
    """
    with whole_file(path) as file:
        file.write(TITLE + framed(BlockKind.HEADER, in_words(made_here())))
        file.writelines(Gained(recording).blocks())
    return path


def copy_recording(source: Path, path: Path) -> Path:
    """Copy a recording file as it is; it may be its own copy. Raises `OSError` with the reason."""
    with source.open("rb") as opened, whole_file(path) as file:
        shutil.copyfileobj(opened, file)
    return path
