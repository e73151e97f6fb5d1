"""Growable numpy columns, in chunks, so that growing never copies what is already there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from inspector.recording.room import room_for_values

# A single doubling array stalls once for tens of milliseconds near ten million rows; chunks of this size do not.
CHUNK_ROWS = 1 << 18


class Columns:
    """Rows of one structured dtype, append-only."""

    def __init__(self, dtype: np.dtype, chunk_rows: int = CHUNK_ROWS) -> None:
        self.dtype = dtype
        self._chunk_rows = chunk_rows
        self._chunks: list[np.ndarray] = []
        self._starts: list[int] = []
        """The number of each chunk's first row."""
        self._length = 0
        # As they lie in memory: numpy copies rows field by field, which takes ten times as long.
        self._whole = np.dtype((np.void, dtype.itemsize))

    def __len__(self) -> int:
        return self._length

    def extend(self, rows: Sequence[tuple[Any, ...]] | np.ndarray) -> None:
        """Append rows, given as tuples in the dtype's order or as an array of the dtype."""
        block = np.ascontiguousarray(rows, dtype=self.dtype).view(self._whole)
        done = 0
        while done < len(block):
            if not self._room():
                self._add(room_for_values(self._chunk_rows, self.dtype))
            used = self._length - self._starts[-1]
            take = min(self._room(), len(block) - done)
            self._chunks[-1].view(self._whole)[used : used + take] = block[done : done + take]
            self._length += take
            done += take

    def adopt(self, rows: np.ndarray) -> None:
        """Append an array of the dtype as it lies, without a copy where no chunk has room."""
        if self._room():
            self.extend(rows)
        elif len(rows):
            self._add(rows)
            self._length += len(rows)

    def __getitem__(self, row: int) -> np.void:
        if not 0 <= row < self._length:
            raise IndexError(f"row {row} of {self._length}")
        chunk = bisect_right(self._starts, row) - 1
        record: np.void = self._chunks[chunk][row - self._starts[chunk]]
        return record

    def blocks(self, start: int = 0, stop: int | None = None) -> Iterator[np.ndarray]:
        """The rows from `start` up to `stop` as contiguous views, chunk by chunk."""
        stop = self._length if stop is None else min(stop, self._length)
        chunk = bisect_right(self._starts, start) - 1
        while start < stop:
            offset = start - self._starts[chunk]
            take = min(len(self._chunks[chunk]) - offset, stop - start)
            yield self._chunks[chunk][offset : offset + take]
            start += take
            chunk += 1

    def stretches(self, start: int, stop: int, at_once: int) -> Iterator[np.ndarray]:
        """The same in pieces of `at_once` rows, however small or large the chunks are; each piece until the next."""
        # Rows are copied, rather than views passed on: the columns that are read out of them lie closer together.
        room = np.empty(min(at_once, max(0, stop - start)), self.dtype)
        whole = room.view(self._whole)
        used = 0
        for block in self.blocks(start, stop):
            done = 0
            while done < len(block):
                take = min(len(room) - used, len(block) - done)
                whole[used : used + take] = block[done : done + take].view(self._whole)
                used, done = used + take, done + take
                if used == len(room):
                    yield room
                    used = 0
        if used:
            yield room[:used]

    def _room(self) -> int:
        """How many rows the last chunk still takes."""
        return self._starts[-1] + len(self._chunks[-1]) - self._length if self._chunks else 0

    def _add(self, chunk: np.ndarray) -> None:
        # The chunk first: a reader on another thread finds it by its start.
        self._chunks.append(chunk)
        self._starts.append(self._length)
