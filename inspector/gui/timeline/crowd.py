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
from inspector.gui.timeline.summary import Raster

CROWDED = 0.25
"""More boxes a pixel than this are painted together."""
FAINTEST = 0.35
"""How strong the colour of a column is of which next to nothing is covered: what takes no time at all is seen, too."""


def paint_crowd(p: QPainter, scale: Scale, boxes: Boxes, theme: Theme, top: float, height: float) -> None:
    """All boxes in view."""
    raster = Raster.over(scale.left, scale.right, scale.width)
    columns = boxes.summed(raster)
    pixels = shades(columns.worst, columns.share, _colours(theme))
    image = QImage(pixels.data, len(pixels), 1, 4 * len(pixels), QImage.Format.Format_ARGB32_Premultiplied)
    left, right = scale.px(raster.left), scale.px(raster.right)
    p.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    p.drawImage(QRectF(left, top, right - left, height), image)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)


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
