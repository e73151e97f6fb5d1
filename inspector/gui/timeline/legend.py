"""What the colours and hatches mean, in a line or as many as it takes."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.gui.selection import Thing
from inspector.gui.theme import Theme
from inspector.gui.timeline.boxes import Look
from inspector.gui.timeline.gutter import GUTTER
from inspector.gui.timeline.look import sized
from inspector.gui.timeline.paint import BoxPainter
from inspector.gui.timeline.row_boxes import Box, RowBoxes
from inspector.gui.timeline.scale import Scale
from inspector.gui.timeline.words import words_in


class Entry(NamedTuple):
    """Words for a look."""

    words: str
    look: Look


ENTRIES = (
    Entry("batch produced", Look.BATCH),
    Entry("never used", Look.UNUSED),
    Entry("breaks the peek", Look.BREAKS),
    Entry("data over", Look.OUT_OF_DATA),
    Entry("step", Look.STEP),
    Entry("replayed batch", Look.REPLAYED),
    Entry("began, got no data", Look.PROBE),
    Entry("began, never ended", Look.UNFINISHED),
    Entry("missing", Look.MISSING),
    Entry("stopped", Look.STOPPED),
    Entry("to come", Look.EXPECTED),
    Entry("epoch ended", Look.EPOCH_ENDED),
    Entry("ended short", Look.EPOCH_SHORT),
    Entry("epoch never ended", Look.EPOCH_BROKEN),
    Entry("problem", Look.RAISED),
)
SWATCH = 15.0
CLOSEST, WIDEST = 10.0, 24.0
"""Pixels between two entries."""
LINE, AROUND = 18, 4
"""Pixels of a line, and over and under all lines together."""


class Legend(QWidget):
    """Painted by what paints the lanes, so that it cannot lie."""

    def __init__(self, theme: Theme, known: Sequence[Entry] = ENTRIES, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = known
        self.setObjectName("timelineLegend")
        self.setAccessibleName("Legend")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._theme = theme
        self._looks: Set[Look] = frozenset()

    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(max(300, self.width())))

    def heightForWidth(self, width: int) -> int:
        return LINE * max(1, len(self._lines(width))) + AROUND

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def show_looks(self, looks: Set[Look]) -> None:
        """Explain these, as far as there is a word for them."""
        known = {entry.look for entry in self._known} & looks
        if known != self._looks:
            self._looks = known
            self.updateGeometry()
            self.update()

    @property
    def entries(self) -> list[Entry]:
        """What is explained: all that the run has."""
        return [entry for entry in self._known if entry.look in self._looks]

    def _lines(self, width: int) -> list[list[Entry]]:
        """The entries in as few lines as there is room for, none of them much shorter than the others."""
        room = _room(width)
        lines = self._broken(room)
        # Where each entry has a line of its own, as where there is no room at all, no shorter ones are to be found.
        while 1 < len(lines) < len(self.entries) and len(narrower := self._broken(room := room - SWATCH)) == len(lines):
            lines = narrower
        return lines

    def _broken(self, room: float) -> list[list[Entry]]:
        lines: list[list[Entry]] = []
        left = 0.0
        for entry in self.entries:
            wide = self._width(entry) + CLOSEST
            if not lines or wide > left:
                lines.append([])
                left = room
            lines[-1].append(entry)
            left -= wide
        return lines

    @property
    def _font(self) -> QFont:
        return sized(self.font(), 10)

    def _width(self, entry: Entry) -> float:
        return SWATCH + 6 + words_in(self._font).width(entry.words)

    def paintEvent(self, event: QPaintEvent) -> None:
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        lines = self._lines(self.width())
        spare = [(_room(self.width()) - sum(map(self._width, line))) / len(line) for line in lines]
        gap = min([WIDEST, *spare])  # the same in all lines
        top = (self.height() - LINE * len(lines)) / 2
        for number, line in enumerate(lines):
            x = float(GUTTER)
            for entry in line:
                self._paint_entry(p, entry, x, top + LINE * number)
                x += self._width(entry) + gap
        p.end()

    def _paint_entry(self, p: QPainter, entry: Entry, x: float, top: float) -> None:
        boxes = RowBoxes(Thing.STEP)
        boxes.grow([Box(0, SWATCH, entry.look)])
        p.save()
        p.translate(x, top)
        BoxPainter(p, Scale(0, SWATCH, SWATCH), 3.5, 11, self._theme, sized(self.font(), 4)).paint(boxes, [])
        p.restore()
        p.setFont(self._font)
        p.setPen(QColor(self._theme.quiet))
        rect = QRectF(x + SWATCH + 6, top, self._width(entry), LINE)
        p.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, entry.words)


def _room(width: int) -> float:
    return width - GUTTER - 8
