"""The zigzag where the Time axis is broken."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from inspector.gui.theme import Theme
from inspector.gui.timeline.content import Content
from inspector.gui.timeline.lane_layout import LaneBand
from inspector.gui.timeline.time_place import TimePlace
from inspector.gui.timeline.view_item import ViewItem
from inspector.recording.events import Role


class BreakItem(ViewItem):
    """Over the steps: where the Time axis is broken."""

    def __init__(self, view: pg.ViewBox, theme: Theme) -> None:
        super().__init__(view)
        self.setZValue(20)
        self.theme = theme
        self.content: Content | None = None
        self.bands: list[LaneBand] = []

    def paint(self, p: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if self.content is None or not isinstance(self.content.place, TimePlace):
            return
        place, lanes, scale = self.content.place, self.content.lanes, self.scale_in_view
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        for one in place.breaks:
            lane = lanes.train_steps if one.role is Role.TRAIN else lanes.validation_steps
            band = next((band for band in self.bands if band.lane is lane), None)
            x = scale.px(place.mark(one))
            if band is not None and -10 < x < scale.width + 10:
                self._zigzag(p, x, band.box_top - 2, band.box_height + 4)

    def _zigzag(self, p: QPainter, x: float, top: float, height: float) -> None:
        teeth = max(4, round(height / 5))
        points = [(x + (1.6 if i % 2 else -1.6), top + height * i / teeth) for i in range(teeth + 1)]
        left, right = ([QPointF(a + by, b) for a, b in points] for by in (-2.5, 2.5))
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(QColor(self.theme.canvas))
        p.drawPolygon(QPolygonF([*left, *reversed(right)]))
        p.setPen(QPen(QColor(self.theme.quiet), 1))
        p.drawPolyline(QPolygonF(left))
        p.drawPolyline(QPolygonF(right))
