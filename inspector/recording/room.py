"""Room for very many values."""

from __future__ import annotations

import mmap
import sys

import numpy as np

LARGE = 1 << 22
"""Bytes. From here on numpy asks Linux for huge pages."""


def room_for_values(count: int, dtype: np.dtype | type | str) -> np.ndarray:
    """An array of so many values, none of them set. Raises MemoryError where there is no room.

    In ordinary pages: memory that was never used is had in huge ones three times as slowly where a virtual machine gets
    it from its host, and a long run is opened once in such memory.
    """
    size = count * np.dtype(dtype).itemsize
    if size < LARGE or not sys.platform.startswith("linux"):
        return np.empty(count, dtype)
    try:
        return np.frombuffer(mmap.mmap(-1, size, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS), dtype)
    except OSError as error:
        raise MemoryError(f"{size} bytes") from error
