"""A view box that moves from left to right only: wheel zooms at the pointer, drag pans, clicks are told."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal

ZOOM = 1.0015
"""Per wheel unit: a notch of 120 zooms by about a fifth."""


class SpanViewBox(pg.ViewBox):
    """x is the run; y is pixels, and stays."""

    clicked = Signal(QPointF)
    """where, in pixels of this view box"""
    doubleClicked = Signal()
    moved = Signal()
    """by hand"""

    def __init__(self) -> None:
        super().__init__(enableMenu=False)
        self.setMouseEnabled(x=True, y=False)
        self.disableAutoRange()
        self.setYRange(0, 1, padding=0)

    def updateMatrix(self, changed: object = None) -> None:
        """Nothing: what is shown is painted in pixels. pyqtgraph would move its items, and paint a second time."""
        self._matrixNeedsUpdate = False

    def show_range(self, left: float, right: float) -> None:
        """Bring this range into view."""
        self.setXRange(left, right, padding=0)

    def zoom(self, factor: float, at: float | None = None) -> None:
        """Show `factor` times as much, keeping the place `at` where it is (the middle, if None)."""
        left, right = self.viewRange()[0]
        at = (left + right) / 2 if at is None else at
        self.show_range(at + (left - at) * factor, at + (right - at) * factor)

    def pan(self, pixels: float) -> None:
        """Move what is in view by so many pixels to the left."""
        left, right = self.viewRange()[0]
        by = pixels * (right - left) / max(1.0, self.width())
        self.show_range(left + by, right + by)

    def wheelEvent(self, ev: Any, axis: int | None = None) -> None:
        sideways = ev.orientation() == Qt.Orientation.Horizontal
        if sideways or ev.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.pan(-ev.delta() * 0.6)
        else:
            left, right = self.viewRange()[0]
            at = left + ev.pos().x() * (right - left) / max(1.0, self.width())
            self.zoom(ZOOM ** -ev.delta(), at)
        ev.accept()
        self.moved.emit()

    def mouseDragEvent(self, ev: Any, axis: int | None = None) -> None:
        if ev.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            ev.ignore()
            return
        ev.accept()
        self.pan(ev.lastPos().x() - ev.pos().x())
        self.moved.emit()

    def mouseClickEvent(self, ev: Any) -> None:
        if ev.button() != Qt.MouseButton.LeftButton:
            return
        ev.accept()
        if ev.double():
            self.doubleClicked.emit()
        else:
            self.clicked.emit(ev.pos())
