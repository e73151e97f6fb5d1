"""What a command needs to write what it was asked for: folders that can be written to, and a name that says what."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from inspector.display import require_qt
from inspector.export.formats import PICTURES, format_of
from inspector.fit.problem import WrongUse
from inspector.recording.reader import is_recording


def require_outputs(report: str | None, image: Path | None) -> None:
    """Raise `WrongUse` where what was asked for cannot be written: before a long run, not after it."""
    if image is not None:
        if format_of(image) not in PICTURES:
            raise WrongUse(
                f"--image {image}: its ending does not say which picture to draw; give it a name that ends in "
                f"{', '.join(one.value for one in PICTURES[:-1])} or {PICTURES[-1].value}."
            )
        require_folder(image, "--image")
        require_qt()
    if report not in (None, "-"):
        require_folder(Path(report or ""), "--report")


def require_recording_place(path: Path, flag: str = "--recording") -> None:
    """Raise `WrongUse` where a recording cannot be written to `path`, or would overwrite something else."""
    require_folder(path, flag)
    if path.is_file() and path.stat().st_size and not is_recording(path):
        raise WrongUse(f"{flag} {path}: that file is no recording and is left as it is; choose another name.")


def writable_folder() -> Path:
    """The folder of the terminal where it can be written to, else one for temporary files."""
    here = Path.cwd()
    return here if os.access(here, os.W_OK) else Path(tempfile.gettempdir())


def require_folder(path: Path, flag: str) -> None:
    """Raise `WrongUse` where nothing can be written beside `path`; `flag`: what the person knows it by."""
    folder = path.absolute().parent
    if not folder.is_dir():
        raise WrongUse(f"{flag} {path}: there is no folder {folder}; create it first.")
    if not os.access(folder, os.W_OK):
        raise WrongUse(f"{flag} {path}: the folder {folder} cannot be written to; choose another one.")
