"""Numbers of things, mostly one after the other, which take no memory for as long as they are."""

from __future__ import annotations

import numpy as np

from inspector.recording.growing import Growing

Which = slice | np.ndarray
"""Places, as numpy takes them; an array is of whole numbers from 0 on."""


class Numbering:
    """Whole numbers, append-only: where each is one more than the one before, only the first of them is kept."""

    def __init__(self, room: int = 0) -> None:
        """`room`: for how many there is room from the beginning, once all are kept."""
        self._room = room
        self._first = self._length = 0
        self._kept: Growing | None = None
        """All of them, where they do not follow one another."""

    def __len__(self) -> int:
        return self._length if self._kept is None else len(self._kept)

    def __getitem__(self, which: Which) -> np.ndarray:
        """Those at these places."""
        if self._kept is not None:
            return self._kept.values[which]
        if isinstance(which, slice):
            start, stop, step = which.indices(self._length)
            return np.arange(self._first + start, self._first + stop, step, dtype=np.int32)
        return np.add(which, self._first, dtype=np.int32, casting="same_kind")

    def place_of(self, number: int) -> int | None:
        """A place where this number is; None where it is nowhere."""
        if self._kept is None:
            place = number - self._first
            return place if 0 <= place < self._length else None
        numbers = self._kept.values
        near = int(np.searchsorted(numbers, np.int32(number)))  # mostly they ascend
        if near < len(numbers) and numbers[near] == number:
            return near
        found = np.flatnonzero(numbers == number)
        return int(found[0]) if len(found) else None

    def make_room(self, count: int) -> None:
        """Make room for so many in all."""
        self._room = max(self._room, count)
        if self._kept is not None:
            self._kept.make_room(count)

    def extend(self, numbers: np.ndarray) -> None:
        """Append these."""
        if self._kept is None and len(numbers) and not self._goes_on(numbers):
            kept = Growing(np.int32, max(self._room, self._length + len(numbers)))
            kept.extend(self[:])
            self._kept = kept
        if self._kept is not None:
            self._kept.extend(numbers)
        elif len(numbers):
            self._first = self._first if self._length else int(numbers[0])
            self._length += len(numbers)

    def _goes_on(self, numbers: np.ndarray) -> bool:
        follows = not self._length or numbers[0] == self._first + self._length
        return bool(follows) and bool((np.diff(numbers) == 1).all())

    def cut(self, length: int) -> None:
        """Forget what is beyond this length."""
        if self._kept is not None and length:
            self._kept.cut(length)
        else:
            self._length, self._kept = min(len(self), length), None
