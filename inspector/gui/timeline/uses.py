"""Which of the batches that were given no step ever used. Pure; says so only where it is certain."""

from __future__ import annotations

import numpy as np

from inspector.analysis.model import Source
from inspector.analysis.model.data import YIELDED
from inspector.analysis.peek import Peek
from inspector.analysis.run import Run
from inspector.analysis.unused import Leftovers
from inspector.gui.timeline.handed import Handed
from inspector.recording.events import NONE


class Uses:
    """Asked of a run that is over: while it goes on, any batch may still be used."""

    def __init__(self, run: Run, source: Source, peek: Peek, handed: Handed) -> None:
        self._run, self._source, self._peek, self._handed = run, source, peek, handed
        self._leftovers = Leftovers(run)
        self._consumed = run.consumed(source.role)

    def never_used(self, pulls: np.ndarray) -> np.ndarray:
        """Of which of these pulls, by their numbers, a batch was given and nothing was done with it."""
        source, table = self._source, self._source.table
        if not self._leftovers.are_settled(source.role):
            return np.zeros(len(pulls), bool)
        given, batches = table["state"][pulls] == YIELDED, table["batch"][pulls]
        passes, positions = self._handed.where(pulls)
        given &= ~self._leftovers.perhaps(source.role, passes, batches)
        if not source.passes or source.kind == "generator":
            return given & ~self._consumed.has(batches)
        consumed = np.array([one.consumed for one in source.passes])[passes]
        unused = np.where(passes == NONE, self._handed.certain(pulls), positions >= consumed)
        peeked = np.isin(pulls, self._peek.numbers) & self._peek.thrown_away
        return given & np.where(table["for_pass"][pulls] == NONE, peeked, unused)
