"""Growable numpy arrays in one piece each, for what is searched and added up as a whole.

Where rows are only read in order, `columns` is the better way: it never copies.
"""

from __future__ import annotations

import numpy as np

from inspector.recording.room import room_for_values

DOUBLED = 1 << 16
"""Up to so many values room is doubled, then it grows by a quarter: room is memory, even before it is used."""


def room_for(count: int, room: int) -> int:
    """For how many values to make room, where there are to be `count` and there is room for so many."""
    return max(16, count, room + max(min(room, DOUBLED), room // 4))


class Growing:
    """Values of one dtype, append-only; `values` is a view that later growth does not change."""

    def __init__(self, dtype: type | str | np.dtype, room: int = 0) -> None:
        """`room`: for how many values there is room from the beginning."""
        self._room = room_for_values(room, dtype)
        self._length = 0

    def __len__(self) -> int:
        return self._length

    @property
    def values(self) -> np.ndarray:
        """All of them."""
        return self._room[: self._length]

    def make_room(self, count: int) -> None:
        """Make room for so many values in all."""
        if count > len(self._room):
            grown = room_for_values(room_for(count, len(self._room)), self._room.dtype)
            grown[: self._length] = self.values
            self._room = grown

    def extend(self, values: np.ndarray) -> None:
        """Append these."""
        stop = self._length + len(values)
        self.make_room(stop)
        self._room[self._length : stop] = values
        self._length = stop

    def cut(self, length: int) -> None:
        """Forget what is beyond this length."""
        self._length = min(self._length, length)


class Table:
    """Columns of the same length, by name: a structured dtype whose columns each lie in one piece."""

    def __init__(self, dtype: np.dtype, room: int = 0) -> None:
        """`room`: for how many rows there is room from the beginning."""
        self.dtype = dtype
        self._columns = {name: room_for_values(room, dtype[name]) for name in dtype.names or ()}
        self._room, self._length = room, 0

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, name: str) -> np.ndarray:
        """A column: what is written into it stays."""
        return self._columns[name][: self._length]

    def extend(self, count: int, **columns: np.ndarray | int) -> int:
        """Append rows, each column given as an array or as what is the same in all; return the number of the first."""
        first, stop = self._length, self._length + count
        if stop > self._room:
            self._room = room_for(stop, self._room)
            for name, column in self._columns.items():
                self._columns[name] = room_for_values(self._room, column.dtype)
                self._columns[name][:first] = column[:first]
        self._length = stop
        for name, values in columns.items():
            self._columns[name][first:stop] = values
        return first
