"""What fills a view box and is painted in its pixels."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QRectF

from inspector.gui.timeline.scale import Scale


class ViewItem(pg.GraphicsObject):
    """Something that fills a view box and is painted in its pixels: only what is in view costs anything."""

    def __init__(self, view: pg.ViewBox) -> None:
        super().__init__()
        self.setParentItem(view)
        self._view = view
        view.sigRangeChanged.connect(lambda *_: self.update())
        view.sigResized.connect(self._resized)

    def _resized(self, *_: object) -> None:
        self.prepareGeometryChange()
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self._view.width(), self._view.height())

    @property
    def scale_in_view(self) -> Scale:
        """The range in view, in pixels."""
        left, right = self._view.viewRange()[0]
        return Scale(left, right, self._view.width())
