"""Very many things a part at a time: what is worked out for them on the way lies in the cache, and is no new memory."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

AT_ONCE = 1 << 16


def pieces(first: int, stop: int) -> Iterator[np.ndarray]:
    """The numbers from `first` up to `stop`, so many at once."""
    for start in range(first, stop, AT_ONCE):
        yield np.arange(start, min(stop, start + AT_ONCE))
