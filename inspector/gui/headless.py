"""Drawing without a window on screen, for the command line."""

from __future__ import annotations

from pathlib import Path

from inspector.analysis.run import Run
from inspector.fit.problem import WrongUse


def picture_png(run: Run, scale: int = 2) -> bytes:
    """The timeline of `run` as the bytes of a PNG."""
    from inspector.gui.app import application, settle
    from inspector.gui.picture import render_picture
    from inspector.gui.picture_file import as_png

    app = application()
    try:
        return as_png(render_picture(run, scale=scale))
    finally:
        settle(app)


def save_picture(run: Run, path: Path, scale: int = 2) -> None:
    """Draw the timeline of `run` to a PNG. Raises `WrongUse` where the file cannot be written."""
    from inspector.gui.app import application, settle
    from inspector.gui.picture import render_picture
    from inspector.gui.picture_file import save_png, why_not_saved

    app = application()
    try:
        save_png(render_picture(run, scale=scale), path)
    except OSError as error:
        raise WrongUse(why_not_saved(path.absolute(), error)) from error
    finally:
        settle(app)
