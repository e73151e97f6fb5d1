"""How many batches had been produced and not yet used by a step, as a curve of steps."""

from __future__ import annotations

import numpy as np

from inspector.analysis.model import Steps
from inspector.analysis.model.data import PENDING, YIELDED
from inspector.analysis.run import Run
from inspector.recording.events import NONE, Role
from inspector.recording.growing import Growing


class Ascending:
    """Instants that arrive nearly in order, kept in order."""

    def __init__(self) -> None:
        self._all = Growing(np.int64)

    @property
    def values(self) -> np.ndarray:
        """All of them, ascending."""
        return self._all.values

    def extend(self, values: np.ndarray) -> None:
        """Add some."""
        if not len(values):
            return
        first = int(np.searchsorted(self.values, values.min(), "right"))
        self._all.extend(values)
        self.values[first:].sort()


class ReadAhead:
    """Batches produced minus batches used, by the clock, of the training data."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._produced = Ascending()
        self._used = Ascending()
        self._pull = 0
        self._step = 0

    def grow(self) -> None:
        """Read the pulls and steps that are new, each up to the first that has not ended."""
        source = self._run.train
        state = source.table["state"][self._pull :]
        over = state != PENDING
        ended = len(over) if over.all() else int(np.argmin(over))
        part = slice(self._pull, self._pull + ended)
        gave = state[:ended] == YIELDED
        if source.kind != "generator":
            gave &= source.table["for_pass"][part] != NONE  # else what was peeked at is thrown away
        self._produced.extend(source.table["ended_ns"][part][gave])
        self._pull += ended
        table = self._run.steps[Role.TRAIN]
        steps = Steps(table, self._step, table.settled)
        self._used.extend(np.repeat(steps.column("ended_ns"), steps.column("updates"))[~steps.replays])
        self._step = steps.stop

    def waiting(self, t_ns: np.ndarray) -> np.ndarray:
        """How many batches wait just after each instant."""
        t_ns = np.floor(t_ns).astype(np.int64)  # of another type, all that it is looked for in would be converted
        produced = np.searchsorted(self._produced.values, t_ns, "right")
        used = np.searchsorted(self._used.values, t_ns, "right")
        return np.maximum(0, produced - used)

    def changes(self, left_ns: float, right_ns: float, at_most: int) -> np.ndarray | None:
        """The instants between two others at which the number changes; None where there are more than so many."""
        parts = []
        left_ns, right_ns = np.int64(np.ceil(left_ns)), np.int64(np.floor(right_ns))
        for values in (self._produced.values, self._used.values):
            parts.append(values[np.searchsorted(values, left_ns) : np.searchsorted(values, right_ns, "right")])
        return np.unique(np.concatenate(parts)) if sum(map(len, parts)) <= at_most else None

    @property
    def last_ns(self) -> float | None:
        """The last change."""
        ends = [float(v.values[-1]) for v in (self._produced, self._used) if len(v.values)]
        return max(ends, default=None)
