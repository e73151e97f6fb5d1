"""The axis at the bottom: times, or steps grouped by epoch."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from inspector.analysis.unused import Unused
from inspector.gui.theme import Theme
from inspector.gui.timeline.content import Content
from inspector.gui.timeline.look import sized
from inspector.gui.timeline.scale import Scale
from inspector.gui.timeline.step_place import StepPlace
from inspector.gui.timeline.ticks import (
    BETWEEN_NAMES,
    EpochSpan,
    Tick,
    duration,
    epoch_names,
    step_ticks,
    time_ticks,
)
from inspector.gui.timeline.time_place import TimePlace
from inspector.gui.timeline.words import CENTRE, words_in

HEIGHT = 34


class Ruler(pg.AxisItem):
    """Ticks and their words under the lowest plot."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("bottom")
        self.enableAutoSIPrefix(False)  # else it lays out words that nobody sees, at each change of range
        self.theme = theme
        self.content: Content | None = None
        self._words = words_in(self.font())
        self.setHeight(HEIGHT)

    def paint(self, p: QPainter, opt: QStyleOptionGraphicsItem, widget: QWidget | None) -> None:
        view = self.linkedView()
        if view is None or self.content is None:
            return
        left, right = view.viewRange()[0]
        scale = Scale(left, right, view.width())
        self._words = words_in(sized(p.font(), 10))
        place = self.content.place
        if isinstance(place, StepPlace):
            self._steps(p, scale, place)
        else:
            self._times(p, scale, place)

    def _times(self, p: QPainter, scale: Scale, place: TimePlace) -> None:
        self._ticks(p, scale, time_ticks(scale.left, scale.right, scale.width, pieces=place.pieces), 18)
        for one in place.breaks:
            x = scale.px(place.mark(one))
            p.setPen(QPen(QColor(self.theme.quiet), 1.2))
            for by in (-2, 2):
                p.drawLine(QPointF(x + by - 2, 5), QPointF(x + by + 2, -4))
        assert self.content is not None
        words = f"time since {'the check' if self.content.run.call == 'check' else 'fit'} began"
        if place.breaks:
            cut = " and ".join(duration(one.left_out * 1e-9) for one in place.breaks)
            words += f"; {cut} of the first step not drawn"
        self._middle(p, scale, words)

    def _steps(self, p: QPainter, scale: Scale, place: StepPlace) -> None:
        self._ticks(p, scale, step_ticks(place.cells, scale.left, scale.right, scale.width), 17)
        end = float("-inf")
        assert self.content is not None
        spans = epoch_names(place.cells, scale.left, scale.right, scale.width, self._words.width)
        if self.content.run.call != "fit":  # one pass over the data, and no epoch
            spans = [EpochSpan(span.x0, span.x1, self.content.run.call) for span in spans]
        if place.unused is not None:
            spans.append(EpochSpan(*place.unused, words_outside(self.content)))
        for span in spans:
            a, b = max(0.0, scale.px(span.x0)), min(scale.width, scale.px(span.x1))
            words = self._words.width(span.text)
            x = (a + b - words) / 2
            if x < end + BETWEEN_NAMES or x < 0 or x + words > scale.width:
                continue
            p.setPen(QPen(QColor(self.theme.quiet)))
            self._words.draw(p, QRectF(x, 18, words + 2, 15), span.text, CENTRE)
            end = x + words
            if (b - a - words) / 2 > 8:
                p.setPen(QPen(QColor(self.theme.line), 1))
                p.drawLine(QPointF(a, 26), QPointF(x - 5, 26))
                p.drawLine(QPointF(x + words + 5, 26), QPointF(b, 26))

    def _ticks(self, p: QPainter, scale: Scale, ticks: list[Tick], bottom: float) -> None:
        p.setPen(QPen(QColor(self.theme.quiet), 1))
        places = [(scale.px(tick.x), tick.text) for tick in ticks]
        p.drawLines([QLineF(x, 0, x, 4) for x, _ in places])
        for x, words in places:
            room = self._words.width(words) / 2 + 1
            if room <= x + 20 and x + room <= scale.width + 8:
                self._words.draw(p, QRectF(x - room, 4, 2 * room, bottom - 4), words, CENTRE)

    def _middle(self, p: QPainter, scale: Scale, words: str) -> None:
        p.setPen(QColor(self.theme.quiet))
        self._words.draw(p, QRectF(0, 18, scale.width, 15), words, CENTRE)


def words_outside(content: Content) -> str:
    """What to call the batches that stand in no step's cell."""
    told = {content.leftovers.of_any(role) for role in content.run.sources}
    if Unused.NOT_MEANT in told:
        return "batches"
    if Unused.NOT_KNOWN in told:
        return "in no step that is known"
    return "in no step that ended" if Unused.PERHAPS in told else told.pop().value
