"""Level of detail: many boxes as one value a column of pixels, at a cost that follows the columns. Pure.

Of every 16 boxes in a row two things are kept: how long they are together with all before them, and the worst of them.
With these, what a column shows is exact however many boxes are in it, and costs 16 looks at most at either end of it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from inspector.recording.growing import Growing

BLOCK = 16


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
        self._worst = Growing(np.uint8)
        """The highest rank in each block."""

    def cut(self, number: int) -> None:
        """The boxes from this number on are not what they were."""
        whole = number // BLOCK
        self._sums.cut(whole + 1)
        self._worst.cut(whole)

    def extend(self, x0: np.ndarray, x1: np.ndarray, looks: np.ndarray) -> None:
        """Read the blocks that are whole by now."""
        first, stop = len(self._worst), len(x0) // BLOCK
        if not len(self._sums):
            self._sums.extend(np.zeros(1))
        if stop > first:
            part = slice(first * BLOCK, stop * BLOCK)
            lengths = (x1[part] - x0[part]).reshape(-1, BLOCK).sum(axis=1)
            self._sums.extend(self._sums.values[-1] + np.cumsum(lengths))
            self._worst.extend(self._ranks[looks[part]].reshape(-1, BLOCK).max(axis=1))

    def columns(self, x0: np.ndarray, x1: np.ndarray, looks: np.ndarray, edges: np.ndarray) -> Columns:
        """What there is between each two of these edges, which ascend."""
        at = np.searchsorted(x0, edges)
        worst = self.worst_of(looks, at[:-1], at[1:])
        reaching = np.maximum(at[:-1] - 1, 0)
        into = (worst == 0) & (at[:-1] > 0) & (x1[reaching] > edges[:-1])
        worst[into] = self._ranks[looks[reaching[into]]]
        covered = self._before(x0, x1, at)
        last = np.maximum(at - 1, 0)
        covered -= np.where(at > 0, np.maximum(0.0, x1[last] - edges), 0.0)  # what of the last one is still to come
        return Columns(worst, np.clip(np.diff(covered) / np.diff(edges), 0.0, 1.0))

    def worst_of(self, looks: np.ndarray, first: np.ndarray, stop: np.ndarray) -> np.ndarray:
        """The highest rank among the boxes from each `first` up to each `stop`; 0 where there are none."""
        found = np.zeros(len(first), np.uint8)
        left, right = -(-first // BLOCK), stop // BLOCK
        inner = np.flatnonzero(right > left)
        if len(inner):
            blocks = np.append(self._worst.values, np.uint8(0))
            bounds = np.stack([left[inner], right[inner]], axis=1).reshape(-1)
            found[inner] = np.maximum.reduceat(blocks, bounds)[::2]
        has_blocks = right > left
        ends = ((first, np.where(has_blocks, left * BLOCK, stop)), (np.where(has_blocks, right * BLOCK, stop), stop))
        for start, end in ends:
            some = np.flatnonzero(end > start)
            if len(some):
                longest = int((end - start)[some].max())
                which = start[some, None] + np.arange(longest)
                inside = which < end[some, None]
                values = np.where(inside, self._ranks[looks[np.minimum(which, len(looks) - 1)]], 0)
                found[some] = np.maximum(found[some], values.max(axis=1))
        return found

    def flagged(self, looks: np.ndarray, part: slice, least: int) -> np.ndarray:
        """The numbers of the boxes in `part` of at least this rank."""
        first, stop = part.start // BLOCK, min(-(-part.stop // BLOCK), len(self._worst))
        blocks = np.flatnonzero(self._worst.values[first:stop] >= least) + first
        which = (blocks[:, None] * BLOCK + np.arange(BLOCK)).reshape(-1)
        rest = np.arange(max(len(self._worst) * BLOCK, part.start), part.stop)  # of the block that is not whole yet
        which = np.concatenate([which[(which >= part.start) & (which < part.stop)], rest])
        return which[self._ranks[looks[which]] >= least]

    def _before(self, x0: np.ndarray, x1: np.ndarray, at: np.ndarray) -> np.ndarray:
        """The length of all boxes before each number."""
        block = np.minimum(at // BLOCK, len(self._sums) - 1)
        start = block * BLOCK
        longest = int((at - start).max(initial=0))
        which = start[:, None] + np.arange(longest)
        inside = which < at[:, None]
        which = np.minimum(which, max(0, len(x0) - 1))
        lengths = np.where(inside, x1[which] - x0[which], 0.0) if len(x0) else np.zeros(which.shape)
        return np.asarray(self._sums.values[block] + lengths.sum(axis=1))


def stable_edges(left: float, right: float, width: float) -> np.ndarray:
    """Edges of columns at most a pixel wide that stay where they are while one pans: multiples of a power of two."""
    unit = 2.0 ** np.floor(np.log2((right - left) / max(1.0, width)))
    first, last = np.floor(left / unit), np.ceil(right / unit)
    return np.asarray(np.arange(first, last + 1) * unit)
