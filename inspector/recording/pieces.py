"""Very many numbers in a row, a few at a time: what is worked out of all of them at once needs memory of its own."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

AT_ONCE = 1 << 16
"""So many at once: more would need memory of their own, fewer a loop that one would notice."""


def pieces(first: int, stop: int, at_once: int = AT_ONCE) -> Iterator[slice]:
    """From one number to another in a few steps."""
    for start in range(first, stop, at_once):
        yield slice(start, min(stop, start + at_once))


def in_pieces(first: int, stop: int) -> Iterator[np.ndarray]:
    """The numbers from one to another, so many at once."""
    for part in pieces(first, stop):
        yield np.arange(part.start, part.stop)
