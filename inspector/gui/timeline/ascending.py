"""Instants in order. Pure."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from inspector.recording.growing import Growing


class Ascending:
    """Those that a column has in some of its rows, ascending: the column itself, where it has them so and in one piece.

    What the column has in these rows never changes.
    """

    def __init__(self, column: Callable[[], np.ndarray]) -> None:
        """`column`: as far as it has grown."""
        self._column = column
        self._first = self._stop = 0
        """The rows, where they follow one another;"""
        self._own: Growing | None = None
        """or what they have, in order."""

    @property
    def values(self) -> np.ndarray:
        """All of them, ascending."""
        return self._column()[self._first : self._stop] if self._own is None else self._own.values

    def extend(self, rows: np.ndarray) -> int | None:
        """Add what the column has in these rows, of which one may be there twice; return the earliest of it."""
        if not len(rows):
            return None
        before, new = self.values, self._column()[rows]
        in_order = not (np.any(new[1:] < new[:-1]) or (len(before) and new[0] < before[-1]))
        if self._own is None and in_order and self._follow(rows):
            self._first, self._stop = int(rows[0]) if not len(before) else self._first, int(rows[-1]) + 1
        else:
            self._put(before, new, in_order)
        return int(new.min())

    def _follow(self, rows: np.ndarray) -> bool:
        """Whether there is none between these, and none between them and those before."""
        return bool(self._first == self._stop or rows[0] == self._stop) and bool((np.diff(rows) == 1).all())

    def _put(self, before: np.ndarray, new: np.ndarray, in_order: bool) -> None:
        if self._own is None:
            self._own = Growing(np.int64, len(before))
            self._own.extend(before)
        self._own.extend(new)
        if not in_order:
            first = int(np.searchsorted(before, new.min(), "right"))
            self._own.values[first:].sort()
