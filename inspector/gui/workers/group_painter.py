"""Painting one worker: its head, its lanes, and the marks of the finding that was chosen."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from inspector.gui.selection import Selection
from inspector.gui.theme import Theme
from inspector.gui.timeline.labels import beside
from inspector.gui.timeline.lane_layout import LaneBand
from inspector.gui.timeline.look import mixed, sized
from inspector.gui.timeline.notes import Note, Tone
from inspector.gui.timeline.paint import CROSS, BoxPainter
from inspector.gui.timeline.scale import Scale
from inspector.gui.workers.group import HEAD, Group

GUTTER = 104
LEFT = 14
LINE = 18.0
MARK = 6.0
NOTE_PX = 11
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class GroupPainter:
    """Paints a group with its top left corner where the painter is; `scale` begins right of the gutter."""

    def __init__(self, painter: QPainter, scale: Scale, width: float, theme: Theme, font: QFont) -> None:
        self._p, self._scale, self._width, self._theme, self._font = painter, scale, width, theme, font

    def paint(self, group: Group, selected: Selection | None, marks: Iterable[float], *, chosen: bool) -> None:
        """All of it."""
        p, t = self._p, self._theme
        p.fillRect(QRectF(0, 0, self._width, HEAD - 4), QColor(t.accent_soft if chosen else t.window))
        p.fillRect(QRectF(0, 0, self._width, 1), QColor(t.line))
        if chosen:
            p.fillRect(QRectF(0, 0, 3, HEAD - 4), QColor(t.accent))
        self._head(group)
        for band in group.bands:
            self._gutter(band)
        p.save()
        p.translate(GUTTER, 0)
        p.setClipRect(QRectF(0, HEAD - 4, self._scale.width, group.height - HEAD + 4), Qt.ClipOperation.IntersectClip)
        for band in group.bands:
            self._lane(group, band, selected)
        for x in marks:
            self._mark(x, group.height)
        p.restore()

    # -- the head -------------------------------------------------------------------------------------------------

    def _head(self, group: Group) -> None:
        t, room = self._theme, self._width - 2 * LEFT
        loud = group.tone is Tone.PROBLEM
        used = self._words(group.verdict, LEFT, 2, room, 12, t.problem if loud else t.quiet, strong=True, right=True)
        x, room = float(LEFT), room - used - 16
        taken = self._words(group.worker.name, x, 2, room, 13, t.text, strong=True) + 10
        if group.worker.process is not None:
            self._words(f"process {group.worker.process}", x + taken, 2, room - taken, 11, t.quiet)
        room = self._width - 2 * LEFT
        room -= self._words(group.own, LEFT, LINE + 1, room, 11, t.quiet, right=True) + 16
        self._words(group.clock, LEFT, LINE + 1, room, 11, t.problem if group.doubtful else t.quiet)

    def _words(
        self, words: str, x: float, y: float, room: float, pixels: int, colour: str, *, strong: bool = False,
        right: bool = False,
    ) -> float:  # fmt: skip
        """Write it on one line, as far as there is room; how wide it got."""
        p = self._p
        p.setFont(sized(self._font, pixels, strong=strong))
        metrics = QFontMetricsF(p.font())
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0.0, room))
        p.setPen(QColor(colour))
        p.drawText(QRectF(x, y, max(0.0, room) + 1, LINE), _RIGHT if right else _LEFT, shown)
        return metrics.horizontalAdvance(shown)

    def _gutter(self, band: LaneBand) -> None:
        lane, t = band.lane, self._theme
        words = lane.name or lane.detail
        self._p.setFont(sized(self._font, 11))
        self._p.setPen(QColor(t.text if lane.name else t.quiet))
        self._p.drawText(QRectF(LEFT, band.top, GUTTER - LEFT, band.height), _LEFT, words)

    # -- the lanes ------------------------------------------------------------------------------------------------

    def _lane(self, group: Group, band: LaneBand, selected: Selection | None) -> None:
        font = sized(self._font, 11, strong=True)
        boxes = BoxPainter(self._p, self._scale, band.box_top, band.box_height, self._theme, font)
        for layer in band.lane.layers:
            boxes.paint(layer, band.lane.texts, band.lane.layers)
        found = None if selected is None else band.lane.find(selected)
        if found is not None:
            layer, number = found
            self._frame(band, float(layer.x0[number]), float(layer.x1[number]))
        self._notes(group, band)

    def _frame(self, band: LaneBand, x0: float, x1: float) -> None:
        a, b = self._scale.px(x0), self._scale.px(x1)
        if b < 0 or a > self._scale.width:
            return
        middle = (a + b) / 2
        a, b = min(a, middle - 3), max(b, middle + 3)
        rect = QRectF(max(a, -9.0) - 2, band.box_top - 2, 0, band.box_height + 4)
        rect.setRight(min(b, self._scale.width + 9) + 1)
        self._p.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((self._theme.canvas, 4), (self._theme.text, 2)):
            self._p.setPen(QPen(QColor(colour), width))
            self._p.drawRoundedRect(rect, 4, 4)

    def _notes(self, group: Group, band: LaneBand) -> None:
        written: list[tuple[float, float]] = []
        font = sized(self._font, NOTE_PX, strong=True)
        for note in group.content.notes.get(id(band.lane), []):
            x, wide = self._note_x(note), QFontMetricsF(font).horizontalAdvance(note.text) + 1
            place = beside(x, wide, self._scale.width, [*self._after(band, note.x), *written])
            if place is None:
                continue
            written.append((place.x, place.x + place.room))
            colour = self._theme.problem if note.tone is Tone.PROBLEM else self._theme.quiet
            y = band.top + (band.height - LINE) / 2
            self._words(note.text, place.x, y, place.room + 1, NOTE_PX, colour, strong=True)

    def _note_x(self, note: Note) -> float:
        x = self._scale.px(note.x) + 4
        return x if note.cross_from is None else max(x, self._scale.px(note.cross_from) + 2 * CROSS + 2)

    def _after(self, band: LaneBand, x: float) -> list[tuple[float, float]]:
        """The next box to the right of each layer, in pixels."""
        nexts = [(layer, int(np.searchsorted(layer.x0, x, "left"))) for layer in band.lane.layers]
        return [
            (self._scale.px(float(layer.x0[at])), self._scale.px(float(layer.x1[at])))
            for layer, at in nexts
            if at < len(layer)
        ]

    # -- the finding ----------------------------------------------------------------------------------------------

    def _mark(self, at: float, height: float) -> None:
        """A line down the lanes, with a head that is seen where many boxes are."""
        p, x, top = self._p, self._scale.px(at), HEAD - 4.0
        if not -MARK <= x <= self._scale.width + MARK:
            return
        colour = QColor(self._theme.accent)
        p.setPen(QPen(QColor(mixed(self._theme.canvas, self._theme.accent, 0.6)), 4))
        p.drawLine(QPointF(x, top), QPointF(x, height - 4))
        p.setPen(QPen(colour, 1.6))
        p.drawLine(QPointF(x, top), QPointF(x, height - 4))
        p.setBrush(colour)
        p.setPen(Qt.PenStyle.NoPen)
        p.drawPolygon(QPolygonF([QPointF(x - MARK, top), QPointF(x + MARK, top), QPointF(x, top + MARK + 2)]))
