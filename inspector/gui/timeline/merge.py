"""Which boxes are drawn as boxes, and which are so thin that they are drawn together."""

from __future__ import annotations

import numpy as np

THIN = 2.0
"""Boxes narrower than this many pixels are drawn together."""


def thin(px0: np.ndarray, px1: np.ndarray) -> np.ndarray:
    """Which boxes are too thin to be drawn one by one."""
    return np.asarray((px1 - px0) < THIN)


def covered(px0: np.ndarray, px1: np.ndarray, width: int) -> tuple[np.ndarray, np.ndarray]:
    """The runs of pixel columns that these boxes touch, each at least one pixel: where each begins, and its stop."""
    first = np.clip(np.floor(px0), 0, width).astype(np.int64)
    stop = np.clip(np.maximum(np.ceil(px1), np.floor(px0) + 1), 0, width).astype(np.int64)
    change = np.bincount(first, minlength=width + 1) - np.bincount(stop, minlength=width + 1)
    busy = np.concatenate([[0], (np.cumsum(change[:width]) > 0).astype(np.int8), [0]])
    edges = np.flatnonzero(np.diff(busy))
    return edges[::2], edges[1::2]
