"""One picture of a run that explains itself: a view of it, the findings, and what it was made of and with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QRegion
from PySide6.QtWidgets import QWidget

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.finding import Finding, Severity
from inspector.analysis.passed_over import passed_over
from inspector.analysis.run import Run
from inspector.export.caption import caption_of
from inspector.gui.theme import LIGHT, Theme
from inspector.gui.timeline.axis import Axis
from inspector.gui.timeline.content import Content
from inspector.gui.timeline.look import sized
from inspector.gui.timeline.plots import RIGHT
from inspector.gui.timeline.timeline_view import TimelineView
from inspector.gui.timeline.verdict import title_of

SIZES_HEIGHT = 150
LINE = 20
MARGIN = 14
MOST_FINDINGS = 12


@dataclass(frozen=True)
class Framing:
    """How a picture shows a run, and which part of it."""

    axis: Axis = Axis.STEP
    span: tuple[float, float] | None = None
    """From where to where, in the axis' unit; None: the whole run."""
    theme: Theme = LIGHT
    width: int = 1200
    alone: bool = False
    """Without the findings and the caption under it."""


WHOLE = Framing()


class RunPicture:
    """A view of a run, its findings and its caption, laid out: `paint` as often as wanted, on anything."""

    def __init__(self, view: QWidget, run: Run, findings: list[Finding], framing: Framing, covered: int = 0) -> None:
        """`covered`: pixels of the view at the right that show nothing."""
        self.caption = caption_of(run)
        self.title = title_of(run)
        self._theme, self._view, self._covered = framing.theme, view, covered
        self._below = (
            None if framing.alone else _Below(findings, passed_over(run), self.caption, framing.theme, view.font())
        )
        self.size = QSize(view.width(), view.height() + (self._below.height if self._below else 0))

    def paint(self, painter: QPainter) -> None:
        """Paint all of it, and end the painter."""
        width, height = self.size.width(), self._view.height()
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(QRectF(0, 0, width, self.size.height()), QColor(self._theme.canvas))
            self._view.render(painter, QPoint(0, 0), QRegion(), QWidget.RenderFlag.DrawChildren)
            # SVG has no clipping here: what goes on beyond the view is covered, as the gutter covers it at the left.
            painter.fillRect(QRectF(width - self._covered, 0, self._covered, height), QColor(self._theme.canvas))
            if self._below is not None:
                painter.translate(0, height)
                self._below.paint(painter, width)
        finally:
            painter.end()

    def image(self, scale: int) -> QImage:
        """In pixels, `scale` of them for one; words and lines are drawn at that resolution."""
        image = QImage(self.size * scale, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(scale)
        self.paint(QPainter(image))
        return image

    def close(self) -> None:
        """Give the widgets back."""
        self._view.hide()
        self._view.deleteLater()


@contextmanager
def run_picture(
    run: Run, framing: Framing = WHOLE, findings: list[Finding] | None = None, content: Content | None = None
) -> Iterator[RunPicture]:
    """The picture of a run; `findings` and `content` where they are known already, else they are made here."""
    findings = diagnose(run) if findings is None else findings
    picture = RunPicture(_timeline(run, framing, content), run, findings, framing, RIGHT)
    try:
        yield picture
    finally:
        picture.close()


def _timeline(run: Run, framing: Framing, content: Content | None) -> TimelineView:
    timeline = TimelineView(framing.theme)
    timeline.setFont(plain(timeline.font()))
    timeline.set_axis(framing.axis)
    timeline.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    if content is None or content.axis is not framing.axis:
        content = Content(run, framing.axis)
    timeline.show_run(run, content)
    timeline.resize(framing.width, timeline.full_height(framing.width) + SIZES_HEIGHT)
    timeline.show()  # lays it out; nothing comes on screen
    timeline.fit_view()
    if framing.span is not None:
        timeline.plot.view.show_range(*framing.span)
    return timeline


def render_picture(run: Run, width: int = 1200, scale: int = 1, theme: Theme = LIGHT, axis: Axis = Axis.STEP) -> QImage:
    """The whole run on one axis, `width * scale` pixels wide."""
    with run_picture(run, Framing(axis, None, theme, width)) as picture:
        return picture.image(scale)


def plain(font: QFont) -> QFont:
    """Without the forms that letters take beside others: of those no reader of a PDF knows which letters they are."""
    plain = QFont(font)
    for feature in ("calt", "liga"):
        plain.setFeature(QFont.Tag(feature), 0)
    return plain


class _Below:
    """The findings as a list of titles, causes first, each consequence under its cause; then the caption."""

    def __init__(self, findings: list[Finding], left: str, caption: str, theme: Theme, font: QFont) -> None:
        """`left`: what the run says nothing about, where there is such."""
        self._left = left
        self._findings, self._caption, self._theme, self._font = findings, caption, theme, font
        self._shown = findings if len(findings) <= MOST_FINDINGS else findings[: MOST_FINDINGS - 1]

    @property
    def height(self) -> int:
        """Pixels that it takes."""
        lines = max(1, bool(self._left) + len(self._shown) + (len(self._shown) < len(self._findings)))
        return MARGIN + LINE * lines + 12 + LINE + 8

    def paint(self, painter: QPainter, width: int) -> None:
        t = self._theme
        painter.fillRect(QRectF(0, 6, width, 1), QColor(t.line))
        y = float(MARGIN)
        if self._left:
            self._words(painter, self._left, MARGIN, y, width, t.text, True)
            y += LINE
        elif not self._findings:
            self._words(painter, "Nothing to report: fit did what was asked of it.", MARGIN, y, width, t.good, True)
            y += LINE
        for finding in self._shown:
            self._finding(painter, finding, y, width)
            y += LINE
        if len(self._shown) < len(self._findings):
            more = f"and {len(self._findings) - len(self._shown):,} more"
            self._words(painter, more, MARGIN + 18, y, width, t.quiet, False)
            y += LINE
        y += 8
        painter.fillRect(QRectF(0, y - 3, width, 1), QColor(t.line))
        self._words(painter, self._caption, MARGIN, y + 2, width, t.quiet, False, pixels=11)

    def _finding(self, painter: QPainter, finding: Finding, y: float, width: int) -> None:
        cause = finding.caused_by is None
        colour = self._theme.problem if finding.severity is Severity.ERROR else self._theme.text
        x = MARGIN if cause else MARGIN + 84
        if cause:
            word = finding.severity.name.lower()
            self._words(painter, word, x, y, width, colour if word == "error" else self._theme.quiet, True, pixels=11)
            x += 64
        else:
            painter.fillRect(QRectF(x - 16, y + 1, 2, LINE - 2), QColor(self._theme.problem))
        self._words(painter, finding.title, x, y, width, colour if cause else self._theme.text, cause)

    def _words(
        self, painter: QPainter, words: str, x: float, y: float, width: int, colour: str, strong: bool, pixels: int = 13
    ) -> None:
        font = sized(self._font, pixels, strong=strong)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        room = width - x - MARGIN
        shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(x, y, room, LINE), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
