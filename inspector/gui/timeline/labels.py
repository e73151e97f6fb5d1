"""Where words go, so that no two overlap. Pure: widths are given in pixels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

Interval = tuple[float, float]

LEAST = 48.0
"""A note that would be cut to less than this many pixels is left out."""


def fits(px0: np.ndarray, px1: np.ndarray, text: np.ndarray, pad: float = 3.0) -> np.ndarray:
    """Which labels, `text` pixels wide, fit into boxes."""
    return np.asarray(text + 2 * pad <= px1 - px0)


@dataclass(frozen=True)
class Placed:
    """A place for words: `room` pixels from `x` on; shorter than the words, and they are elided."""

    x: float
    room: float


def beside(x: float, text: float, width: float, taken: Iterable[Interval], gap: float = 6.0) -> Placed | None:
    """A place to the right of `x` for words of `text` pixels, up to what is next; None where there is none."""
    start = x + gap
    if not 0 <= x <= width:
        return None
    end = width
    for first, stop in taken:
        if stop <= start:
            continue
        if first <= start:
            return None
        end = min(end, first - gap)
    room = min(text, end - start)
    return Placed(start, room) if room >= min(text, LEAST) else None


def in_rows(
    wanted: Sequence[tuple[float, float]], width: float, rows: int = 1, gap: float = 8.0
) -> list[tuple[float, int] | None]:
    """For chips wanted at x with a width: a left edge and a row each, moved as little as needed; None: no room."""
    ends = [float("-inf")] * rows
    placed: list[tuple[float, int] | None] = []
    for x, text in wanted:
        best: tuple[float, int] | None = None
        for row, end in enumerate(ends):
            left = max(0.0, min(x, width - text))
            if left < end + gap:
                left = end + gap
            if left + text <= width and (best is None or abs(left - x) < abs(best[0] - x)):
                best = (left, row)
        if best is not None:
            ends[best[1]] = best[0] + text
        placed.append(best)
    return placed


def fitted(extent: Interval, notes: Iterable[tuple[float, float]], width: float, pad: float = 12.0) -> Interval:
    """The range that shows `extent` and, to the right of each note's x, its words of so many pixels."""
    left, right = extent
    if right <= left:
        right = left + 1e-6
    room = max(1.0, width - 2 * pad)
    scale = room / (right - left)
    for x, text in notes:
        if x > left:
            scale = min(scale, max(0.25 * room, room - text) / (x - left))
    return left - pad / scale, left + (room + pad) / scale
