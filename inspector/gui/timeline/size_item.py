"""The plot under the lanes: how many rows each batch had, and its shape where that is new."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from inspector.analysis.model import Pull
from inspector.gui.theme import Theme
from inspector.gui.timeline.axis import Axis
from inspector.gui.timeline.bars import Bars
from inspector.gui.timeline.boxes import Boxes, Look
from inspector.gui.timeline.content import Content
from inspector.gui.timeline.labels import in_rows
from inspector.gui.timeline.look import mixed, sized
from inspector.gui.timeline.peek_zone import breaks_words
from inspector.gui.timeline.rects import rects
from inspector.gui.timeline.scale import Scale
from inspector.gui.timeline.signatures import FirstSeen
from inspector.gui.timeline.summary import Raster, Told
from inspector.gui.timeline.view_item import ViewItem
from inspector.gui.timeline.words import CENTRE, words_in
from inspector.recording.events import Role

HEADROOM = 28
"""Over the highest bar: the row of chips."""
CHIP = 19
MOST_CHIPS = 500
"""Of more different shapes than this the first are told: beyond that there is no room for words anyway."""
CROWDED_BARS = 0.12
"""More bars a pixel than this are painted together: as high as they are, each alone is dear."""
BAR, HELD = 0.75, 0.22
"""How strong the colour of a bar is; of what is held between bars, and of batches that no step used."""

Rows = TypeVar("Rows", float, np.ndarray)


def size_ticks(largest: int) -> list[int]:
    """Whole numbers from 0 to the largest batch."""
    if largest <= 0:
        return [0]
    return [0, largest // 2, largest] if largest % 2 == 0 and largest >= 4 else [0, largest]


def _between(px0: np.ndarray, px1: np.ndarray, tops: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """From where to where, and from which height on, it is held what bars had until the next one begins.

    Those of the same height are one, over which the bars are painted: many bars side by side are dear.
    """
    apart = px0[1:] > px1[:-1] + 1
    joined = apart[1:] & apart[:-1] & (tops[1:-1] == tops[:-2])
    first = np.flatnonzero(apart & ~np.append(False, joined)[: len(apart)])
    last = np.flatnonzero(apart & ~np.append(joined, False)[: len(apart)])
    return px1[first], px0[last + 1], tops[first]


class SizeItem(ViewItem):
    """Bars: the width is the pull's, the height the batch's rows."""

    def __init__(self, view: pg.ViewBox, theme: Theme) -> None:
        super().__init__(view)
        self.setZValue(10)
        self.theme = theme
        self.content: Content | None = None
        self.selected: int | None = None
        self._largest = 0
        self._laid_out: tuple[Told, tuple[int, float], Bars, Bars] | None = None
        """The bars of these columns, at this height; and what is held between them."""

    @property
    def boxes(self) -> Boxes | None:
        """The pulls whose batches are shown."""
        return None if self.content is None else self.content.lanes.source.layers[0]

    def refresh(self) -> None:
        """The run has grown."""
        self._largest = 0 if self.content is None else self.content.signatures.largest
        self.update()

    @property
    def ticks(self) -> list[tuple[float, int]]:
        """Pixel from the top and number of rows of each line."""
        return [(self._y(rows), rows) for rows in size_ticks(self._largest)]

    def _y(self, rows: Rows) -> Rows:
        bottom = self._view.height() - 1
        return bottom - (bottom - HEADROOM) * rows / max(1, self._largest)

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
        if part.stop - part.start > CROWDED_BARS * scale.width:
            self._crowd(p, scale)
            which = boxes.flagged(part)
        else:
            which = np.arange(part.start, part.stop)
            rows = boxes.subject.column("value", boxes.numbers[which])
            which = which[rows > 0]
            px0, px1 = scale.pixels(boxes.x0[which]), scale.pixels(boxes.x1[which])
            self._one_by_one(p, px0, px1, rows[rows > 0], boxes.looks[which] == Look.UNUSED)
        p.setPen(Qt.PenStyle.NoPen)
        for number in which[boxes.looks[which] == Look.BREAKS].tolist():
            self._bar(p, scale, boxes, number, QColor(mixed(self.theme.problem, self.theme.canvas, 0.75)))
        if self.selected is not None and part.start <= self.selected < part.stop:
            p.setPen(QPen(QColor(self.theme.text), 2))
            self._bar(p, scale, boxes, self.selected, None)

    def _bar(self, p: QPainter, scale: Scale, boxes: Boxes, number: int, fill: QColor | None) -> None:
        p.setBrush(Qt.BrushStyle.NoBrush if fill is None else QBrush(fill))
        px0, px1 = scale.px(float(boxes.x0[number])), scale.px(float(boxes.x1[number]))
        top, bottom = self._y(max(0, boxes.value("value", number))), self._view.height() - 1
        p.drawRect(QRectF(px0, top, max(3.0, px1 - px0 - 1), bottom - top))

    def _one_by_one(self, p: QPainter, px0: np.ndarray, px1: np.ndarray, rows: np.ndarray, unused: np.ndarray) -> None:
        bottom = float(self._view.height() - 1)
        px1 = np.maximum(px1, px0 + 1.5)
        gap = np.where(px1 - px0 > 4, 1.0, 0.0)
        tops = self._y(rows)
        p.setPen(Qt.PenStyle.NoPen)
        if self._holds:
            p.setBrush(QColor(mixed(self.theme.batch, self.theme.canvas, HELD)))
            left, right, top = _between(px0, px1, tops)
            p.drawRects(rects(left, top, right - left, bottom - top))
        for mine, share in ((~unused, BAR), (unused, HELD)):
            p.setBrush(QColor(mixed(self.theme.batch, self.theme.canvas, share)))
            p.drawRects(rects(px0[mine], tops[mine], (px1 - px0 - gap)[mine], bottom - tops[mine]))

    def _crowd(self, p: QPainter, scale: Scale) -> None:
        assert self.content is not None
        told = self.content.sizes.columns(Raster.over(scale.left, scale.right, scale.width))
        known = (self._largest, self._view.height())
        if self._laid_out is None or self._laid_out[0] is not told or self._laid_out[1] != known:
            bars, kept = (Bars(told.raster, values, self._span) for values in told.columns)
            self._laid_out = told, known, bars, kept
        *_, bars, kept = self._laid_out
        p.setPen(Qt.PenStyle.NoPen)
        for one, share in [(kept, HELD), (bars, BAR)] if self._holds else [(bars, BAR)]:
            p.setBrush(QColor(mixed(self.theme.batch, self.theme.canvas, share)))
            one.draw(p, scale)

    def _span(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Where the bars of batches begin, and how high they are."""
        top = self._y(rows)
        return top, self._view.height() - 1 - top

    @property
    def _holds(self) -> bool:
        """Most batches are made in no time: on the clock, their size is held, faintly, until the next one begins."""
        return self.content is not None and self.content.axis is Axis.TIME

    def _broken(self) -> Pull | None:
        peek = None if self.content is None else self.content.peeks.get(Role.TRAIN)
        return None if peek is None or peek.broken is None else peek.broken[0]

    def _chips(self, p: QPainter, scale: Scale, boxes: Boxes) -> None:
        assert self.content is not None
        font = words_in(sized(p.font(), 10))
        wanted: list[tuple[float, float, str, bool]] = []
        broken = self._broken()
        for one, x in self._chips_in_view(scale, boxes):
            bad = broken is not None and broken.seq == one.seq
            words = breaks_words(self.content.peeks[Role.TRAIN], which=False) if bad else one.words
            wanted.append((max(x, 6.0), font.width(words) + 18, words, bad))
        places = in_rows([(x, width) for x, width, *_ in wanted], scale.width - 4)
        t = self.theme
        for place, (_, width, words, bad) in zip(places, wanted, strict=True):
            if place is None:
                continue
            rect = QRectF(place[0], 4.5, width, CHIP)
            p.setPen(QPen(QColor(t.problem if bad else mixed(t.accent, t.line, 0.25)), 1))
            p.setBrush(QColor(t.problem_soft if bad else t.accent_soft))
            p.drawRoundedRect(rect, CHIP / 2, CHIP / 2)
            p.setPen(QColor(t.problem if bad else t.text))
            font.draw(p, rect, words, CENTRE)

    def _chips_in_view(self, scale: Scale, boxes: Boxes) -> list[tuple[FirstSeen, float]]:
        """The signatures and the pixels of the batches that first had them; one alone is said wherever one looks."""
        assert self.content is not None
        seen = self.content.signatures.seen
        if len(seen) == 1:
            return (
                [(seen[0], max(0.0, scale.px(float(boxes.x0[0]))))]
                if scale.px(float(boxes.x0[0])) < scale.width
                else []
            )
        placed = ((one, boxes.with_seq(one.seq)) for one in seen[:MOST_CHIPS])
        pixels = [(one, scale.px(float(boxes.x0[number]))) for one, number in placed if number is not None]
        return [(one, x) for one, x in pixels if 0 <= x <= scale.width]
