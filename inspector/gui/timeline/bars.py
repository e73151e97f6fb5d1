"""Bars that stand on columns, too many to be made anew for each frame: laid out once, then drawn where the view is."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from inspector.gui.timeline.columns import stretches
from inspector.gui.timeline.scale import Scale
from inspector.gui.timeline.summary import Raster

Height = Callable[[int], tuple[float, float]]
"""Where the bar of a value begins and how high it is, in pixels."""


class Bars:
    """A bar for each stretch of columns of the same value that is not 0."""

    def __init__(self, raster: Raster, values: np.ndarray, height: Height) -> None:
        self._raster = raster
        runs = stretches(values)
        self._starts, self._stops = np.array([run[0] for run in runs]), np.array([run[1] for run in runs])
        spans = {value: height(value) for value in {run[2] for run in runs}}
        self._rects = [QRectF(a, spans[value][0], b - a, spans[value][1]) for a, b, value in runs]

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
