"""The highest of many values in a row, asked for stretch by stretch: of every 16 the highest is kept. Pure."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from inspector.recording.growing import Growing

BLOCK = 16

Values = Callable[[np.ndarray], np.ndarray]
"""The values at some places."""


class Blocks:
    """Over values at places from 0 on. What is known of places that have changed since is forgotten by `cut`."""

    def __init__(self, dtype: type) -> None:
        self._highest = Growing(dtype)

    def __len__(self) -> int:
        return len(self._highest)

    def cut(self, place: int) -> None:
        """The values from this place on are not what they were."""
        self._highest.cut(place // BLOCK)

    def extend(self, count: int, values: Values) -> None:
        """Read the blocks that are whole, now that there are so many values."""
        first, stop = len(self._highest), count // BLOCK
        if stop > first:
            new = values(np.arange(first * BLOCK, stop * BLOCK))
            self._highest.extend(new.reshape(-1, BLOCK).max(axis=1))

    def highest(self, first: np.ndarray, stop: np.ndarray, values: Values) -> np.ndarray:
        """The highest value from each `first` up to each `stop`; 0 where there is none, or none above 0."""
        found = np.zeros(len(first), self._highest.values.dtype)
        left, right = -(-first // BLOCK), stop // BLOCK
        has_blocks = right > left
        inner = np.flatnonzero(has_blocks)
        if len(inner):
            blocks = np.append(self._highest.values, np.zeros(1, found.dtype))
            bounds = np.stack([left[inner], right[inner]], axis=1).reshape(-1)
            found[inner] = np.maximum.reduceat(blocks, bounds)[::2]
        before, after = np.where(has_blocks, left * BLOCK, stop), np.where(has_blocks, right * BLOCK, stop)
        for start, end in ((first, before), (after, stop)):
            some = np.flatnonzero(end > start)
            if len(some):
                places, inside = matrix(start[some], end[some])
                found[some] = np.maximum(found[some], np.where(inside, values(places), 0).max(axis=1))
        return found

    def at_least(self, value: int, first: int, stop: int, values: Values) -> np.ndarray:
        """The places from `first` up to `stop` with at least this value."""
        blocks = self._highest.values[first // BLOCK : -(-stop // BLOCK)]
        places = ((np.flatnonzero(blocks >= value) + first // BLOCK)[:, None] * BLOCK + np.arange(BLOCK)).reshape(-1)
        rest = np.arange(max(len(self._highest) * BLOCK, first), stop)  # of the block that is not whole yet
        places = np.concatenate([places[(places >= first) & (places < stop)], rest])
        return places[values(places) >= value]


def matrix(first: np.ndarray, stop: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A row of places for each stretch, and which of them are in it; the others are its last, again and again."""
    places = first[:, None] + np.arange(int((stop - first).max(initial=0)))
    inside = places < stop[:, None]
    return np.minimum(places, np.maximum(first, stop - 1)[:, None]), inside
