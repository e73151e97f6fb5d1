"""Painting boxes that are too many to be painted one by one: a row of pixels, stretched over the lane.

Each column has the colour of the worst that is in it, the fainter the less of it is covered.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from inspector.gui.theme import Theme
from inspector.gui.timeline.boxes import WORST_LAST, Boxes
from inspector.gui.timeline.look import box_styles
from inspector.gui.timeline.scale import Scale
from inspector.gui.timeline.summary import ZOOMS, Columns, Raster, Told

CROWDED = 0.25
"""More boxes a pixel than this are painted together."""
FAINTEST = 0.35
"""How strong the colour of a column is of which next to nothing is covered: what takes no time at all is seen, too."""


class Crowds:
    """The colours of the columns of one lane, kept for as long as there is the same in its columns."""

    def __init__(self, theme: Theme, turn: int = 0) -> None:
        self._theme, self._turn = theme, turn
        self._rows: dict[tuple[Boxes, float], tuple[Told, np.ndarray]] = {}

    def paint(self, p: QPainter, scale: Scale, boxes: Boxes, top: float, height: float) -> None:
        """All boxes in view."""
        raster = Raster.over(scale.left, scale.right, scale.width, self._turn)
        told = boxes.summed(raster)
        known, row = self._rows.get((boxes, raster.unit), (None, None))
        if row is None or known is not told:
            columns = Columns(*told.columns)
            row = _shades(self._theme)[columns.worst, (255 * columns.share).astype(np.uint8)]
            if len(self._rows) > 2 * ZOOMS:
                self._rows.clear()
            self._rows[boxes, raster.unit] = told, row
        ratio = p.device().devicePixelRatio()
        pixels = row.take(columns_of_pixels(told.raster, scale, ratio), mode="clip")
        image = QImage(pixels.data, len(pixels), 1, 4 * len(pixels), QImage.Format.Format_ARGB32_Premultiplied)
        p.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        p.drawImage(QRectF(0, top, len(pixels) / ratio, height), image)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)


def columns_of_pixels(raster: Raster, scale: Scale, ratio: float) -> np.ndarray:
    """Which column the middle of each pixel of the device is in.

    Not left to Qt, which stretches an image in steps that add up: while one pans, columns would change their width.
    """
    middles = np.arange(0.5, math.ceil(scale.width * ratio))
    first, each = scale.left / raster.unit - raster.first, 1 / (ratio * scale.unit * raster.unit)
    return np.asarray((first + each * middles).astype(np.int64))


@lru_cache(maxsize=4)
def _shades(theme: Theme) -> np.ndarray:
    """Premultiplied ARGB by rank, and by how many 255ths of a column are covered."""
    styles = box_styles(theme)
    known = [QColor(styles[look].thin_colour) for look in WORST_LAST]
    colours = np.array([(one.red(), one.green(), one.blue()) for one in known], float).T[:, :, None]
    alpha = FAINTEST + (1 - FAINTEST) * np.arange(256) / 255
    red, green, blue = (colours * alpha).astype(np.uint32)
    shown = (255 * alpha).astype(np.uint32) << 24 | red << 16 | green << 8 | blue
    return np.concatenate([np.zeros((1, 256), np.uint32), shown])
