"""The pixels of what is in view, as the severity of each, and in colours. Pure.

Each pixel is of the worst that is in it. What is flagged is at least three pixels wide: one of ten million is to be
found by eye. Far out, what is hatched in the timeline is hatched too, wherever a stretch is wide enough to show it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from inspector.analysis.grid import StepState
from inspector.gui.grid.field import Field
from inspector.gui.grid.severity import LEAST_FLAGGED, NOTHING, SEVERITY
from inspector.gui.grid.sight import WHOLE, Pixels

HATCHED = tuple(int(SEVERITY[state]) for state in (StepState.MISSING, StepState.REPLAYED))


@dataclass(frozen=True)
class Colours:
    """ARGB by severity, and of the lines of its hatch."""

    ground: np.ndarray
    hatch: np.ndarray


def severities(
    field: Field, down: Pixels, across: Pixels, ratio: float = 1.0, least: int = LEAST_FLAGGED
) -> np.ndarray:
    """The severity of each device pixel, flagged from `least` on; `NOTHING` beside the cells and between them."""
    level = field.level(down.power, across.power)
    if not level.size:
        return np.zeros((len(down.bins), len(across.bins)), np.uint8)
    shown = level.take(down.bins, 0).take(across.bins, 1)  # -1 is the last one: taken away below
    by = max(1, round(ratio))
    if across.size < WHOLE:
        shown = _enlarged(shown, least, by, 1)
    if down.size < WHOLE:
        shown = _enlarged(shown, least, by, 0)
    shown[(down.bins < 0) | down.free] = NOTHING
    shown[:, (across.bins < 0) | across.free] = NOTHING
    return shown


def _enlarged(shown: np.ndarray, least: int, by: int, axis: int) -> np.ndarray:
    """What is flagged reaches `by` pixels further both ways."""
    flagged = np.where(shown >= least, shown, NOTHING).astype(np.uint8)
    if not flagged.any():
        return shown
    shown = shown.copy()
    for shift in range(1, by + 1):
        near, far = _but(axis, slice(shift, None)), _but(axis, slice(None, -shift))
        np.maximum(shown[near], flagged[far], out=shown[near])
        np.maximum(shown[far], flagged[near], out=shown[far])
    return shown


def _but(axis: int, part: slice) -> tuple[slice, slice]:
    return (part, slice(None)) if axis == 0 else (slice(None), part)


def coloured(shown: np.ndarray, colours: Colours, x: int, y: int, ratio: float = 1.0) -> np.ndarray:
    """ARGB; `x`, `y`: device pixels of the grid that are out of view, so that hatches move with what they are on."""
    pixels = colours.ground[shown]
    inside = _inside(shown, max(2, round(2 * ratio)))
    for severity in HATCHED:
        rows, columns = np.nonzero(inside & (shown == severity))
        apart, thick = round(6 * ratio), round(2 * ratio)
        lines = (rows + y + columns + x) % apart < thick
        pixels[rows[lines], columns[lines]] = colours.hatch[severity]
    return pixels


def _inside(shown: np.ndarray, margin: int) -> np.ndarray:
    """Which pixels have their like so far to the left and to the right."""
    inside = np.zeros(shown.shape, bool)
    middle = shown[:, margin:-margin]
    inside[:, margin:-margin] = (middle == shown[:, : -2 * margin]) & (middle == shown[:, 2 * margin :])
    return inside


def tiled(severity: np.ndarray, tiles: np.ndarray) -> np.ndarray:
    """ARGB of whole cells, each painted as the tile of its severity."""
    lines, columns = severity.shape
    _, high, wide = tiles.shape
    return np.ascontiguousarray(tiles[severity].transpose(0, 2, 1, 3)).reshape(lines * high, columns * wide)
