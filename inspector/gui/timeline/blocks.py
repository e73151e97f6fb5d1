"""The highest of many values in a row, asked for stretch by stretch: of every 16 the highest is kept. Pure."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from inspector.recording.growing import Growing
from inspector.recording.pieces import AT_ONCE, pieces

BLOCK = 16

Values = Callable[[np.ndarray], np.ndarray]
"""The values of some blocks, given by their numbers: a row each. What a row has beyond the last value says nothing."""


def in_blocks(column: np.ndarray) -> Values:
    """The values of a column that lies in one piece."""

    whole = len(column) // BLOCK
    table = column[: whole * BLOCK].reshape(-1, BLOCK)
    rest = np.zeros(BLOCK, column.dtype)
    rest[: len(column) - whole * BLOCK] = column[whole * BLOCK :]

    def rows(blocks: np.ndarray) -> np.ndarray:
        if not whole:
            return np.tile(rest, (len(blocks), 1))
        found = table.take(blocks, axis=0, mode="clip")  # a tenth of what it takes to index
        found[blocks >= whole] = rest
        return found

    return rows


class Cuts:
    """Places, which ascend, at which values are cut into stretches. Of each: the blocks that are whole in it, and more.

    The blocks in which a place is, laid side by side, have what else is in a stretch in one piece: the end of one, and
    the beginning of the next.
    """

    def __init__(self, places: np.ndarray) -> None:
        block = places // BLOCK
        new = np.append(True, block[1:] > block[:-1])
        self._cut = block[new]
        self._at = (np.cumsum(new) - 1) * BLOCK + places % BLOCK
        self.first, self.stop = block[:-1] + 1, block[1:]
        """The blocks that are whole in each stretch."""

    def beside(self, how: np.ufunc, values: Values) -> np.ndarray:
        """Of what lies in each stretch beside its whole blocks the sum, or the highest; 0 where there is nothing."""
        found = how.reduceat(values(self._cut).reshape(-1), self._at)[:-1]
        found[self._at[1:] == self._at[:-1]] = 0
        return np.asarray(found)


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
        self._highest.make_room(count // BLOCK)
        for part in pieces(len(self._highest), count // BLOCK, AT_ONCE // BLOCK):
            self._highest.extend(values(np.arange(part.start, part.stop)).max(axis=1))

    def highest(self, cuts: Cuts, values: Values) -> np.ndarray:
        """The highest value between each two of these places; 0 where there is none, or none above 0."""
        known = self._highest.values
        found = np.maximum(cuts.beside(np.maximum, values).astype(known.dtype), 0)
        inner = np.flatnonzero(cuts.first < cuts.stop)
        if len(inner):
            known = known[: int(cuts.stop[-1])]
            bounds = np.stack([cuts.first[inner], cuts.stop[inner]], axis=1).reshape(-1)
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
