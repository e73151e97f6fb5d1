"""One picture of a run that explains itself: the timeline, the findings, and what it was made of and with."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QRegion
from PySide6.QtWidgets import QWidget

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.finding import Finding, Severity
from inspector.analysis.run import Run
from inspector.gui.theme import LIGHT, Theme
from inspector.gui.timeline.axis import Axis
from inspector.gui.timeline.look import sized
from inspector.gui.timeline.timeline_view import TimelineView

SIZES_HEIGHT = 150
LINE = 20
MARGIN = 14
MOST_FINDINGS = 12


def render_picture(run: Run, width: int = 1200, scale: int = 1, theme: Theme = LIGHT, axis: Axis = Axis.STEP) -> QImage:
    """The whole run on one axis, `width * scale` pixels wide; text and lines are drawn at that resolution."""
    timeline = TimelineView(theme)
    timeline.set_axis(axis)
    timeline.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    timeline.show_run(run)
    timeline.resize(width, timeline.full_height + SIZES_HEIGHT)
    timeline.show()  # lays it out; nothing comes on screen
    timeline.fit_view()
    below = _Below(diagnose(run), caption_of(run), theme, timeline.font())
    height = timeline.height() + below.height
    image = QImage(width * scale, height * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(QColor(theme.canvas))
    painter = QPainter(image)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        timeline.render(painter, QPoint(0, 0), QRegion(), QWidget.RenderFlag.DrawChildren)
        painter.translate(0, timeline.height())
        below.paint(painter, width)
    finally:
        painter.end()
        timeline.hide()
        timeline.deleteLater()
    return image


def caption_of(run: Run) -> str:
    """`train.py · Keras 3.15.1, TensorFlow 2.21.0, Python 3.11.7 · CPU:0 · 2026-11-23 12:00 · Fit Inspector 0.1.0`."""
    environment, header = run.environment, run.header
    engine = "tf-keras" if environment.get("engine") == "tf_keras" else "Keras"
    names = ((engine, "keras"), ("TensorFlow", "tensorflow"), ("Python", "python"))
    versions = ", ".join(f"{name} {environment[key]}" for name, key in names if environment.get(key))
    file = str(header.get("file") or "").replace("\\", "/").rsplit("/", 1)[-1]
    started = str(header.get("started") or "").replace("T", " ")[:16]
    version = header.get("version") or environment.get("inspector")
    lineage = "" if run.lineage_observed else "lineage inferred"
    parts = (file, versions, environment.get("device"), lineage, started, f"Fit Inspector {version}" if version else "")
    return " · ".join(str(part) for part in parts if part)


class _Below:
    """The findings as a list of titles, causes first, each consequence under its cause; then the caption."""

    def __init__(self, findings: list[Finding], caption: str, theme: Theme, font: QFont) -> None:
        self._findings, self._caption, self._theme, self._font = findings, caption, theme, font
        self._shown = findings if len(findings) <= MOST_FINDINGS else findings[: MOST_FINDINGS - 1]

    @property
    def height(self) -> int:
        """Pixels that it takes."""
        lines = max(1, len(self._shown) + (len(self._shown) < len(self._findings)))
        return MARGIN + LINE * lines + 12 + LINE + 8

    def paint(self, painter: QPainter, width: int) -> None:
        t = self._theme
        painter.fillRect(QRectF(0, 6, width, 1), QColor(t.line))
        y = float(MARGIN)
        if not self._findings:
            self._words(painter, "Nothing to report: fit did what was asked of it.", MARGIN, y, width, t.good, True)
            y += LINE
        for finding in self._shown:
            self._finding(painter, finding, y, width)
            y += LINE
        if len(self._shown) < len(self._findings):
            more = f"and {len(self._findings) - len(self._shown)} more"
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
