"""How large a cell is, what of the grid is in view, and which pixel is which cell. Pure.

Zooming goes one way, from the whole grid in view to cells that are easy to read: how wide and how high a cell is come
from one number, each between its two ends, so that ten million lines of a hundred steps show their lines first, and
the way out is the way in.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

WIDEST, HIGHEST = 52.0, 30.0
"""Pixels of a cell that is as large as it gets."""
BETWEEN = 18.0
"""Pixels between the steps and those of the validation."""
SPARE = 4.0
"""Pixels that stay free at the right and at the bottom: the last bin has a pixel, however little is left for it."""
WHOLE = 4
"""From so many device pixels on, a cell has a whole number of them: each looks like its neighbours."""
NOTCH = 1.2
"""How much larger a notch of the wheel makes it."""


class Extent(NamedTuple):
    """How large the grid is, in cells."""

    lines: int
    columns: int
    validation_columns: int

    @property
    def between(self) -> float:
        """Pixels between the two."""
        return BETWEEN if self.columns and self.validation_columns else 0.0

    @property
    def across(self) -> int:
        """All columns."""
        return max(1, self.columns + self.validation_columns)


class Pixels(NamedTuple):
    """For each device pixel along an axis: its bin of 2^power cells (-1: none), and whether it is left free."""

    bins: np.ndarray
    power: int
    free: np.ndarray
    size: float
    """device pixels of a cell"""


@dataclass(frozen=True)
class Sight:
    """What is in view: `x` and `y` are the pixels of the grid that are out of view at the left and at the top."""

    extent: Extent
    width: float
    height: float
    ratio: float = 1.0
    """device pixels a pixel"""
    zoom: float = 0.0
    """0: everything in view; 1: cells as large as they get"""
    x: float = 0.0
    y: float = 0.0

    # -- sizes ----------------------------------------------------------------------------------------------------

    def _ends(self) -> tuple[tuple[float, float], tuple[float, float]]:
        room = self.width - SPARE - self.extent.between
        wide = min(WIDEST, max(1.0, room) / self.extent.across)
        high = min(HIGHEST, max(1.0, self.height - SPARE) / max(1, self.extent.lines))
        return (wide, WIDEST), (high, HIGHEST)

    def _size(self, ends: tuple[float, float]) -> float:
        least, most = ends
        size = least ** (1 - self.zoom) * most**self.zoom * self.ratio
        return (math.floor(size + 1e-6) if size >= WHOLE else size) / self.ratio

    @cached_property
    def cell_width(self) -> float:
        """Pixels."""
        return self._size(self._ends()[0])

    @cached_property
    def cell_height(self) -> float:
        """Pixels."""
        return self._size(self._ends()[1])

    @property
    def largest_zoom(self) -> float:
        """How many times larger cells can get than with everything in view."""
        return max(most / least for least, most in self._ends())

    @property
    def seen(self) -> tuple[float, float, float, float]:
        """What a person sees of it: where it begins, and how large a cell is. A little zoom may change neither."""
        return self.x, self.y, self.cell_width, self.cell_height

    # -- places ---------------------------------------------------------------------------------------------------

    def left_of(self, validation: bool) -> float:
        """The pixel at which the steps begin, or those of the validation."""
        before = self.extent.columns * self.cell_width + self.extent.between if validation else 0.0
        return before - self.x

    @property
    def right(self) -> float:
        """The pixel at which the cells end, in view."""
        whole = self.extent.across * self.cell_width + self.extent.between - self.x
        return min(self.width, whole)

    def px(self, column: float, validation: bool) -> float:
        """The pixel at which a column begins."""
        return self.left_of(validation) + column * self.cell_width

    def py(self, line: float) -> float:
        """The pixel at which a line begins."""
        return line * self.cell_height - self.y

    def lines_in_view(self) -> range:
        """Those that are at least partly there."""
        first = max(0, int(self.y / self.cell_height))
        return range(first, min(self.extent.lines, math.ceil((self.y + self.height) / self.cell_height)))

    def columns_in_view(self, validation: bool) -> range:
        """Those that are at least partly there."""
        left, count = -self.left_of(validation), self._columns(validation)
        first = max(0, int(left / self.cell_width))
        return range(min(first, count), max(0, min(count, math.ceil((left + self.width) / self.cell_width))))

    def _columns(self, validation: bool) -> int:
        return self.extent.validation_columns if validation else self.extent.columns

    # -- pixels ---------------------------------------------------------------------------------------------------

    def across(self, validation: bool) -> Pixels:
        """Which column each device pixel of the width shows."""
        return self._pixels(-self.left_of(validation), self.cell_width, self.width, self._columns(validation))

    def down(self) -> Pixels:
        """Which line each device pixel of the height shows."""
        return self._pixels(self.y, self.cell_height, self.height, self.extent.lines)

    def _pixels(self, out_of_view: float, size: float, length: float, cells: int) -> Pixels:
        size *= self.ratio
        power = power_of(size)
        at = np.arange(round(length * self.ratio)) + 0.5 + round(out_of_view * self.ratio)
        bins = np.floor(at / (size * 2**power)).astype(np.int64)
        bins[(bins < 0) | (bins >= -(-cells >> power))] = -1
        free = at % size > size - self.gap(size) if size >= WHOLE else np.zeros(len(at), bool)
        return Pixels(bins, power, free, size)

    def gap(self, size: float) -> int:
        """Device pixels that a cell of so many leaves free on its far side."""
        return 0 if size < WHOLE else max(1, round(self.ratio * (2 if size >= 12 * self.ratio else 1)))

    def bin_at(self, x: float, y: float, validation: bool) -> tuple[slice, slice] | None:
        """The lines and columns that share the pixel at this place; None beside the grid."""
        across, down = self.across(validation), self.down()
        column, line = int(x * self.ratio), int(y * self.ratio)
        if not (0 <= column < len(across.bins) and 0 <= line < len(down.bins)):
            return None
        found = (int(down.bins[line]), down.power), (int(across.bins[column]), across.power)
        if any(number < 0 for number, _ in found):
            return None
        lines, columns = (slice(number << power, (number + 1) << power) for number, power in found)
        return lines, columns

    # -- moving ---------------------------------------------------------------------------------------------------

    def resized(self, extent: Extent, width: float, height: float, ratio: float) -> Sight:
        """The same zoom on a grid, or a widget, of another size."""
        return replace(self, extent=extent, width=width, height=height, ratio=ratio).moved(0, 0)

    def moved(self, x: float, y: float) -> Sight:
        """So many pixels further to the right and down, as far as there is something."""
        wide = self.extent.across * self.cell_width + self.extent.between + SPARE
        high = self.extent.lines * self.cell_height + SPARE
        return replace(
            self,
            x=self._whole(min(max(0.0, self.x + x), max(0.0, wide - self.width))),
            y=self._whole(min(max(0.0, self.y + y), max(0.0, high - self.height))),
        )

    def _whole(self, pixels: float) -> float:
        return round(pixels * self.ratio) / self.ratio

    def zoomed(self, factor: float, x: float, y: float) -> Sight:
        """Cells `factor` times as large, while what is at this pixel stays there."""
        most = math.log(self.largest_zoom)
        zoom = 0.0 if most <= 0 else min(1.0, max(0.0, self.zoom + math.log(factor) / most))
        other = replace(self, zoom=zoom)
        validation = self.extent.validation_columns > 0 and x >= self.left_of(True)
        column = (x - self.left_of(validation)) / self.cell_width
        line = (y + self.y) / self.cell_height
        return other.moved(other.px(column, validation) - x, other.py(line) - y)

    def showing(self, lines: range, columns: range, validation: bool) -> Sight:
        """Moved as little as brings these cells into view, or their beginning where there is no room for them."""
        left, right = self.px(columns.start, validation), self.px(columns.stop, validation)
        top, bottom = self.py(lines.start), self.py(lines.stop)
        return self.moved(_shift(left, right, self.width - SPARE), _shift(top, bottom, self.height - SPARE))

    def filled_with(self, lines: range, columns: range, validation: bool) -> Sight:
        """Zoomed so that these cells take about half of the view, and in its middle."""
        wide, high = self.width / 2 / max(1, len(columns)), self.height / 2 / max(1, len(lines))
        (least_wide, most_wide), (least_high, most_high) = self._ends()
        zooms = [
            math.log(wanted / least) / math.log(most / least)
            for wanted, least, most in ((wide, least_wide, most_wide), (high, least_high, most_high))
            if most > least * (1 + 1e-9)
        ]
        other = replace(self, zoom=min(1.0, max(0.0, min(zooms, default=0.0))))
        middle = (columns.start + columns.stop) / 2, (lines.start + lines.stop) / 2
        return other.moved(other.px(middle[0], validation) - self.width / 2, other.py(middle[1]) - self.height / 2)


def power_of(size: float) -> int:
    """Cells of `size` pixels: how often two of them must become one for each to have a pixel."""
    power = 0
    while size * 2**power < ENOUGH:
        power += 1
    return power


ENOUGH = 1.001
"""A little more than a pixel: a bin of just one might fall between the middles of two, by a rounding."""


def _shift(start: float, stop: float, room: float) -> float:
    if start < 0 or stop - start > room:
        return start
    return max(0.0, stop - room)
