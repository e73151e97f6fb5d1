"""Painting the cells: one picture of what is in view, made again only when something in it is another."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from inspector.gui.grid.cells import Cells
from inspector.gui.grid.raster import hatched, severities, tiled
from inspector.gui.grid.severity import LOOKS, state_of
from inspector.gui.grid.sight import Sight
from inspector.gui.grid.tiles import Size, step_colours, tiles
from inspector.gui.theme import Theme
from inspector.gui.timeline.look import box_styles, sized
from inspector.gui.timeline.words import CENTRE, words_in

TILED = 8
"""Cells of so many device pixels either way are painted with hatch and edge."""
NUMBERED = 20.0, 13.0
"""Cells of this size have room for their number."""
MOST_NUMBERED = 300
"""More numbers than this say less than the ones above the columns, and take longer than all the rest."""


class CellPainter:
    """Paints what is in sight, at the origin of the painter."""

    def __init__(self) -> None:
        self._painted: dict[bool, tuple[object, QImage]] = {}
        """of the steps and of the validation: for what it was painted, and the picture"""

    def forget(self) -> None:
        """The cells are others."""
        self._painted.clear()

    def paint(self, p: QPainter, cells: Cells, sight: Sight, theme: Theme, font: QFont) -> None:
        """The steps, and those of the validation beside them."""
        for validation in cells.fields:
            if sight.columns_in_view(validation):
                self._paint_image(p, cells, sight, theme, validation)
                if _is_numbered(sight):
                    _paint_numbers(p, cells, sight, theme, font, validation)

    def _paint_image(self, p: QPainter, cells: Cells, sight: Sight, theme: Theme, validation: bool) -> None:
        wanted = (sight, theme)
        known = self._painted.get(validation)
        if known is None or known[0] != wanted:
            image = (
                _tiled(cells, sight, theme, validation)
                if _is_tiled(sight)
                else _pixels(cells, sight, theme, validation)
            )
            known = self._painted[validation] = (wanted, image)
        image = known[1]
        left = top = 0.0
        if _is_tiled(sight):
            left = sight.px(sight.columns_in_view(validation).start, validation)
            top = sight.py(sight.lines_in_view().start)
        p.drawImage(QRectF(left, top, image.width() / sight.ratio, image.height() / sight.ratio), image)


def _is_numbered(sight: Sight) -> bool:
    few = len(sight.lines_in_view()) * sum(len(sight.columns_in_view(one)) for one in (False, True)) <= MOST_NUMBERED
    return few and sight.cell_width >= NUMBERED[0] and sight.cell_height >= NUMBERED[1]


def _is_tiled(sight: Sight) -> bool:
    return min(sight.cell_width, sight.cell_height) * sight.ratio >= TILED


def _tiled(cells: Cells, sight: Sight, theme: Theme, validation: bool) -> QImage:
    """Each cell as it is painted in the timeline."""
    lines, columns = sight.lines_in_view(), sight.columns_in_view(validation)
    wide, high = round(sight.cell_width * sight.ratio), round(sight.cell_height * sight.ratio)
    shown = cells.fields[validation].cells[lines.start : lines.stop, columns.start : columns.stop]
    return image_of(tiled(shown, tiles(theme, Size(wide, high, sight.gap(high), sight.ratio), shown)))


def _pixels(cells: Cells, sight: Sight, theme: Theme, validation: bool) -> QImage:
    """Each pixel in the colour of the worst that is in it."""
    shown = severities(cells.fields[validation], sight.down(), sight.across(validation), sight.ratio)
    x, y = (round(out * sight.ratio) for out in (-sight.left_of(validation), sight.y))
    return image_in(hatched(shown, x, y, sight.ratio), step_colours(theme))


def _paint_numbers(p: QPainter, cells: Cells, sight: Sight, theme: Theme, font: QFont, validation: bool) -> None:
    styles, words = box_styles(theme), words_in(sized(font, 10))
    digits = len(str(cells.layout.highest_step(validation)))
    if digits * words.width("0") > sight.cell_width - 6:  # all of them or none, wherever one is
        return
    lines, columns = sight.lines_in_view(), sight.columns_in_view(validation)
    shown = cells.fields[validation].cells[lines.start : lines.stop, columns.start : columns.stop]
    high = sight.cell_height - sight.gap(sight.cell_height * sight.ratio) / sight.ratio
    for line, column in np.argwhere(shown).tolist():
        said = str(cells.layout.step_at(lines.start + line, columns.start + column, validation)[1])
        width = words.width(said)
        style = styles[LOOKS[state_of(int(shown[line, column]))]]
        left, top = sight.px(columns.start + column, validation), sight.py(lines.start + line)
        area = QRectF(left, top, sight.cell_width - 1, high)
        if style.hatch and style.fill:  # words stand on plain ground, not on a hatch
            middle = area.center()
            p.fillRect(QRectF(middle.x() - width / 2 - 2, middle.y() - 6, width + 4, 12), QColor(style.fill))
        p.setPen(QColor(style.text))
        words.draw(p, area, said, CENTRE)


def image_in(indices: np.ndarray, colours: list[int]) -> QImage:
    """A picture in these colours, by their numbers."""
    indices = np.ascontiguousarray(indices)
    high, wide = indices.shape
    image = QImage(indices.data, wide, high, wide, QImage.Format.Format_Indexed8)
    image.setColorTable(colours)
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def image_of(pixels: np.ndarray) -> QImage:
    """Premultiplied ARGB as a picture of its own."""
    pixels = np.ascontiguousarray(pixels)
    high, wide = pixels.shape
    return QImage(pixels.data, wide, high, 4 * wide, QImage.Format.Format_ARGB32_Premultiplied).copy()
