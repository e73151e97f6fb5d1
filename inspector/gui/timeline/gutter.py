"""The fixed column at the left: what each lane is, in words; and the numbers of the batch sizes."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from inspector.gui.theme import Theme
from inspector.gui.timeline.lane_layout import LaneBand
from inspector.gui.timeline.look import sized
from inspector.gui.timeline.words import words_in

GUTTER = 104
"""Pixels; the same for all plots, so that one x is one x."""
LEFT, MARGIN = 12, 6
"""Free of words."""


class Gutter(pg.AxisItem):
    """Lane names."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("left")
        self.enableAutoSIPrefix(False)  # else it lays out words that nobody sees, at each change of range
        self.theme = theme
        self.bands: list[LaneBand] = []
        self.setWidth(GUTTER)
        self.setFlag(self.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def paint(self, p: QPainter, opt: QStyleOptionGraphicsItem, widget: QWidget | None) -> None:
        _cover(self, p, self.theme)
        if _only_the_margin(opt):
            return
        for band in self.bands:
            rect = QRectF(LEFT, band.top, GUTTER - LEFT - MARGIN, band.height)
            if band.lane.detail and band.lane.name:
                self._words(
                    p, rect.adjusted(0, -band.height * 0.22, 0, -band.height * 0.22), band.lane.name, strong=True
                )
                self._words(p, rect.adjusted(0, band.height * 0.24, 0, band.height * 0.24), band.lane.detail)
            elif band.lane.name:
                self._words(p, rect, band.lane.name, strong=True)
            else:
                self._words(p, rect, band.lane.detail)

    def _words(self, p: QPainter, rect: QRectF, words: str, *, strong: bool = False) -> None:
        p.setPen(QColor(self.theme.text if strong else self.theme.quiet))
        font = words_in(sized(p.font(), 12 if strong else 10, strong=strong))
        font.draw(p, rect, font.elided(words, rect.width()))


class SizeGutter(pg.AxisItem):
    """`Batch size`, and the numbers of rows beside the plot."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("left")
        self.enableAutoSIPrefix(False)  # else it lays out words that nobody sees, at each change of range
        self.theme = theme
        self.ticks: list[tuple[float, str]] = []
        """pixel from the top, and the number"""
        self.setWidth(GUTTER)
        self.setFlag(self.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def paint(self, p: QPainter, opt: QStyleOptionGraphicsItem, widget: QWidget | None) -> None:
        _cover(self, p, self.theme)
        if _only_the_margin(opt):
            return
        p.setFont(sized(p.font(), 12, strong=True))
        p.setPen(QColor(self.theme.text))
        p.drawText(
            QRectF(LEFT, 2, GUTTER - LEFT, 18), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, "Batch size"
        )
        p.setFont(sized(p.font(), 10))
        p.setPen(QColor(self.theme.quiet))
        p.drawText(
            QRectF(LEFT, 19, 60, 30), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, "rows of each\nbatch"
        )
        for y, words in self.ticks:
            p.drawText(
                QRectF(GUTTER - 40 - MARGIN, y - 8, 40, 16),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                words,
            )


def _cover(gutter: pg.AxisItem, p: QPainter, theme: Theme) -> None:
    """A ground of its own: in SVG, which has no clipping, boxes reach into the gutter from beyond the view."""
    p.fillRect(QRectF(0, 0, GUTTER, gutter.size().height()), QColor(theme.canvas))


def _only_the_margin(opt: QStyleOptionGraphicsItem) -> bool:
    """Whether nothing needs painting that has words in it, as where what is painted is the plot beside it."""
    return opt.exposedRect.left() >= GUTTER - MARGIN
