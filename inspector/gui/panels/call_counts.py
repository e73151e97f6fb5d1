"""How often each of the person's functions was called and how long that took, kept up to date with a run. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field

from inspector.analysis.model import CallbackCall, DatasetCall, Pull, PullState, Source
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

    def add(self, took_ns: int | None, thread: str = "") -> None:
        """One call more."""
        self.number += 1
        if took_ns is not None:
            self.timed += 1
            self.took_ns += took_ns
        if thread:
            self.threads[thread] = None

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
        self._read: dict[Role | str, int] = {}
        self._open_pulls: dict[Role, list[Pull]] = {}
        self._open_calls: list[tuple[Tally, CallbackCall | DatasetCall, int]] = []
        """Those that have not come back, each with its tally and when it began."""

    def update(self) -> None:
        """Count what came since the last call."""
        for role, source in self._run.sources.items():
            self._count_pulls(role, source)
        for call in self._run.callback_calls[self._read.get("callbacks", 0) :]:
            self._begin(self.callbacks.setdefault((call.callback.name, call.hook), Tally()), call, call.began_ns)
        self._read["callbacks"] = len(self._run.callback_calls)
        for own in self._run.dataset_calls[self._read.get("dataset", 0) :]:
            self._begin(self.dataset.setdefault((own.role, own.hook), Tally()), own, own.t_ns)
        self._read["dataset"] = len(self._run.dataset_calls)
        self._open_calls = [one for one in self._open_calls if not _ended(*one)]

    def _begin(self, tally: Tally, call: CallbackCall | DatasetCall, began_ns: int) -> None:
        tally.number += 1
        self._open_calls.append((tally, call, began_ns))

    def _count_pulls(self, role: Role, source: Source) -> None:
        new = [*self._open_pulls.get(role, ()), *source.pulls[self._read.get(role, 0) :]]
        self._read[role] = len(source.pulls)
        self._open_pulls[role] = [pull for pull in new if pull.state is PullState.PENDING]
        tally = self.pulled.setdefault(role, Tally())
        for pull in new:
            if pull.state is PullState.YIELDED:
                tally.add(None if pull.ended_ns is None else pull.ended_ns - pull.began_ns, pull.thread)


def _ended(tally: Tally, call: CallbackCall | DatasetCall, began_ns: int) -> bool:
    """Whether the call has come back; if so, its time is counted."""
    if call.ended_ns is None:
        return False
    tally.timed += 1
    tally.took_ns += call.ended_ns - began_ns
    return True
