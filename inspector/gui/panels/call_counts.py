"""How often each of the person's functions was called and how long that took, kept up to date with a run. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from inspector.analysis.model import CallbackCalls, DatasetCall, Source
from inspector.analysis.model.data import PENDING, YIELDED
from inspector.analysis.run import Run
from inspector.recording.events import Role


@dataclass
class Tally:
    """Calls of one kind."""

    number: int = 0
    timed: int = 0
    """how many of them came back, so that it is known how long they took"""
    took_ns: int = 0
    threads: dict[str, None] = field(default_factory=dict)
    """where they ran, in the order of their first call"""

    def came_back(self, number: int, took_ns: np.ndarray) -> None:
        """So many more of them did."""
        self.timed += number
        self.took_ns += int(took_ns.sum())

    @property
    def each_ns(self) -> int | None:
        """How long one took, on average; None where none came back."""
        return self.took_ns // self.timed if self.timed else None


class CallCounts:
    """Call `update` to count what came since: nothing is counted twice, however long the run is."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self.pulled: dict[Role, Tally] = {}
        """The batches that each data gave."""
        self.callbacks: dict[tuple[str, str], Tally] = {}
        """By the class of the object, and the hook."""
        self.dataset: dict[tuple[Role, str], Tally] = {}
        """By the data, and its hook."""
        self._pulls_read: dict[Role, int] = {}
        self._calls_read = self._own_read = 0
        self._open_pulls: dict[Role, np.ndarray] = {}
        self._open_calls = np.empty(0, np.int64)
        """The numbers of those that have not come back."""
        self._open_own: list[DatasetCall] = []

    def update(self) -> None:
        """Count what came since the last call."""
        for role, source in self._run.sources.items():
            self._count_pulls(role, source)
        self._count_calls(self._run.callback_calls)
        self._count_own(self._run.dataset_calls)

    def _count_pulls(self, role: Role, source: Source) -> None:
        numbers = _and_new(self._open_pulls.get(role), self._pulls_read.get(role, 0), len(source.pulls))
        self._pulls_read[role] = len(source.pulls)
        state = source.table["state"][numbers]
        self._open_pulls[role] = numbers[state == PENDING]
        given = numbers[state == YIELDED]
        tally = self.pulled.setdefault(role, Tally())
        tally.number += len(given)
        tally.came_back(len(given), source.table["ended_ns"][given] - source.table["began_ns"][given])
        for thread in np.unique(source.table["thread"][given]).tolist():
            tally.threads[self._run.recording.threads[thread][1]] = None

    def _count_calls(self, calls: CallbackCalls) -> None:
        new = np.arange(self._calls_read, len(calls))
        numbers = _and_new(self._open_calls, self._calls_read, len(calls))
        self._calls_read = len(calls)
        which, over = calls.column("which"), calls.column("over")[numbers]
        took = calls.column("ended_ns")[numbers] - calls.column("began_ns")[numbers]
        for one in np.unique(which[numbers]).tolist():
            callback, hook = calls.hooks[one]
            tally = self.callbacks.setdefault((callback.name, hook), Tally())
            tally.number += int(np.count_nonzero(which[new] == one))
            mine = over & (which[numbers] == one)
            tally.came_back(int(np.count_nonzero(mine)), took[mine])
        self._open_calls = numbers[~over]

    def _count_own(self, calls: Sequence[DatasetCall]) -> None:
        new = calls[self._own_read :]
        self._own_read = len(calls)
        for call in new:
            self.dataset.setdefault((call.role, call.hook), Tally()).number += 1
        open_calls = [*self._open_own, *new]
        for call in open_calls:
            if call.ended_ns is not None:
                self.dataset[call.role, call.hook].came_back(1, np.array([call.ended_ns - call.t_ns]))
        self._open_own = [call for call in open_calls if call.ended_ns is None]


def _and_new(waiting: np.ndarray | None, first: int, stop: int) -> np.ndarray:
    """The numbers of those that had not come back, and of those that came since."""
    new = np.arange(first, stop)
    return new if waiting is None else np.concatenate([waiting, new])
