"""What the colours and hatches mean, in one row."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.gui.selection import Thing
from inspector.gui.theme import Theme
from inspector.gui.timeline.boxes import Look
from inspector.gui.timeline.gutter import GUTTER
from inspector.gui.timeline.look import sized
from inspector.gui.timeline.paint import BoxPainter
from inspector.gui.timeline.row_boxes import Box, RowBoxes
from inspector.gui.timeline.scale import Scale


class Entry(NamedTuple):
    """Words for a look; where there is little room, what can be `spared` goes first."""

    words: str
    look: Look
    spared: bool = False


ENTRIES = (
    Entry("batch produced", Look.BATCH),
    Entry("never used", Look.UNUSED),
    Entry("data over", Look.OUT_OF_DATA, spared=True),
    Entry("step", Look.STEP),
    Entry("replayed batch", Look.REPLAYED),
    Entry("began, never ended", Look.UNFINISHED, spared=True),
    Entry("missing", Look.MISSING),
    Entry("stopped", Look.STOPPED, spared=True),
    Entry("to come", Look.EXPECTED, spared=True),
    Entry("epoch ended", Look.EPOCH_ENDED, spared=True),
    Entry("ended short", Look.EPOCH_SHORT),
    Entry("epoch never ended", Look.EPOCH_BROKEN, spared=True),
    Entry("problem", Look.RAISED),
)
SWATCH = 15.0
CLOSEST = 10.0
"""Pixels between two entries, at least."""


class Legend(QWidget):
    """Painted by what paints the lanes, so that it cannot lie."""

    def __init__(self, theme: Theme, known: Sequence[Entry] = ENTRIES, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = known
        self.setObjectName("timelineLegend")
        self.setAccessibleName("Legend")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme = theme
        self._looks: Set[Look] = frozenset()

    def sizeHint(self) -> QSize:
        return QSize(300, 22)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def show_looks(self, looks: Set[Look]) -> None:
        """Explain these, as far as there is a word for them."""
        known = {entry.look for entry in self._known} & looks
        if known != self._looks:
            self._looks = known
            self.update()

    @property
    def entries(self) -> list[Entry]:
        """What is explained: what the run has, as far as there is room for it."""
        shown = [entry for entry in self._known if entry.look in self._looks]
        while shown and sum(self._widths(shown)) + CLOSEST * len(shown) > self._room:
            spared = [entry for entry in shown if entry.spared]
            shown.remove((spared or shown)[-1])
        return shown

    @property
    def _room(self) -> float:
        return self.width() - GUTTER - 8

    @property
    def _font(self) -> QFont:
        return sized(self.font(), 10)

    def _widths(self, entries: list[Entry]) -> list[float]:
        metrics = QFontMetricsF(self._font)
        return [SWATCH + 6 + metrics.horizontalAdvance(entry.words) for entry in entries]

    def paintEvent(self, event: QPaintEvent) -> None:
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        entries = self.entries
        widths = self._widths(entries)
        gap = min(24.0, (self._room - sum(widths)) / max(1, len(widths)))
        x = float(GUTTER)
        for entry, width in zip(entries, widths, strict=True):
            boxes = RowBoxes(Thing.STEP)
            boxes.grow([Box(0, SWATCH, entry.look)])
            p.save()
            p.translate(x, 0)
            BoxPainter(p, Scale(0, SWATCH, SWATCH), 5.5, 11, self._theme, sized(self.font(), 4)).paint(boxes, [])
            p.restore()
            p.setFont(self._font)
            p.setPen(QColor(self._theme.quiet))
            rect = QRectF(x + SWATCH + 6, 0, width, self.height())
            p.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, entry.words)
            x += width + gap
        p.end()
