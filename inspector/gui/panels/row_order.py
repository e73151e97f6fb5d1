"""Which rows of a table are shown, and in which order. Pure: rows are numbers, keys are values. No Qt."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


class RowOrder:
    """All rows as they came, until a person sorts them, or asks for some of them only."""

    def __init__(self) -> None:
        self._sorted: np.ndarray | None = None
        """Rows in their order; what came after they were sorted follows as it came."""
        self._only: np.ndarray | None = None
        """The rows to show, ascending."""
        self._rows: np.ndarray | None = None

    @property
    def plain(self) -> bool:
        """Whether every row stands where it came."""
        return self._rows is None

    @property
    def some_only(self) -> bool:
        """Whether only some rows are asked for."""
        return self._only is not None

    def sort(self, rows: np.ndarray | None, length: int) -> None:
        """Show the rows in this order; None: as they came."""
        self._sorted = rows
        self._arrange(length)

    def show_only(self, rows: Sequence[int] | np.ndarray | None, length: int) -> None:
        """Show these rows alone; None: all."""
        self._only = None if rows is None else np.asarray(rows, np.int64)
        self._arrange(length)

    def grow(self, length: int) -> None:
        """There are so many rows now."""
        if self._rows is not None and self._only is None:
            self._arrange(length)

    def count(self, length: int) -> int:
        """How many rows are shown, of so many."""
        return length if self._rows is None else len(self._rows)

    def row_at(self, place: int) -> int:
        """The row that stands at this place."""
        return place if self._rows is None else int(self._rows[place])

    def place_of(self, row: int, length: int) -> int | None:
        """Where this row stands; None where it is not shown."""
        if self._rows is None:
            return row if row < length else None
        places = np.flatnonzero(self._rows == row)
        return int(places[0]) if len(places) else None

    def _arrange(self, length: int) -> None:
        if self._sorted is None:
            self._rows = self._only
            return
        rows = np.concatenate([self._sorted, np.arange(len(self._sorted), length)])
        self._rows = rows if self._only is None else rows[np.isin(rows, self._only)]


def ordered(keys: Sequence[object] | np.ndarray, *, descending: bool) -> np.ndarray:
    """The numbers of the rows by their keys; equal ones as they came."""
    values = np.asarray(keys)
    if descending:
        return len(values) - 1 - np.argsort(values[::-1], kind="stable")[::-1]
    return np.argsort(values, kind="stable")
