"""The highest of many values in a row, asked for stretch by stretch: of every 16 the highest is kept. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from inspector.recording.growing import Growing

BLOCK = 16
AT_ONCE = 4096
_INSIDE = np.arange(BLOCK)

Values = Callable[[np.ndarray], np.ndarray]
"""The values of some blocks, given by their numbers: a row each. What a row has beyond the last value says nothing."""


def in_blocks(column: np.ndarray) -> Values:
    """The values of a column that lies in one piece."""

    whole = len(column) // BLOCK
    table = column[: whole * BLOCK].reshape(-1, BLOCK)
    rest = np.zeros(BLOCK, column.dtype)
    rest[: len(column) - whole * BLOCK] = column[whole * BLOCK :]

    def rows(blocks: np.ndarray) -> np.ndarray:
        found = table[np.minimum(blocks, whole - 1)] if whole else np.zeros((len(blocks), BLOCK), column.dtype)
        found[blocks >= whole] = rest
        return found

    return rows


def at_places(blocks: np.ndarray, count: int) -> np.ndarray:
    """The places of the values of some blocks, a row each; the last one again and again where there are no more."""
    return np.minimum(blocks[:, None] * BLOCK + _INSIDE, count - 1)


def pieces(first: int, stop: int) -> Iterator[slice]:
    """So many blocks at once as need little memory, and no loop that one would notice."""
    for start in range(first, stop, AT_ONCE):
        yield slice(start, min(stop, start + AT_ONCE))


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
        for part in pieces(len(self._highest), count // BLOCK):
            self._highest.extend(values(np.arange(part.start, part.stop)).max(axis=1))

    def highest(self, edges: np.ndarray, values: Values) -> np.ndarray:
        """The highest value between each two of these places, which ascend; 0 where there is none, or none above 0."""
        block, place = edges // BLOCK, edges % BLOCK
        # A row for each place in a block, not for each block: numpy is many times as fast along long rows.
        rows, inside = np.ascontiguousarray(values(block).T), _INSIDE[:, None]
        first, stop = block[:-1], block[1:]
        over = first < stop
        rest = (place[:-1] <= inside) & (inside < np.where(over, BLOCK, place[1:]))
        found = np.where(rest, rows[:, :-1], 0).max(axis=0).astype(self._highest.values.dtype)
        before = np.where((inside < place[1:]) & over, rows[:, 1:], 0).max(axis=0)
        found = np.maximum(found, before.astype(found.dtype))
        inner = np.flatnonzero(first + 1 < stop)
        if len(inner):
            known = self._highest.values[: int(stop[-1])]
            bounds = np.stack([first[inner] + 1, stop[inner]], axis=1).reshape(-1)
            if bounds[-1] == len(known):  # as far as there is: said by leaving the end out
                bounds = bounds[:-1]
            found[inner] = np.maximum(found[inner], np.maximum.reduceat(known, bounds)[::2])
        return found

    def at_least(self, value: int, count: int, values: Values) -> np.ndarray:
        """The places, of so many, with at least this value."""
        blocks = np.append(np.flatnonzero(self._highest.values >= value), len(self._highest))
        row, place = np.nonzero(values(blocks) >= value)
        places = blocks[row] * BLOCK + place
        return np.asarray(places[places < count])
