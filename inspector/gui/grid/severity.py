"""What wins where many share a pixel: the states of steps, in the order of the timeline, and ends of epochs."""

from __future__ import annotations

import numpy as np

from inspector.analysis.grid import EpochVerdict, StepState
from inspector.gui.timeline.boxes import Look
from inspector.gui.timeline.strip_layout import VERDICTS_WORST_FIRST

NOTHING = 0
"""No step: beside and under those that there are."""

WORST_LAST = (
    StepState.PENDING,
    StepState.DONE,
    StepState.RUNNING,
    StepState.STOPPED,
    StepState.REPLAYED,
    StepState.UNFINISHED,
    StepState.MISSING,
)
SEVERITY = np.zeros(256, np.uint8)
SEVERITY[list(WORST_LAST)] = np.arange(1, len(WORST_LAST) + 1)
"""Of each state; 0 is left to `NOTHING`."""
LEAST_FLAGGED = int(SEVERITY[StepState.UNFINISHED])
"""From here on no zoom may lose it."""

LOOKS = {
    StepState.PENDING: Look.EXPECTED,
    StepState.DONE: Look.STEP,
    StepState.RUNNING: Look.RUNNING,
    StepState.STOPPED: Look.STOPPED,
    StepState.REPLAYED: Look.REPLAYED,
    StepState.UNFINISHED: Look.UNFINISHED,
    StepState.MISSING: Look.MISSING,
}
"""How each is painted: as in the timeline."""

VERDICTS_WORST_LAST = VERDICTS_WORST_FIRST[::-1]
VERDICT_SEVERITY = {verdict: rank for rank, verdict in enumerate(VERDICTS_WORST_LAST, 1)}


def state_of(severity: int) -> StepState:
    """The state that has this severity."""
    return WORST_LAST[severity - 1]


def verdict_of(severity: int) -> EpochVerdict:
    """The verdict that has this severity."""
    return VERDICTS_WORST_LAST[severity - 1]
