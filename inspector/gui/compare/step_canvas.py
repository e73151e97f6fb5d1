"""A over B on the Step axis: each step of one over the same step of the other, and between them where they differ."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.gui.axis_in_view import AxisInView
from inspector.gui.compare.beside import Beside, Lanes, Mark
from inspector.gui.compare.cell_words import cell_words
from inspector.gui.compare.verdict_words import verdict_words
from inspector.gui.spot_tip import spot_tip
from inspector.gui.theme import Theme
from inspector.gui.timeline.look import mixed, sized
from inspector.gui.timeline.merge import covered
from inspector.gui.timeline.paint import BoxPainter
from inspector.gui.timeline.row_boxes import RowBoxes

GUTTER = 132
HEAD, EPOCHS, STEPS, BATCHES, GAP, MARKS = 22, 24, 34, 22, 6, 34
"""Pixels: the ruler, the lanes of one run with the gap between them, and the row of marks between the two runs."""
RUN = EPOCHS + STEPS + BATCHES + 2 * GAP
LEAST_CELLS = 4.0
PAD_CELLS = 0.6


class StepCanvas(QWidget):
    """The wheel zooms at the pointer, dragging pans, a double click shows everything, a click tells a difference."""

    picked = Signal(int)
    """the number of a difference that the person clicked"""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compareCanvas")
        self.setAccessibleName("Both runs on the Step axis, A over B")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme = theme
        self._beside: Beside | None = None
        self._chosen: int | None = None
        self._axis = AxisInView(self, GUTTER)

    def sizeHint(self) -> QSize:
        return QSize(700, HEAD + 2 * RUN + MARKS + 10)

    def show_runs(self, beside: Beside) -> None:
        """Show another comparison, all of it."""
        self._beside, self._chosen = beside, None
        self._axis.limits = (LEAST_CELLS / 2, max(1.5 * beside.extent[1], LEAST_CELLS))
        comparison = beside.comparison
        self.setAccessibleDescription(
            f"A: {comparison.a.headline}. B: {comparison.b.headline}. {verdict_words(comparison)}."
        )
        self.fit_view()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    # -- what is in view ------------------------------------------------------------------------------------------

    @property
    def range_in_view(self) -> tuple[float, float]:
        """From where to where, in cells."""
        return self._axis.range

    def fit_view(self) -> None:
        """Everything in view."""
        if self._beside is not None:
            left, right = self._beside.extent
            self._axis.show(left - 0.3, max(right, left + LEAST_CELLS))

    def choose(self, number: int | None) -> None:
        """Frame a difference, and bring it into view; one that is of the runs as a whole shows everything."""
        self._chosen = number
        span = None if self._beside is None or number is None else self._beside.span(number)
        if span is not None:
            middle, width = (span[0] + span[1]) / 2, max(span[1] - span[0], LEAST_CELLS)
            self._axis.show(middle - width / 2 - PAD_CELLS * 3, middle + width / 2 + PAD_CELLS * 3)
        elif number is not None:
            self.fit_view()
        self.update()

    # -- the person -----------------------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._axis.wheel(event)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._axis.press(event)
            found = self._difference_at(event.position())
            if found is not None:
                self.picked.emit(found)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._axis.drag(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._axis.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.fit_view()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Home:
            self.fit_view()
        elif not self._axis.key(event):
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        return spot_tip(event, self, self.words_at) or super().event(event)

    def words_at(self, pos: QPointF) -> str:
        """What either run did in the cell at this pixel."""
        at = None if self._beside is None or pos.x() < GUTTER else self._beside.at(self._axis.at(pos))
        return "" if at is None or self._beside is None else cell_words(self._beside.comparison, *at)

    def x_of(self, cell: float) -> float:
        """The pixel of a place on the axis."""
        return self._axis.px(cell)

    def _difference_at(self, pos: QPointF) -> int | None:
        x = self._axis.at(pos)
        marks: Sequence[Mark] = self._beside.marks if self._beside is not None else ()
        return next((mark.difference for mark in marks if mark.x0 <= x < mark.x1), None)

    # -- painting -------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._beside is None:
            return
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        tops = HEAD, HEAD + RUN + MARKS
        p.save()
        p.setClipRect(QRectF(GUTTER, 0, self._axis.scale.width, self.height()))
        p.translate(GUTTER, 0)
        self._grounds(p)
        self._ruler(p)
        for top, lanes in zip(tops, (self._beside.a, self._beside.b), strict=True):
            self._run(p, top, lanes)
        self._marks(p)
        p.restore()
        for top, which, lanes in zip(tops, "AB", (self._beside.a, self._beside.b), strict=True):
            self._gutter(p, top, which, lanes)
        p.end()

    def _grounds(self, p: QPainter) -> None:
        """Behind the cells that differ: a soft hatch through both runs."""
        assert self._beside is not None
        top, height = HEAD, 2 * RUN + MARKS
        for mark in self._in_view():
            rect = QRectF(self._axis.scale.px(mark.x0), top, (mark.x1 - mark.x0) * self._axis.scale.unit, height)
            if rect.width() >= 3:
                p.fillRect(rect, QColor(mixed(self._theme.peek_soft, self._theme.window, 0.55)))
                if mark.difference == self._chosen:
                    p.setPen(QPen(QColor(self._theme.accent), 1.6))
                    p.setBrush(Qt.BrushStyle.NoBrush)
                    p.drawRoundedRect(rect.adjusted(0.8, 0.8, -0.8, -0.8), 4, 4)

    def _in_view(self) -> list[Mark]:
        """Those that are wide enough to be drawn one by one."""
        assert self._beside is not None
        left, right = self._axis.range
        least = 3 / self._axis.scale.unit
        return [m for m in self._beside.marks if m.x1 > left and m.x0 < right and m.x1 - m.x0 >= least]

    def _ruler(self, p: QPainter) -> None:
        assert self._beside is not None
        p.setFont(sized(self.font(), 11))
        p.setPen(QColor(self._theme.quiet))
        end = -1e9
        for number, cells in self._beside.cells.items():
            x = self._axis.scale.px(cells.start)
            words = f"epoch {number}"
            if x >= end and self._axis.scale.px(cells.stop) > 0 and x < self._axis.scale.width:
                x = max(x, 2.0)
                p.drawText(QRectF(x, 0, 200, HEAD), _LEFT, words)
                end = x + QFontMetricsF(p.font()).horizontalAdvance(words) + 12
            tested = self._axis.scale.px(cells.validation_start)
            if cells.validation_steps and tested >= end and 0 <= tested < self._axis.scale.width:
                p.drawText(QRectF(tested, 0, 200, HEAD), _LEFT, "validation")
                end = tested + QFontMetricsF(p.font()).horizontalAdvance("validation") + 12

    def _run(self, p: QPainter, top: float, lanes: Lanes) -> None:
        def paint(boxes: RowBoxes, at: float, height: float, pixels: int, texts: list[str]) -> None:
            font = sized(self.font(), pixels, strong=True)
            BoxPainter(p, self._axis.scale, at, height, self._theme, font).paint(boxes, texts)

        paint(lanes.epochs, top, EPOCHS, 11, lanes.epoch_words)
        paint(lanes.steps, top + EPOCHS + GAP, STEPS, 12, [])
        paint(lanes.batches, top + EPOCHS + STEPS + 2 * GAP, BATCHES, 11, [])

    def _marks(self, p: QPainter) -> None:
        """Between the runs: a sign over each stretch of cells that differ, and what differs where there is room."""
        assert self._beside is not None
        t, top = self._theme, HEAD + RUN
        thin = [m for m in self._beside.marks if (m.x1 - m.x0) * self._axis.scale.unit < 3]
        if thin:
            px0 = self._axis.scale.pixels(np.array([m.x0 for m in thin]))
            px1 = self._axis.scale.pixels(np.array([m.x1 for m in thin]))
            for a, b in zip(*covered(px0, px1, round(self._axis.scale.width)), strict=True):
                p.fillRect(QRectF(a, top + 8, max(2, b - a), MARKS - 16), QColor(t.peek))
        for mark in self._in_view():
            left = max(0.0, self._axis.scale.px(mark.x0))
            right = min(self._axis.scale.width, self._axis.scale.px(mark.x1))
            rect = QRectF(left + 1, top + 7, right - left - 2, MARKS - 14)
            self._hatched(p, rect)
            words = f"≠ {self._beside.comparison.listed[mark.difference].topic.value}"
            p.setFont(sized(self.font(), 11, strong=True))
            metrics = QFontMetricsF(p.font())
            told = next((w for w in (words, "≠") if metrics.horizontalAdvance(w) + 10 <= rect.width()), "")
            if told:
                ground = QRectF(0, 0, metrics.horizontalAdvance(told) + 10, rect.height() - 2)
                ground.moveCenter(rect.center())
                p.fillRect(ground, QColor(t.peek_soft))
                p.setPen(QColor(t.text))
                p.drawText(rect, Qt.AlignmentFlag.AlignCenter, told)

    def _hatched(self, p: QPainter, rect: QRectF) -> None:
        p.save()
        p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
        p.setPen(QPen(QColor(self._theme.peek), 1.2))
        p.setBrush(Qt.BrushStyle.NoBrush)
        x = rect.left() - rect.height()
        while x < rect.right():
            p.drawLine(QPointF(x, rect.bottom()), QPointF(x + rect.height(), rect.top()))
            x += 7
        p.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
        p.restore()

    def _gutter(self, p: QPainter, top: float, which: str, lanes: Lanes) -> None:
        t = self._theme
        p.setPen(QColor(t.text))
        p.setFont(sized(self.font(), 15, strong=True))
        p.drawText(QRectF(16, top, 24, EPOCHS), _LEFT, which)
        p.setFont(sized(self.font(), 11))
        p.setPen(QColor(t.quiet))
        name = QFontMetricsF(p.font()).elidedText(lanes.side.name, Qt.TextElideMode.ElideMiddle, GUTTER - 46)
        p.drawText(QRectF(36, top, GUTTER - 40, EPOCHS), _LEFT, name)
        p.drawText(QRectF(16, top + EPOCHS + GAP, GUTTER, STEPS), _LEFT, "steps")
        p.drawText(QRectF(16, top + EPOCHS + STEPS + 2 * GAP, GUTTER, BATCHES), _LEFT, "on batch")


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
