"""Bars that are too many to be drawn one by one, as one value a pixel column. Pure."""

from __future__ import annotations

import numpy as np


def highest(px0: np.ndarray, px1: np.ndarray, values: np.ndarray, width: int) -> np.ndarray:
    """The highest bar that touches each pixel column; 0 where none does. Each touches at least one."""
    found = np.zeros(width, np.int64)
    first = np.floor(px0).astype(np.int64)
    stop = np.maximum(np.ceil(px1).astype(np.int64), first + 1)
    inside = (stop > 0) & (first < width)
    first, stop, values = np.maximum(first[inside], 0), np.minimum(stop[inside], width), values[inside]
    wide = stop - first
    offset = np.arange(int(wide.sum())) - np.repeat(np.cumsum(wide) - wide, wide)
    np.maximum.at(found, np.repeat(first, wide) + offset, np.repeat(values, wide))
    return found


def stretches(values: np.ndarray) -> list[tuple[int, int, int]]:
    """(first column, stop, value) for each stretch of the same value that is not 0."""
    if not len(values):
        return []
    edges = np.concatenate([[0], np.flatnonzero(np.diff(values)) + 1, [len(values)]])
    runs = zip(edges[:-1].tolist(), edges[1:].tolist(), values[edges[:-1]].tolist(), strict=True)
    return [(a, b, value) for a, b, value in runs if value]
