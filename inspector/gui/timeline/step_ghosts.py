"""Steps that are not there, on the Step axis: a box in the cell of each, hatched or dashed by why it is not."""

from __future__ import annotations

import numpy as np

from inspector.analysis.grid import StepState
from inspector.gui.timeline.boxes import GHOST_LOOKS
from inspector.gui.timeline.row_boxes import ROW, Box

PAD = 0.06
"""Free on either side within a cell."""
APART = 200
"""Up to this many steps of an epoch that are still to come have a box each; a long run has millions of them."""


def ghosts_of(epoch: int, states: np.ndarray, start: float) -> np.ndarray:
    """Boxes for the steps of an epoch that are not there, by the state of each of its steps; it begins at `start`."""
    absent = np.flatnonzero(_GHOST_LOOKS[states])
    if not len(absent):
        return _NO_GHOSTS
    pending = int(np.count_nonzero(states == StepState.PENDING))
    to_come_together = pending > APART and bool((states[-pending:] == StepState.PENDING).all())
    if to_come_together:
        absent = absent[: len(absent) - pending + 1]
    block = np.repeat(_GHOST, len(absent))
    block["epoch"], block["step"], block["look"] = epoch, absent, _GHOST_LOOKS[states[absent]]
    block["x0"] = start + absent + PAD
    block["x1"] = start + absent + 1 - PAD
    if to_come_together:
        block["x1"][-1], block["steps"][-1] = start + len(states) - PAD, pending
    return block


_GHOST = np.array([Box(0, 0, 0)], ROW)
_NO_GHOSTS = np.empty(0, ROW)
_GHOST_LOOKS = np.zeros(256, np.uint8)
_GHOST_LOOKS[list(GHOST_LOOKS)] = list(GHOST_LOOKS.values())
