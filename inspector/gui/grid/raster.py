"""The pixels of what is in view, as the severity of each, and in colours. Pure.

Each pixel is of the worst that is in it. What is flagged is at least three pixels wide: one of ten million is to be
found by eye. Far out, what is hatched in the timeline is hatched too, wherever a stretch is wide enough to show it.
"""

from __future__ import annotations

import numpy as np

from inspector.analysis.grid import StepState
from inspector.gui.grid.field import Field
from inspector.gui.grid.severity import LEAST_FLAGGED, NOTHING, SEVERITY
from inspector.gui.grid.sight import WHOLE, Pixels

ON_HATCH = 8
"""Added to the severity of a pixel that is on a line of its hatch."""
MISSING, REPLAYED = SEVERITY[StepState.MISSING], SEVERITY[StepState.REPLAYED]
APART, THICK = 6, 2
"""Pixels from one line of a hatch to the next, and of the line."""


def severities(
    field: Field, down: Pixels, across: Pixels, ratio: float = 1.0, least: int = LEAST_FLAGGED
) -> np.ndarray:
    """The severity of each device pixel, flagged from `least` on; `NOTHING` beside the cells and between them."""
    lines, columns = _used(down), _used(across)
    level = field.level(down.power, across.power)[lines, columns]
    if not level.size:
        return np.zeros((len(down.bins), len(across.bins)), np.uint8)
    by = max(1, round(ratio))
    shown = level.take(across.bins - columns.start, 1, mode="clip")  # what is beside the cells is taken away below
    if across.size < WHOLE:
        shown = _enlarged(shown, least, by, 1)
    shown[:, (across.bins < 0) | across.free] = NOTHING
    shown = shown.take(down.bins - lines.start, 0, mode="clip")
    if down.size < WHOLE:
        shown = _enlarged(shown, least, by, 0)
    shown[(down.bins < 0) | down.free] = NOTHING
    return shown


def _used(pixels: Pixels) -> slice:
    """From the first bin in view to the last."""
    bins = pixels.bins[pixels.bins >= 0]
    return slice(int(bins.min()), int(bins.max()) + 1) if len(bins) else slice(0, 0)


def _enlarged(shown: np.ndarray, least: int, by: int, axis: int) -> np.ndarray:
    """What is flagged reaches `by` pixels further both ways."""
    which = shown >= least
    if not which.any():
        return shown
    flagged = shown * which  # a tenth of what `where` takes
    for shift in range(1, by + 1):
        near, far = _but(axis, slice(shift, None)), _but(axis, slice(None, -shift))
        np.maximum(shown[near], flagged[far], out=shown[near])
        np.maximum(shown[far], flagged[near], out=shown[far])
    return shown


def _but(axis: int, part: slice) -> tuple[slice, slice]:
    return (part, slice(None)) if axis == 0 else (slice(None), part)


def hatched(shown: np.ndarray, x: int, y: int, ratio: float = 1.0) -> np.ndarray:
    """With `ON_HATCH` added where a line is; `x`, `y`: device pixels out of view, so that lines move with the cells."""
    margin, (high, wide) = max(2, round(2 * ratio)), shown.shape
    if wide <= 2 * margin or not high:
        return shown
    apart, thick = round(APART * ratio), round(THICK * ratio)
    slant = (np.arange(high + wide - 2 * margin) + margin + x + y) % apart < thick
    lines = np.lib.stride_tricks.sliding_window_view(slant, wide - 2 * margin)[:high]
    middle = shown[:, margin:-margin]
    inside = (middle == shown[:, : -2 * margin]) & (middle == shown[:, 2 * margin :])
    told = shown.copy()
    told[:, margin:-margin] += ON_HATCH * (inside & lines & ((middle == MISSING) | (middle == REPLAYED))).view(np.uint8)
    return told


def tiled(severity: np.ndarray, tiles: np.ndarray) -> np.ndarray:
    """ARGB of whole cells, each painted as the tile of its severity."""
    lines, columns = severity.shape
    _, high, wide = tiles.shape
    rows = severity[:, None, :] * np.intp(high) + np.arange(high)[:, None]  # by line, row of pixels and column
    return tiles.reshape(-1, wide).take(rows, axis=0).reshape(lines * high, columns * wide)
