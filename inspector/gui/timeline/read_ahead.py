"""How many batches had been produced and not yet used by a step, as a curve of steps."""

from __future__ import annotations

import numpy as np

from inspector.analysis.model import PullState
from inspector.analysis.run import Run


class Ascending:
    """Numbers that arrive nearly in order, kept in order."""

    def __init__(self) -> None:
        self._all = np.empty(0)
        self._length = 0

    @property
    def values(self) -> np.ndarray:
        """All of them, ascending."""
        return self._all[: self._length]

    def extend(self, values: list[float]) -> None:
        """Add some."""
        if not values:
            return
        stop = self._length + len(values)
        if stop > len(self._all):
            grown = np.empty(max(256, 2 * stop))
            grown[: self._length] = self.values
            self._all = grown
        new = np.sort(np.asarray(values))
        first = int(np.searchsorted(self.values, new[0]))
        self._all[self._length : stop] = new
        self._length = stop
        self._all[first:stop].sort()


class ReadAhead:
    """Batches produced minus batches used, by the clock, of the training data."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._produced = Ascending()
        self._used = Ascending()
        self._pull = 0
        self._epoch = 0
        self._step = 0

    def grow(self) -> None:
        """Read the pulls and steps that are new."""
        source = self._run.train
        produced: list[float] = []
        while self._pull < len(source.pulls) and source.pulls[self._pull].state is not PullState.PENDING:
            pull = source.pulls[self._pull]
            thrown_away = pull.for_pass is None and source.kind != "generator"
            if pull.state is PullState.YIELDED and pull.ended_ns is not None and not thrown_away:
                produced.append(pull.ended_ns)
            self._pull += 1
        self._produced.extend(produced)
        self._used.extend(self._new_uses())

    def _new_uses(self) -> list[float]:
        used: list[float] = []
        epochs = self._run.epochs
        while self._epoch < len(epochs):
            steps = epochs[self._epoch].steps
            while self._step < len(steps) and steps[self._step].ended_ns is not None:
                step = steps[self._step]
                used += [float(step.ended_ns or 0)] * (len(step.batches) - len(step.replayed))
                self._step += 1
            if self._epoch + 1 == len(epochs):
                break
            self._epoch, self._step = self._epoch + 1, 0
        return used

    def waiting(self, t_ns: np.ndarray) -> np.ndarray:
        """How many batches wait just after each instant."""
        produced = np.searchsorted(self._produced.values, t_ns, "right")
        used = np.searchsorted(self._used.values, t_ns, "right")
        return np.maximum(0, produced - used)

    def waiting_at(self, t_ns: int) -> int:
        """How many batches wait just after one instant."""
        return int(self.waiting(np.array([t_ns]))[0])

    def changes(self, left_ns: float, right_ns: float) -> np.ndarray:
        """The instants between two others at which the number changes."""
        parts = []
        for values in (self._produced.values, self._used.values):
            parts.append(values[np.searchsorted(values, left_ns) : np.searchsorted(values, right_ns, "right")])
        return np.unique(np.concatenate(parts))

    @property
    def last_ns(self) -> float | None:
        """The last change."""
        ends = [float(v.values[-1]) for v in (self._produced, self._used) if len(v.values)]
        return max(ends, default=None)
