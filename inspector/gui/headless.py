"""Drawing without a window on screen, for the command line."""

from __future__ import annotations

from pathlib import Path

from inspector.analysis.finding import Finding
from inspector.analysis.run import Run
from inspector.export.formats import Format
from inspector.export.whole_file import save_bytes, why_not_saved
from inspector.fit.problem import WrongUse


def picture_png(run: Run, scale: int = 2) -> bytes:
    """The timeline of `run` as the bytes of a PNG."""
    from inspector.gui.application import application, settle
    from inspector.gui.picture import render_picture
    from inspector.gui.picture_file import as_png

    app = application()
    try:
        return as_png(render_picture(run, scale=scale))
    finally:
        settle(app)


def save_picture(
    run: Run,
    path: Path,
    scale: int = 2,
    *,
    what: Format = Format.PNG,
    findings: list[Finding] | None = None,
    dark: bool = False,
    by_time: bool = False,
) -> None:
    """Draw the timeline of `run` to a file. Raises `WrongUse` where the file cannot be written."""
    from inspector.analysis.diagnosis import diagnose
    from inspector.gui.application import application, settle
    from inspector.gui.drawing import draw
    from inspector.gui.picture import Framing
    from inspector.gui.theme import DARK, LIGHT
    from inspector.gui.timeline.axis import Axis

    app = application()
    found = diagnose(run) if findings is None else findings
    framing = Framing(Axis.TIME if by_time else Axis.STEP, theme=DARK if dark else LIGHT)
    try:
        save_bytes(draw(what, run, found, framing, scale)(), path)
    except OSError as error:
        raise WrongUse(why_not_saved(path.absolute(), error)) from error
    finally:
        settle(app)
