"""The lanes as one paints them: bands with boxes, notes and the selection, in pixels of the view box."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from inspector.gui.theme import Theme
from inspector.gui.timeline.boxes import Boxes
from inspector.gui.timeline.content import Content
from inspector.gui.timeline.curve import paint_curve
from inspector.gui.timeline.labels import beside
from inspector.gui.timeline.lane_layout import LaneBand
from inspector.gui.timeline.look import sized
from inspector.gui.timeline.notes import Note, Tone
from inspector.gui.timeline.paint import CROSS, BoxPainter
from inspector.gui.timeline.scale import Scale
from inspector.gui.timeline.view_item import ViewItem
from inspector.gui.timeline.words import words_in

NOTE_PX = 11
LABEL_PX = 11


class LaneItem(ViewItem):
    """One lane."""

    def __init__(self, view: pg.ViewBox, band: LaneBand, content: Content, theme: Theme) -> None:
        super().__init__(view)
        self.setZValue(10)
        self.band = band
        self._content = content
        self.theme = theme
        self.selected: tuple[Boxes, int] | None = None

    def boundingRect(self) -> QRectF:
        return QRectF(0, self.band.top, self._view.width(), self.band.height)

    def paint(self, p: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        scale = self.scale_in_view
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        lane, band = self.band.lane, self.band
        if lane is self._content.lanes.read_ahead:
            paint_curve(p, scale, self._content, QRectF(0, band.box_top, scale.width, band.box_height), self.theme)
        boxes = BoxPainter(p, scale, band.box_top, band.box_height, self.theme, sized(p.font(), LABEL_PX, strong=True))
        for layer in lane.layers:
            boxes.paint(layer, lane.texts)
        if self.selected is not None:
            self._paint_selection(p, scale, *self.selected)
        self._paint_notes(p, scale)
        if lane.quiet and lane.empty:
            p.setFont(sized(p.font(), NOTE_PX))
            p.setPen(QColor(self.theme.quiet))
            rect = QRectF(4, band.top, scale.width - 4, band.height)
            p.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, lane.quiet)

    def _paint_selection(self, p: QPainter, scale: Scale, boxes: Boxes, number: int) -> None:
        if number >= len(boxes):
            return
        a, b = scale.px(float(boxes.x0[number])), scale.px(float(boxes.x1[number]))
        if b < -20 or a > scale.width + 20:
            return
        a, b = max(a, -20.0), min(b, scale.width + 20)
        if b - a < 6:
            a, b = (a + b) / 2 - 3, (a + b) / 2 + 3
        rect = QRectF(a - 2, self.band.box_top - 2.5, b - a + 3, self.band.box_height + 5)
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.setPen(QPen(QColor(self.theme.canvas), 4))
        p.drawRoundedRect(rect, 4, 4)
        p.setPen(QPen(QColor(self.theme.text), 2))
        p.drawRoundedRect(rect, 4, 4)

    # -- notes ----------------------------------------------------------------------------------------------------

    def _paint_notes(self, p: QPainter, scale: Scale) -> None:
        written: list[tuple[float, float]] = []
        for note in self._content.notes.get(id(self.band.lane), []):
            taken = [*self._taken(note.x, scale), *written]
            place = beside(self._note_x(note, scale), self.note_width(note, p), scale.width, taken)
            if place is None:
                continue
            written.append((place.x, place.x + place.room))
            strong, small = sized(p.font(), NOTE_PX, strong=True), sized(p.font(), NOTE_PX - 1)
            colour = self.theme.problem if note.tone is Tone.PROBLEM else self.theme.quiet
            middle = self.band.top + self.band.height / 2
            two = bool(note.detail) and self.band.height >= 28
            self._words(p, strong, colour, note.text, place.x, middle - (7 if two else 0), place.room)
            if two:
                self._words(p, small, self.theme.quiet, note.detail, place.x, middle + 7, place.room)

    def _note_x(self, note: Note, scale: Scale) -> float:
        x = scale.px(note.x) + 4
        return x if note.cross_from is None else max(x, scale.px(note.cross_from) + 2 * CROSS + 2)

    def note_width(self, note: Note, p: QPainter) -> float:
        """Pixels that its words take."""
        strong, small = sized(p.font(), NOTE_PX, strong=True), sized(p.font(), NOTE_PX - 1)
        return max(words_in(strong).width(note.text), words_in(small).width(note.detail)) + 1

    def _words(self, p: QPainter, font: QFont, colour: str, words: str, x: float, middle: float, room: float) -> None:
        p.setFont(font)
        p.setPen(QColor(colour))
        words = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, room + 1)
        p.drawText(
            QRectF(x, middle - 10, room + 2, 20), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words
        )

    def _taken(self, after: float, scale: Scale) -> list[tuple[float, float]]:
        """The next box to the right, in pixels."""
        taken = []
        for layer in self.band.lane.layers:
            number = int(np.searchsorted(layer.x0, after, "left"))
            if number < len(layer):
                taken.append((scale.px(float(layer.x0[number])), scale.px(float(layer.x1[number]))))
        return taken
