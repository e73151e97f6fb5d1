"""The axis over the groups: times on the first worker's clock, or steps grouped by epoch."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from inspector.gui.theme import Theme
from inspector.gui.timeline.look import sized
from inspector.gui.timeline.scale import Scale
from inspector.gui.timeline.ticks import BETWEEN_NAMES, duration, epoch_names, step_ticks, time_ticks
from inspector.gui.workers.stack import Stack

HEIGHT = 36.0


class SharedRuler:
    """Paints it with its left end where the painter is."""

    def __init__(self, painter: QPainter, scale: Scale, theme: Theme, font: QFont) -> None:
        self._p, self._scale, self._theme, self._font = painter, scale, theme, font

    def paint(self, stack: Stack) -> None:
        """Words above, ticks below."""
        self._p.setFont(sized(self._font, 10))
        if stack.time is None:
            self._steps(stack)
        else:
            self._times(stack)

    def _times(self, stack: Stack) -> None:
        assert stack.time is not None
        scale, place = self._scale, stack.time
        for tick in time_ticks(scale.left, scale.right, scale.width, pieces=place.pieces):
            self._tick(tick.x, tick.text)
        words = "time since the first fit began"
        if place.breaks:
            left_out = sum(one.left_out for one in place.breaks) * 1e-9
            words += f"; {duration(left_out)} in which nothing was recorded is not drawn"
        self._p.drawText(QRectF(0, 1, scale.width, 15), Qt.AlignmentFlag.AlignCenter, words)

    def _steps(self, stack: Stack) -> None:
        scale, metrics, end = self._scale, QFontMetricsF(self._p.font()), -8.0
        for tick in step_ticks(stack.cells, scale.left, scale.right, scale.width):
            self._tick(tick.x, tick.text)
        for span in epoch_names(stack.cells, scale.left, scale.right, scale.width, metrics.horizontalAdvance):
            a, b = max(0.0, scale.px(span.x0)), min(scale.width, scale.px(span.x1))
            wide = metrics.horizontalAdvance(span.text)
            x = (a + b - wide) / 2
            if x >= end + BETWEEN_NAMES and x + wide <= scale.width:
                self._p.drawText(QRectF(x, 1, wide + 2, 15), Qt.AlignmentFlag.AlignCenter, span.text)
                end = x + wide

    def _tick(self, x: float, words: str) -> None:
        px, p = self._scale.px(x), self._p
        p.setPen(QPen(QColor(self._theme.quiet), 1))
        p.drawLine(QPointF(px, HEIGHT - 4), QPointF(px, HEIGHT))
        room = QFontMetricsF(p.font()).horizontalAdvance(words) / 2 + 1
        if room <= px + 20 and px + room <= self._scale.width + 8:
            p.drawText(QRectF(px - room, 16, 2 * room, 15), Qt.AlignmentFlag.AlignCenter, words)
