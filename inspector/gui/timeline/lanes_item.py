"""The lanes as one paints them, all in one item: of many items each would cost something at every move of the mouse."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from inspector.gui.selection import Selection
from inspector.gui.theme import Theme
from inspector.gui.timeline.content import Content
from inspector.gui.timeline.lane_layout import LaneBand
from inspector.gui.timeline.lane_painter import LanePainter
from inspector.gui.timeline.view_item import ViewItem


class LanesItem(ViewItem):
    """Bands with boxes, notes and the selection, in pixels of the view box."""

    def __init__(self, view: pg.ViewBox) -> None:
        super().__init__(view)
        self.setZValue(10)
        self._painters: list[LanePainter] = []

    def show_bands(self, bands: list[LaneBand], content: Content | None, theme: Theme) -> None:
        """Other lanes, or the same ones elsewhere; nothing is selected."""
        self._painters = []
        if content is not None:
            self._painters = [LanePainter(band, content, theme, turn) for turn, band in enumerate(bands, 1)]
        self.update()

    def highlight(self, selection: Selection | None) -> None:
        """Frame what is selected."""
        for one in self._painters:
            one.selected = None if selection is None else one.band.lane.find(selection)
        self.update()

    @property
    def framed(self) -> int:
        """In how many lanes something is framed."""
        return sum(one.selected is not None for one in self._painters)

    def paint(self, p: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale, font = self.scale_in_view, p.font()
        for one in self._painters:
            one.paint(p, scale, font)
