"""Bars that stand on columns, too many to be made anew for each frame: laid out once, then drawn where the view is."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtGui import QPainter

from inspector.gui.timeline.rects import Many, rects
from inspector.gui.timeline.scale import Scale
from inspector.gui.timeline.summary import Raster

Heights = Callable[[np.ndarray], tuple[Many, Many]]
"""Where the bars of some values begin and how high they are, in pixels."""


class Bars:
    """A bar for each stretch of columns of the same value that is not 0."""

    def __init__(self, raster: Raster, values: np.ndarray, heights: Heights) -> None:
        self._raster = raster
        self._starts, self._stops, values = stretches(values)
        top, height = heights(values)
        self._rects = rects(self._starts, top, self._stops - self._starts, height)

    def draw(self, p: QPainter, scale: Scale) -> None:
        """Those in view, with the painter's brush; sharp at their edges."""
        raster = self._raster
        left, right = scale.left / raster.unit - raster.first, scale.right / raster.unit - raster.first
        first, stop = np.searchsorted(self._stops, left, "right"), np.searchsorted(self._starts, right)
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        p.translate(scale.px(raster.left), 0)
        p.scale(raster.unit * scale.unit, 1)
        p.drawRects(self._rects[first:stop])
        p.restore()


def stretches(values: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The first column, the stop and the value of each stretch of the same value that is not 0."""
    edges = np.concatenate([[0], np.flatnonzero(np.diff(values)) + 1, [len(values)]])
    some = np.flatnonzero(values[edges[:-1]]) if len(values) else np.empty(0, np.intp)
    return edges[:-1][some], edges[1:][some], values[edges[:-1][some]]
