"""A run in each of the formats that a view of it is painted for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from inspector.analysis.finding import Finding
from inspector.analysis.run import Run
from inspector.analysis.settled import settled
from inspector.export.formats import Format
from inspector.export.html import Pictures, html_report
from inspector.gui.picture import Framing, RunPicture, run_picture
from inspector.gui.picture_file import as_png
from inspector.gui.picture_formats import pdf_of, svg_of
from inspector.gui.theme import DARK, LIGHT, Theme
from inspector.gui.timeline.content import Content


def draw(
    what: Format, run: Run, findings: list[Finding], framing: Framing, scale: int, content: Content | None = None
) -> Callable[[], bytes]:
    """Paint what needs this thread, and return what makes the file of it, on any thread.

    `content`: the run laid out on the axis of the framing, where it is, so that a long one is not laid out again.
    """
    if what is Format.HTML:
        pictures = None  # where there was no fit, there is nothing to draw, and a reason to read
        if run.fit_began_ns is not None:
            pictures = Pictures(*(_alone(run, framing, theme, content) for theme in (LIGHT, DARK)))
        return lambda: html_report(settled(run), findings, pictures).encode("utf-8")
    with run_picture(run, framing, findings, content) as picture:
        return file_of(what, picture, scale)


def file_of(what: Format, picture: RunPicture, scale: int) -> Callable[[], bytes]:
    """The same of a picture: a PNG of so many pixels for one, an SVG or a PDF."""
    if what is Format.PNG:
        image = picture.image(scale)
        return lambda: as_png(image)
    data = svg_of(picture) if what is Format.SVG else pdf_of(picture)
    return lambda: data


def _alone(run: Run, framing: Framing, theme: Theme, content: Content | None) -> bytes:
    """The timeline without what the page says itself."""
    with run_picture(run, replace(framing, theme=theme, alone=True), [], content) as picture:
        return svg_of(picture)
