"""What looking at the values of batches cost the run, so that a person can weigh it. No Qt."""

from __future__ import annotations

import numpy as np

from inspector.analysis.model import Source
from inspector.analysis.run import Run
from inspector.gui.panels.words import duration
from inspector.recording.events import NONE, Role

UNSETTLED = 512
"""The newest pulls may still get their values: a read-ahead is never that long."""
AT_ONCE = 1024
"""So many are read at each `update`; where more came, these stand for the others."""


class Looking:
    """Adds up the time; reads only what came since the last `update`."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._read: dict[Role, int] = {}
        self.batches = 0
        self.took_ns = 0
        self._sampled = False

    def update(self) -> None:
        """Read what came since. Values that TensorFlow described on its way have no time of their own: not counted."""
        for role, source in self._run.sources.items():
            self._read[role] = self._add(source, self._read.get(role, 0))

    def _add(self, source: Source, at: int) -> int:
        numbers = source.table["statistics"][at:]
        numbers = numbers if self._run.over else numbers[: _settled(numbers)]
        stop = at + len(numbers)
        numbers = numbers[numbers != NONE]
        looked_at = numbers[:: max(1, -(-len(numbers) // AT_ONCE))]
        took = [self._run.recording.payloads[one].get("took_ns") for one in looked_at.tolist()]
        known = [one for one in took if one is not None]
        if known:
            stand_for = len(numbers) / len(looked_at)
            self._sampled = self._sampled or stand_for > 1
            self.batches += round(len(known) * stand_for)
            self.took_ns += round(sum(known) * stand_for)
        return stop

    @property
    def words(self) -> str:
        """`Looking took 34 µs a batch, 0.7 % of the run.`; empty where nothing is known of it."""
        run = self._run
        end = run.ended_ns if run.over else run.last_ns
        if not self.batches or run.fit_began_ns is None or end is None or end <= run.fit_began_ns:
            return ""
        percent = 100 * self.took_ns / (end - run.fit_began_ns)
        about = "about " if self._sampled else ""
        share = "less than 0.1 %" if percent < 0.1 else f"{percent:.1f} %"
        return f"Looking took {about}{duration(self.took_ns // self.batches)} a batch, {share} of the run."


def _settled(numbers: np.ndarray) -> int:
    """How many there are before the first of the newest that has no values yet."""
    newest = max(0, len(numbers) - UNSETTLED)
    waiting = np.flatnonzero(numbers[newest:] == NONE)
    return newest + int(waiting[0]) if len(waiting) else len(numbers)
