"""Behind the lanes: the peek zones, with what Keras took from them, and the lines between lanes."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from inspector.analysis.peek import Peek
from inspector.gui.theme import Theme
from inspector.gui.timeline.axis import Axis
from inspector.gui.timeline.content import Content
from inspector.gui.timeline.lane_layout import HEAD, LaneBand
from inspector.gui.timeline.look import sized
from inspector.gui.timeline.peek_zone import name_of, signature_of
from inspector.gui.timeline.scale import Scale
from inspector.gui.timeline.view_item import ViewItem
from inspector.gui.timeline.words import Words, words_in
from inspector.recording.events import Role

BESIDE = 4.0
LEAST = 50.0
"""Words for which there is less room than this are left out."""


class BackItem(ViewItem):
    """Behind everything."""

    def __init__(self, view: pg.ViewBox, theme: Theme) -> None:
        super().__init__(view)
        self.setZValue(1)
        self.theme = theme
        self.bands: list[LaneBand] = []
        self.content: Content | None = None

    def paint(self, p: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if self.content is None or not self.bands:
            return
        scale = self.scale_in_view
        for role, peek in self.content.peeks.items():
            self._zone(p, scale, role, peek)
        p.setPen(QPen(QColor(self.theme.line), 1))
        for band in self.bands:
            if band.ruled:
                y = round(band.top + band.height) - 0.5
                p.drawLine(QPointF(0, y), QPointF(scale.width, y))

    def _zone(self, p: QPainter, scale: Scale, role: Role, peek: Peek) -> None:
        assert self.content is not None
        lanes = self.content.lanes
        lane = lanes.source if role is Role.TRAIN else lanes.validation_source
        band = next((band for band in self.bands if band.lane is lane), None)
        span = self.content.zones.get(role)
        if band is None or span is None:
            return
        a, b = max(scale.px(span[0]) - 3, -10.0), min(scale.px(span[1]) + 3, scale.width + 10)
        if b <= a:
            return
        top, bottom = band.top, band.top + band.height
        if role is Role.TRAIN:
            top = 0.0
            if self.content.axis is Axis.TIME:  # nothing else happens while Keras peeks
                bottom = self.bands[-1].top + self.bands[-1].height
        p.fillRect(QRectF(a, top, b - a, bottom - top - 1), QColor(self.theme.peek_soft))
        if role is Role.TRAIN:
            self._words(p, peek, (max(a + BESIDE, 2.0), b, scale.width), QRectF(0, 1, 0, HEAD - 2))
        else:
            p.fillRect(QRectF(a, top + 1, b - a, 2), QColor(self.theme.peek))
            self._words_before(p, peek, a - 2 * BESIDE, QRectF(0, top, 0, band.height))

    def _words(self, p: QPainter, peek: Peek, edges: tuple[float, float, float], row: QRectF) -> None:
        """In the zone its name, and behind it as much of what Keras took as there is room for."""
        x, after, right = edges
        name, strong, plain = name_of(peek), *_fonts(p)
        width = strong.width(name)
        x = min(x, right - width)
        p.setPen(QColor(self.theme.peek))
        strong.draw(p, QRectF(x, row.top(), width + 2, row.height()), name)
        x = max(x + width, after - BESIDE) + 2 * BESIDE
        if right - x >= LEAST:
            p.setPen(QColor(self.theme.quiet))
            words = plain.elided(signature_of(peek), right - x)
            plain.draw(p, QRectF(x, row.top(), right - x, row.height()), words)

    def _words_before(self, p: QPainter, peek: Peek, right: float, row: QRectF) -> None:
        """The same to the left of the zone, where validation has nothing yet."""
        name, signature, strong, plain = name_of(peek), signature_of(peek), *_fonts(p)
        first, second, space = strong.width(name), plain.width(signature), 2 * BESIDE
        if first > right:
            return
        shown = signature if first + second + space <= right else ""
        x = right - first - (second + space if shown else 0)
        p.setPen(QColor(self.theme.peek))
        strong.draw(p, QRectF(x, row.top(), first + 2, row.height()), name)
        if shown:
            p.setPen(QColor(self.theme.quiet))
            plain.draw(p, QRectF(x + first + space, row.top(), second + 2, row.height()), shown)


def _fonts(p: QPainter) -> tuple[Words, Words]:
    return words_in(sized(p.font(), 10, strong=True)), words_in(sized(p.font(), 10))
