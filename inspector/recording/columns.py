"""Growable numpy columns, in chunks, so that growing never copies what is already there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

# A single doubling array stalls once for tens of milliseconds near ten million rows; chunks of this size do not.
CHUNK_ROWS = 1 << 18


class Columns:
    """Rows of one structured dtype, append-only."""

    def __init__(self, dtype: np.dtype, chunk_rows: int = CHUNK_ROWS) -> None:
        self.dtype = dtype
        self._chunk_rows = chunk_rows
        self._chunks: list[np.ndarray] = []
        self._length = 0

    @classmethod
    def of(cls, rows: np.ndarray) -> Columns:
        """Columns that begin with these rows, as they lie: nothing is copied."""
        columns = cls(rows.dtype, len(rows) or CHUNK_ROWS)
        columns._chunks, columns._length = ([rows] if len(rows) else []), len(rows)
        return columns

    def __len__(self) -> int:
        return self._length

    def extend(self, rows: Sequence[tuple[Any, ...]] | np.ndarray) -> None:
        """Append rows, given as tuples in the dtype's order or as an array of the dtype."""
        block = np.asarray(rows, dtype=self.dtype) if not isinstance(rows, np.ndarray) else rows
        done = 0
        while done < len(block):
            used = self._length % self._chunk_rows
            if used == 0 and self._length == len(self._chunks) * self._chunk_rows:
                self._chunks.append(np.empty(self._chunk_rows, self.dtype))
            take = min(self._chunk_rows - used, len(block) - done)
            self._chunks[-1][used : used + take] = block[done : done + take]
            self._length += take
            done += take

    def __getitem__(self, row: int) -> np.void:
        if not 0 <= row < self._length:
            raise IndexError(f"row {row} of {self._length}")
        record: np.void = self._chunks[row // self._chunk_rows][row % self._chunk_rows]
        return record

    def blocks(self, start: int = 0, stop: int | None = None) -> Iterator[np.ndarray]:
        """The rows from `start` up to `stop` as contiguous views, chunk by chunk."""
        stop = self._length if stop is None else min(stop, self._length)
        while start < stop:
            chunk, offset = divmod(start, self._chunk_rows)
            take = min(self._chunk_rows - offset, stop - start)
            yield self._chunks[chunk][offset : offset + take]
            start += take
