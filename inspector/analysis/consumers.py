"""Which steps each batch reached: the other direction of `Step.batches`.

A long run has millions of both, so what is kept of a step lies in columns, and a `Consumer` is made where one is asked
for. What the run has gained since is read at the next question.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from inspector.analysis.model import Pull, Source, Steps
from inspector.analysis.model.epochs import StepTable
from inspector.analysis.run import Run
from inspector.analysis.unused import Leftovers, key_of
from inspector.recording.events import NONE, Role
from inspector.recording.growing import Growing


@dataclass(frozen=True, slots=True)
class Consumer:
    """One update that a batch reached."""

    epoch: int
    step: int
    replayed: bool
    pass_of: int | None = None
    """The epoch whose pass over the data the batch is of, where that is another one."""

    @property
    def words(self) -> str:
        """`epoch 1 step 0 (replay)`, `epoch 1 step 0 (pass of epoch 0)`."""
        why = "replay" if self.replayed else "" if self.pass_of is None else f"pass of epoch {self.pass_of}"
        return f"epoch {self.epoch} step {self.step}" + (f" ({why})" if why else "")


class Consumers:
    """Asked about a pull, it answers with what is known by now."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._updates = {role: _Updates() for role in Role}
        self.leftovers = Leftovers(run)
        """What is to be said of those that reached none."""

    def of(self, role: Role, pull: Pull) -> list[Consumer]:
        """The updates that this batch reached, in order.

        A generator's batch has an index of its own. An index of any other data stands for a batch of every pass, so
        there only the steps of the pass that pulled it count, and what was pulled before any pass reached none.
        """
        in_pass = NONE if pull.for_pass is None else pull.for_pass
        return self._of(role, np.array([in_pass]), np.array([pull.batch]))[0]

    def of_many(self, role: Role, numbers: np.ndarray) -> list[list[Consumer]]:
        """The same for many pulls, given by their numbers: a list for each."""
        table = self._run.sources[role].table
        return self._of(role, table["for_pass"][numbers], table["batch"][numbers])

    def _of(self, role: Role, passes: np.ndarray, batches: np.ndarray) -> list[list[Consumer]]:
        source, updates = self._run.sources[role], self._updates[role]
        updates.read(self._run, source)
        if source.kind == "generator":
            which = np.arange(len(batches))
            keys = key_of(np.full(len(batches), NONE), batches)
        else:
            which = np.flatnonzero(passes != NONE)
            keys = key_of(passes[which], batches[which])
        owners, at = updates.on(keys)
        reached: list[list[Consumer]] = [[] for _ in batches]
        for owner, one in zip(which[owners].tolist(), self._made(role, source, at), strict=True):
            reached[owner].append(one)
        return reached

    def _made(self, role: Role, source: Source, at: np.ndarray) -> Iterator[Consumer]:
        updates, table = self._updates[role], self._run.steps[role]
        numbers = updates.steps.values[at]
        offsets = at - np.searchsorted(updates.steps.values, numbers)
        passes, positions = table["in_pass"][numbers], table["position"][numbers] + offsets
        epochs = self._epochs(role, numbers)
        pass_of: list[int | None] = [None] * len(at)
        if source.kind != "generator":
            firsts = self._epochs(role, np.array([updates.first_of[one] for one in passes.tolist()], np.int32))
            pass_of = [
                None if one == NONE or first == epoch else first
                for one, first, epoch in zip(passes.tolist(), firsts, epochs, strict=True)
            ]
        again = _replayed(table, passes, positions).tolist()
        steps = (table["index"][numbers] + offsets).tolist()
        return map(Consumer, epochs, steps, again, pass_of)

    def _epochs(self, role: Role, steps: np.ndarray) -> list[int]:
        return [self._run.epochs[place].number for place in self._run.epochs_of(role, steps).tolist()]


def _replayed(table: StepTable, passes: np.ndarray, positions: np.ndarray) -> np.ndarray:
    """Whether a step took what a pass had at a position although one had taken it before."""
    again = np.zeros(len(passes), bool)
    for one in np.unique(passes).tolist():
        replayed = table.handover(one).replayed
        if len(replayed):
            mine = passes == one
            again[mine] = np.isin(positions[mine], replayed)
    return again


class _Updates:
    """The updates of one role that are known, in order: the step and the batch of each."""

    def __init__(self) -> None:
        self.steps = Growing(np.int32)
        """The number of the step that each is a part of."""
        self.first_of: dict[int, int] = {}
        """The first step that took from each pass."""
        self._keys = Growing(np.int64)
        """The pass, where that tells batches apart, and the batch."""
        self._ascend = True
        self._order = np.empty(0, np.int64)
        """Where they do not ascend: in which order they would, as far as that was sorted."""
        self._read = 0

    def read(self, run: Run, source: Source) -> None:
        """Read the steps that have ended since."""
        table = run.steps[source.role]
        steps = Steps(table, self._read, table.settled)
        if not len(steps):
            return
        self._read = table.settled
        counts = steps.column("updates")
        batches, passes = steps.batch_numbers, np.repeat(steps.column("in_pass"), counts)
        numbers = np.repeat(np.arange(steps.first, steps.stop, dtype=np.int32), counts)
        for in_pass, first in zip(*np.unique(passes, return_index=True), strict=True):
            self.first_of.setdefault(int(in_pass), int(numbers[first]))
        keys = key_of(np.full(len(passes), NONE) if source.kind == "generator" else passes, batches)
        keys[batches == NONE] = -1
        before = self._keys.values[-1:]
        self._ascend = self._ascend and bool((np.diff(np.concatenate([before, keys])) >= 0).all())
        self.steps.extend(numbers)
        self._keys.extend(keys)

    def on(self, keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Those on any of these batches: the place of the batch among these, and their own, batch by batch in order."""
        known = self._keys.values
        if self._ascend:
            return _between(np.searchsorted(known, keys), np.searchsorted(known, keys, "right"))
        if len(known) > len(self._order) + FEW:
            self._order = np.argsort(known, kind="stable")
        done = len(self._order)
        first, stop = (np.searchsorted(known[:done], keys, side, sorter=self._order) for side in ("left", "right"))
        owners, at = _between(first, stop)
        late = done + np.flatnonzero(np.isin(known[done:], keys))
        of_late, which = np.nonzero(keys[:, None] == known[late])
        owners, at = np.concatenate([owners, of_late]), np.concatenate([self._order[at], late[which]])
        in_order = np.argsort(owners, kind="stable")
        return owners[in_order], at[in_order]


def _between(first: np.ndarray, stop: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """All numbers from each `first` up to its `stop`, with the place of the two that each is between."""
    counts = stop - first
    owners = np.repeat(np.arange(len(counts)), counts)
    return owners, np.arange(len(owners)) + np.repeat(first - np.cumsum(counts) + counts, counts)


FEW = 1 << 14
"""So many are looked through rather than sorted again."""
