"""Which `next()` made the batch that a step was done on: the last of its number that was over when the step ended.

Pure: no Qt.
"""

from __future__ import annotations

import numpy as np

from inspector.analysis.model import Pull, Source, Step
from inspector.analysis.model.data import YIELDED
from inspector.recording.events import NONE

FIRST_LOOK = 256


def pull_of(source: Source, batch: int, step: Step) -> Pull | None:
    """For one step; it is looked for backwards from its end, where it usually is a few pulls away."""
    table = source.table
    stop = int(np.searchsorted(table["seq"], np.int32(step.end_seq or 0), "right"))
    look = FIRST_LOOK
    while stop > 0:
        part = slice(max(0, stop - look), stop)
        mine = (table["batch"][part] == batch) & (table["state"][part] == YIELDED)
        found = np.flatnonzero(mine & (table["ended_ns"][part] <= (step.ended_ns or 0)))
        if len(found):
            return source.pulls[part.start + int(found[-1])]
        stop, look = part.start, 4 * look
    return None


class Pulled:
    """The same for many steps at once: what a source gave, in the order of its numbers, and then of time."""

    def __init__(self, source: Source) -> None:
        given = source.given[:]
        order = np.lexsort((source.table["ended_ns"][given], source.table["batch"][given]))
        numbers = given[order]
        self._made, self._made_ns = source.table["batch"][numbers], source.table["ended_ns"][numbers]
        self._rows = np.append(source.pulls.rows()[numbers], NONE)

    def rows_of(self, batches: np.ndarray, ended_ns: np.ndarray) -> np.ndarray:
        """How many rows the batch of each step has that ended then; NONE: that is not known."""
        first = np.searchsorted(self._made, batches, "left")
        low, high = first, np.searchsorted(self._made, batches, "right")
        while (low < high).any():  # all of them are bisected by time at once
            middle = (low + high) // 2
            before = (low < high) & (self._made_ns[np.minimum(middle, len(self._made) - 1)] <= ended_ns)
            high = np.where((low < high) & ~before, middle, high)
            low = np.where(before, middle + 1, low)
        return np.where((low > first) & (batches != NONE), self._rows[low - 1], NONE)
