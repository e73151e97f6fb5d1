"""Level of detail: many boxes as one value a column of pixels, at a cost that follows the columns. Pure.

Of every 16 boxes in a row two things are kept: how long they are together with all before them, and the worst of them.
With these, what a column shows is exact however many boxes are in it, and costs 16 looks at most at either end of it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from inspector.gui.timeline.blocks import BLOCK, Blocks, Cuts, Values, in_blocks
from inspector.recording.growing import Growing
from inspector.recording.pieces import AT_ONCE, pieces

ZOOMS = 6
"""For so many resolutions columns are kept: one often zooms in, and out again."""

SPREAD = (math.sqrt(5) - 1) / 2
"""Multiples of it lie evenly between whole numbers, however many there are."""


class Columns(NamedTuple):
    """What there is in each column."""

    worst: np.ndarray
    """The highest rank of a box that begins in it, or of the one that reaches into it where none begins; 0: none."""
    share: np.ndarray
    """How much of it is covered, from 0 to 1."""


class Summary:
    """Over boxes in order of their begin. What is known of boxes that have changed since is forgotten by `cut`."""

    def __init__(self, ranks: np.ndarray) -> None:
        self._ranks = ranks
        """How bad each look is."""
        self._sums = Growing(np.float64)
        """The length of all boxes before each block."""
        self._worst = Blocks(np.uint8)

    def cut(self, number: int) -> None:
        """The boxes from this number on are not what they were."""
        self._sums.cut(number // BLOCK + 1)
        self._worst.cut(number)

    def extend(self, x0: np.ndarray, x1: np.ndarray, looks: np.ndarray) -> None:
        """Read the blocks that are whole by now."""
        if not len(self._sums):
            self._sums.extend(np.zeros(1))
        self._sums.make_room(len(x0) // BLOCK + 1)
        for blocks in pieces(len(self._sums) - 1, len(x0) // BLOCK, AT_ONCE // BLOCK):
            part = slice(blocks.start * BLOCK, blocks.stop * BLOCK)
            lengths = (x1[part] - x0[part]).reshape(-1, BLOCK).sum(axis=1)
            self._sums.extend(self._sums.values[-1] + np.cumsum(lengths))
        self._worst.extend(len(x0), self._in_blocks(looks))

    def columns(self, x0: np.ndarray, x1: np.ndarray, looks: np.ndarray, edges: np.ndarray) -> Columns:
        """What there is between each two of these edges, which ascend."""
        at = np.searchsorted(x0, edges)
        cuts = Cuts(at)
        worst = self._worst.highest(cuts, self._in_blocks(looks))
        into = reaches_into(x1, at, edges)
        worst[into] = self._ranks[looks[at[:-1][into] - 1]]
        late = np.where(at > 0, np.maximum(0.0, x1[np.maximum(at - 1, 0)] - edges), 0.0)
        covered = self._lengths(x0, x1, cuts) + late[:-1] - late[1:]  # what of the last one is still to come
        return Columns(worst, np.clip(covered / np.diff(edges), 0.0, 1.0))

    def flagged(self, looks: np.ndarray, least: int) -> np.ndarray:
        """The numbers of the boxes of at least this rank."""
        return self._worst.at_least(least, len(looks), self._in_blocks(looks))

    def _in_blocks(self, looks: np.ndarray) -> Values:
        rows = in_blocks(looks)
        return lambda blocks: self._ranks.take(rows(blocks))

    def _lengths(self, x0: np.ndarray, x1: np.ndarray, cuts: Cuts) -> np.ndarray:
        """The length of all boxes in each stretch."""
        begins, ends = in_blocks(x0), in_blocks(x1)
        found = cuts.beside(np.add, lambda blocks: ends(blocks) - begins(blocks))
        inner = np.flatnonzero(cuts.first < cuts.stop)
        found[inner] += self._sums.values[cuts.stop[inner]] - self._sums.values[cuts.first[inner]]
        return found


def reaches_into(x1: np.ndarray, at: np.ndarray, edges: np.ndarray) -> np.ndarray:
    """The columns in which no box begins and into which the one before reaches; `at`: boxes before each edge."""
    return np.flatnonzero((at[1:] == at[:-1]) & (at[:-1] > 0) & (x1[np.maximum(at[:-1] - 1, 0)] > edges[:-1]))


class Raster(NamedTuple):
    """Columns one to two pixels wide that stay where they are while one pans: from `first` to `stop` times `unit`.

    Units are powers of two times what is a lane's own, so that zooming a little keeps them as well, and never are all
    lanes new at once; and none is so narrow that it could fall between two pixels.
    """

    unit: float
    first: int
    stop: int

    @classmethod
    def over(cls, left: float, right: float, width: float, turn: int = 0) -> Raster:
        """The columns that cover this range, shown so many pixels wide.

        `turn`: the number of a lane; those of other numbers change their unit elsewhere.
        """
        own = 2.0 ** (turn * SPREAD % 1.0)
        unit = own * 2.0 ** math.ceil(math.log2((right - left) / max(1.0, width) / own))
        return cls(unit, math.floor(left / unit), math.ceil(right / unit))

    @property
    def edges(self) -> np.ndarray:
        """Where the columns begin and end."""
        return np.asarray(np.arange(self.first, self.stop + 1) * self.unit)

    def shares(self, other: Raster) -> bool:
        """Whether it has at least half the columns of another, of the same unit."""
        return 2 * (min(self.stop, other.stop) - max(self.first, other.first)) >= other.stop - other.first

    def covers(self, other: Raster) -> bool:
        """Whether it has all columns of another, of the same unit."""
        return self.first <= other.first and other.stop <= self.stop

    @property
    def left(self) -> float:
        """Where the first begins."""
        return self.first * self.unit

    @property
    def right(self) -> float:
        """Where the last ends."""
        return self.stop * self.unit


class Told(NamedTuple):
    """What there is in the columns of a raster; the same object for as long as it is."""

    raster: Raster
    columns: tuple[np.ndarray, ...]

    def part(self, raster: Raster) -> slice:
        """Where the columns of this raster, which lies in it, are."""
        return slice(raster.first - self.raster.first, raster.stop - self.raster.first)

    def within(self, raster: Raster) -> tuple[np.ndarray, ...]:
        """The columns of this raster, which lies in it."""
        return tuple(column[self.part(raster)] for column in self.columns)


class Known:
    """Columns that were asked for, kept: while one pans, only those that come into view are new."""

    def __init__(self) -> None:
        self._told: dict[float, Told] = {}
        """By the unit of their raster, those that were asked for last at the end."""

    def forget(self, after: float) -> None:
        """What is there from this place on has changed."""
        for unit, told in list(self._told.items()):
            stop = max(told.raster.first, math.floor(max(after, told.raster.left) / unit) - 1)  # places are rounded
            if stop < told.raster.stop:
                fewer = told.raster._replace(stop=stop)
                self._told[unit] = Told(fewer, told.within(fewer))

    def get(self, wanted: Raster, find: Callable[[np.ndarray], tuple[np.ndarray, ...]]) -> Told:
        """The columns of a raster, and more; `find` tells of those between some edges, each thing it tells an array."""
        told = self._told.pop(wanted.unit, None)
        if told is None or not told.raster.shares(wanted):
            told = Told(wanted, tuple(find(wanted.edges)))
        elif not told.raster.covers(wanted):
            told = _widened(told, wanted, find)
        self._told[wanted.unit] = told
        if len(self._told) > ZOOMS:
            del self._told[next(iter(self._told))]
        return told


def _widened(have: Told, wanted: Raster, find: Callable[[np.ndarray], tuple[np.ndarray, ...]]) -> Told:
    """As much beside what is wanted as a few frames of panning will want next; what is far away is forgotten."""
    width = wanted.stop - wanted.first
    first, stop = max(have.raster.first, wanted.first - width // 2), min(have.raster.stop, wanted.stop + width // 2)
    parts = [have.within(wanted._replace(first=first, stop=stop))]
    if wanted.first < first:
        before = wanted._replace(first=wanted.first - width // 4, stop=first)
        parts.insert(0, find(before.edges))
        first = before.first
    if wanted.stop > stop:
        after = wanted._replace(first=stop, stop=wanted.stop + width // 4)
        parts.append(find(after.edges))
        stop = after.stop
    return Told(wanted._replace(first=first, stop=stop), tuple(map(np.concatenate, zip(*parts, strict=True))))
