"""Drawing without a window on screen, for the command line."""

from __future__ import annotations

from pathlib import Path

from inspector.analysis.run import Run
from inspector.fit.problem import WrongUse


def save_picture(run: Run, path: Path, scale: int = 2) -> None:
    """Draw the timeline of `run` to a PNG. Raises `WrongUse` where the file cannot be written."""
    from PySide6.QtWidgets import QApplication

    from inspector.gui.fonts import load_fonts
    from inspector.gui.picture import render_picture

    application = QApplication.instance() or QApplication(["fit-inspector"])
    load_fonts()
    image = render_picture(run, scale=scale)
    if not image.save(str(path), "PNG"):
        raise WrongUse(f"The picture could not be written to {path}: check the folder and the free space.")
    del application
