"""The plot under the lanes: how many rows each batch had, and its shape where that is new."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from inspector.analysis.model import Pull
from inspector.gui.theme import Theme
from inspector.gui.timeline.axis import Axis
from inspector.gui.timeline.boxes import Boxes, Look
from inspector.gui.timeline.content import Content
from inspector.gui.timeline.labels import in_rows
from inspector.gui.timeline.look import mixed, sized
from inspector.gui.timeline.peek_zone import breaks_words
from inspector.gui.timeline.scale import Scale
from inspector.gui.timeline.view_item import ViewItem
from inspector.recording.events import Role

HEADROOM = 28
"""Over the highest bar: the row of chips."""
CHIP = 19


def size_ticks(largest: int) -> list[int]:
    """Whole numbers from 0 to the largest batch."""
    if largest <= 0:
        return [0]
    return [0, largest // 2, largest] if largest % 2 == 0 and largest >= 4 else [0, largest]


class SizeItem(ViewItem):
    """Bars: the width is the pull's, the height the batch's rows."""

    def __init__(self, view: pg.ViewBox, theme: Theme) -> None:
        super().__init__(view)
        self.setZValue(10)
        self.theme = theme
        self.content: Content | None = None
        self.selected: int | None = None
        self._largest = 0

    @property
    def boxes(self) -> Boxes | None:
        """The pulls whose batches are shown."""
        return None if self.content is None else self.content.lanes.source.layers[0]

    def refresh(self) -> None:
        """The run has grown."""
        boxes = self.boxes
        values = np.empty(0) if boxes is None else boxes.column("value", slice(None))
        self._largest = int(values.max(initial=0))
        self.update()

    @property
    def ticks(self) -> list[tuple[float, int]]:
        """Pixel from the top and number of rows of each line."""
        return [(self._y(rows), rows) for rows in size_ticks(self._largest)]

    def _y(self, rows: float) -> float:
        bottom = self._view.height() - 1
        return float(bottom - (bottom - HEADROOM) * rows / max(1, self._largest))

    def paint(self, p: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        scale = self.scale_in_view
        p.fillRect(self.boundingRect(), QColor(mixed(self.theme.window, self.theme.canvas, 0.6)))
        p.setPen(QPen(QColor(self.theme.line), 1))
        for y, _ in self.ticks:
            p.drawLine(QPointF(0, round(y) + 0.5), QPointF(scale.width, round(y) + 0.5))
        p.drawLine(QPointF(0.5, 0), QPointF(0.5, self._view.height()))
        boxes = self.boxes
        if boxes is None or not len(boxes):
            return
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._bars(p, scale, boxes)
        self._chips(p, scale, boxes)

    def _bars(self, p: QPainter, scale: Scale, boxes: Boxes) -> None:
        part = boxes.visible(scale.left, scale.right)
        rows = boxes.column("value", part)
        known = rows >= 0
        px0, px1, rows = scale.pixels(boxes.x0[part])[known], scale.pixels(boxes.x1[part])[known], rows[known]
        px1 = np.maximum(px1, px0 + 1.5)
        numbers = np.flatnonzero(known) + part.start
        if len(px0) > 2 * scale.width:  # the highest of each pixel column
            column = np.floor(px0)
            order = np.lexsort((rows, column))
            last = np.append(np.diff(column[order]) != 0, True)
            keep = order[last]
            px0, px1, rows, numbers = px0[keep], px1[keep], rows[keep], numbers[keep]
        gap = np.where(px1 - px0 > 4, 1.0, 0.0)
        bottom = self._view.height() - 1
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(QColor(mixed(self.theme.batch, self.theme.canvas, 0.75)))
        tops = [self._y(value) for value in rows.tolist()]
        if self.content is not None and self.content.axis is Axis.TIME:
            self._held(p, px0, px1, tops, bottom)
        corners = zip(px0.tolist(), (px1 - px0 - gap).tolist(), tops, strict=True)
        p.drawRects([QRectF(x, y, w, bottom - y) for x, w, y in corners])
        for i in np.flatnonzero(boxes.column("look", slice(None))[numbers] == Look.BREAKS).tolist():
            p.setBrush(QColor(mixed(self.theme.problem, self.theme.canvas, 0.75)))
            p.drawRect(QRectF(px0[i], tops[i], max(3.0, px1[i] - px0[i] - gap[i]), bottom - tops[i]))
        if self.selected is not None and self.selected in numbers:
            i = int(np.flatnonzero(numbers == self.selected)[0])
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.setPen(QPen(QColor(self.theme.text), 2))
            p.drawRect(QRectF(px0[i], tops[i], max(2.0, px1[i] - px0[i] - gap[i]), bottom - tops[i]))

    def _broken(self) -> Pull | None:
        peek = None if self.content is None else self.content.peeks.get(Role.TRAIN)
        return None if peek is None or peek.broken is None else peek.broken[0]

    def _held(self, p: QPainter, px0: np.ndarray, px1: np.ndarray, tops: list[float], bottom: float) -> None:
        """Most batches are made in no time: their size is held, faintly, until the next one is asked for."""
        rects = [
            QRectF(a, y, b - a, bottom - y)
            for a, b, y in zip(px1[:-1].tolist(), px0[1:].tolist(), tops[:-1], strict=True)
            if b > a + 1
        ]
        bars = p.brush()
        p.setBrush(QColor(mixed(self.theme.batch, self.theme.canvas, 0.22)))
        p.drawRects(rects)
        p.setBrush(bars)

    def _chips(self, p: QPainter, scale: Scale, boxes: Boxes) -> None:
        assert self.content is not None
        seqs = boxes.column("seq", slice(None))
        font = sized(p.font(), 10)
        metrics = QFontMetricsF(font)
        wanted: list[tuple[float, float, str, bool]] = []
        broken = self._broken()
        seen = self.content.signatures.seen
        for one in seen:
            where = np.flatnonzero(seqs == one.seq)
            if not len(where):
                continue
            x = scale.px(float(boxes.x0[where[0]]))
            if x > scale.width or (x < 0 and len(seen) > 1):
                continue
            bad = broken is not None and broken.seq == one.seq
            words = breaks_words(self.content.peeks[Role.TRAIN], which=False) if bad else one.words
            wanted.append((max(x, 6.0), metrics.horizontalAdvance(words) + 18, words, bad))
        places = in_rows([(x, width) for x, width, *_ in wanted], scale.width - 4)
        p.setFont(font)
        t = self.theme
        for place, (_, width, words, bad) in zip(places, wanted, strict=True):
            if place is None:
                continue
            rect = QRectF(place[0], 4.5, width, CHIP)
            p.setPen(QPen(QColor(t.problem if bad else mixed(t.accent, t.line, 0.25)), 1))
            p.setBrush(QColor(t.problem_soft if bad else t.accent_soft))
            p.drawRoundedRect(rect, CHIP / 2, CHIP / 2)
            p.setPen(QColor(t.problem if bad else t.text))
            p.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
