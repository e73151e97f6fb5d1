"""A view box that moves from left to right only."""

from __future__ import annotations

import pyqtgraph as pg


class SpanViewBox(pg.ViewBox):
    """x is the run; y is pixels, and stays."""

    def __init__(self) -> None:
        super().__init__(enableMenu=False)
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

    def place_at(self, pixel: float) -> float:
        """What is at a pixel; at the edge, if that is out of view."""
        left, right = self.viewRange()[0]
        width = max(1.0, self.width())
        return left + min(max(0.0, pixel), width) * (right - left) / width
