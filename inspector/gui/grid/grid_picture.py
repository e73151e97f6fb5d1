"""The Grid as a picture that explains itself, in the colours that are asked for, whichever the window has."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt

from inspector.analysis.finding import Finding
from inspector.gui.grid.grid_view import GridView
from inspector.gui.picture import Framing, RunPicture, plain
from inspector.gui.timeline.content import Content

MOST_HIGH = 700
"""Pixels that the whole grid takes at most."""


@contextmanager
def grid_picture(
    shown: GridView, content: Content, findings: list[Finding], framing: Framing, *, in_view: bool
) -> Iterator[RunPicture]:
    """All of the grid, or what is in view of the one that is shown."""
    view = GridView(framing.theme)
    view.setFont(plain(view.font()))
    view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    view.resize(shown.size() if in_view else shown.size().scaled(framing.width, MOST_HIGH, KEEP))
    view.show()  # lays it out; nothing comes on screen
    view.show_alike(shown, content, in_view=in_view)
    if not in_view:
        view.resize(view.width(), view.height() - view.canvas.spare_height)
        view.canvas.show_whole()
    picture = RunPicture(view, content.run, findings, framing)
    try:
        yield picture
    finally:
        picture.close()


KEEP = Qt.AspectRatioMode.KeepAspectRatio
