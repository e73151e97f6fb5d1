"""Painting boxes that are too many to be painted one by one: a row of pixels, stretched over the lane.

Each column has the colour of the worst that is in it, the fainter the less of it is covered.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from inspector.gui.theme import Theme
from inspector.gui.timeline.boxes import WORST_LAST, Boxes
from inspector.gui.timeline.look import box_styles
from inspector.gui.timeline.scale import Scale
from inspector.gui.timeline.summary import Columns, Raster, Told

CROWDED = 0.25
"""More boxes a pixel than this are painted together."""
FAINTEST = 0.35
"""How strong the colour of a column is of which next to nothing is covered: what takes no time at all is seen, too."""


class Crowds:
    """The rows of pixels of some lanes, each kept for as long as there is the same in its columns."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._rows: dict[tuple[Boxes, float], tuple[Told, QImage]] = {}

    def paint(self, p: QPainter, scale: Scale, boxes: Boxes, top: float, height: float) -> None:
        """All boxes in view."""
        raster = Raster.over(scale.left, scale.right, scale.width)
        told = boxes.summed(raster)
        known, row = self._rows.get((boxes, raster.unit), (None, None))
        if row is None or known is not told:
            row = _row(told, self._theme)
            self._rows[boxes, raster.unit] = told, row
        left, right = scale.px(raster.left), scale.px(raster.right)
        part = told.part(raster)
        source = QRectF(part.start, 0, part.stop - part.start, 1)
        p.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        p.drawImage(QRectF(left, top, right - left, height), row, source)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)


def _row(told: Told, theme: Theme) -> QImage:
    columns = Columns(*told.columns)
    pixels = shades(columns.worst, columns.share, _colours(theme))
    form = QImage.Format.Format_ARGB32_Premultiplied
    return QImage(pixels.data, len(pixels), 1, 4 * len(pixels), form).copy()  # a copy owns its pixels


def shades(worst: np.ndarray, share: np.ndarray, colours: np.ndarray) -> np.ndarray:
    """Premultiplied ARGB for each column; `colours`: red, green and blue by rank."""
    alpha = np.where(worst > 0, FAINTEST + (1 - FAINTEST) * share, 0.0)
    red, green, blue = (colours[worst] * alpha[:, None]).astype(np.uint32).T
    return np.ascontiguousarray((alpha * 255).astype(np.uint32) << 24 | red << 16 | green << 8 | blue)


@lru_cache(maxsize=4)
def _colours(theme: Theme) -> np.ndarray:
    styles = box_styles(theme)
    known = [QColor(styles[look].thin_colour) for look in WORST_LAST]
    return np.array([(0, 0, 0), *((one.red(), one.green(), one.blue()) for one in known)], float)
