"""Painting one lane: what is in its layers, the frame around what is selected, and the few words beside boxes."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from inspector.gui.theme import Theme
from inspector.gui.timeline.boxes import Boxes
from inspector.gui.timeline.content import Content
from inspector.gui.timeline.crowd import Crowds
from inspector.gui.timeline.curve import Curve
from inspector.gui.timeline.labels import beside
from inspector.gui.timeline.lane_layout import LaneBand
from inspector.gui.timeline.look import sized
from inspector.gui.timeline.notes import Note, Tone
from inspector.gui.timeline.paint import CROSS, BoxPainter
from inspector.gui.timeline.scale import Scale
from inspector.gui.timeline.words import Words, words_in

NOTE_PX = 11
LABEL_PX = 11
CURVE_PX = 10


class LanePainter:
    """One lane, painted again and again; `turn` is its number."""

    def __init__(self, band: LaneBand, content: Content, theme: Theme, turn: int) -> None:
        self.band = band
        self.selected: tuple[Boxes, int] | None = None
        self._content, self._theme = content, theme
        self._crowds = Crowds(theme, turn)
        self._curve = Curve(content, theme, turn) if band.lane is content.lanes.read_ahead else None

    def paint(self, p: QPainter, scale: Scale, font: QFont) -> None:
        """What is in view."""
        lane, band = self.band.lane, self.band
        if self._curve is not None:
            area = QRectF(0, band.box_top, scale.width, band.box_height)
            self._curve.paint(p, scale, area, words_in(sized(font, CURVE_PX)))
        if not lane.empty:
            strong = sized(font, LABEL_PX, strong=True)
            boxes = BoxPainter(p, scale, band.box_top, band.box_height, self._theme, strong, self._crowds)
            for layer in lane.layers:
                boxes.paint(layer, lane.texts, lane.layers)
        elif lane.quiet:
            p.setPen(QColor(self._theme.quiet))
            words_in(sized(font, NOTE_PX)).draw(p, QRectF(4, band.top, scale.width - 4, band.height), lane.quiet)
        if self.selected is not None:
            self._paint_selection(p, scale, *self.selected)
        notes = self._content.notes.get(id(lane))
        if notes:
            self._paint_notes(p, scale, notes, font)

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
        p.setPen(QPen(QColor(self._theme.canvas), 4))
        p.drawRoundedRect(rect, 4, 4)
        p.setPen(QPen(QColor(self._theme.text), 2))
        p.drawRoundedRect(rect, 4, 4)

    # -- notes ----------------------------------------------------------------------------------------------------

    def _paint_notes(self, p: QPainter, scale: Scale, notes: list[Note], font: QFont) -> None:
        strong, small = words_in(sized(font, NOTE_PX, strong=True)), words_in(sized(font, NOTE_PX - 1))
        written: list[tuple[float, float]] = []
        for note in notes:
            taken = [*self._taken(note.x, scale), *written]
            wide = max(strong.width(note.text), small.width(note.detail)) + 1
            place = beside(self._note_x(note, scale), wide, scale.width, taken)
            if place is None:
                continue
            written.append((place.x, place.x + place.room))
            colour = self._theme.problem if note.tone is Tone.PROBLEM else self._theme.quiet
            middle = self.band.top + self.band.height / 2
            two = bool(note.detail) and self.band.height >= 28
            self._words(p, strong, colour, note.text, place.x, middle - (7 if two else 0), place.room)
            if two:
                self._words(p, small, self._theme.quiet, note.detail, place.x, middle + 7, place.room)

    def _note_x(self, note: Note, scale: Scale) -> float:
        x = scale.px(note.x) + 4
        return x if note.cross_from is None else max(x, scale.px(note.cross_from) + 2 * CROSS + 2)

    def _words(self, p: QPainter, font: Words, colour: str, words: str, x: float, middle: float, room: float) -> None:
        p.setPen(QColor(colour))
        font.draw(p, QRectF(x, middle - 10, room + 2, 20), font.elided(words, room + 1))

    def _taken(self, after: float, scale: Scale) -> list[tuple[float, float]]:
        """The next box to the right, in pixels."""
        taken = []
        for layer in self.band.lane.layers:
            number = int(np.searchsorted(layer.x0, after, "left"))
            if number < len(layer):
                taken.append((scale.px(float(layer.x0[number])), scale.px(float(layer.x1[number]))))
        return taken
