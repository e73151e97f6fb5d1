"""Which steps each batch reached: the other direction of `Step.batches`.

A long run has millions of both, so what is kept of a step lies in columns, and a `Consumer` is made where one is asked
for. What the run has gained since is read at the next question.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from inspector.analysis.model import Pull, Source, Steps
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
        source, updates = self._run.sources[role], self._updates[role]
        of_generator = source.kind == "generator"
        if not of_generator and pull.for_pass is None:
            return []
        updates.read(self._run, source)
        in_pass = NONE if of_generator or pull.for_pass is None else pull.for_pass
        return [self._made(role, source, at) for at in updates.on(in_pass, pull.batch).tolist()]

    def _made(self, role: Role, source: Source, at: int) -> Consumer:
        run, updates = self._run, self._updates[role]
        number = int(updates.steps.values[at])
        table = run.steps[role]
        offset = at - int(np.searchsorted(updates.steps.values, np.int32(number)))
        in_pass, position = int(table["in_pass"][number]), int(table["position"][number]) + offset
        replayed = table.handover(in_pass).replayed
        where = int(np.searchsorted(replayed, position))
        epoch = self._epoch(role, number)
        pass_of = None
        if source.kind != "generator" and in_pass != NONE:
            first = self._epoch(role, updates.first_of[in_pass])
            pass_of = None if first == epoch else first
        again = where < len(replayed) and int(replayed[where]) == position
        return Consumer(epoch, int(table["index"][number]) + offset, again, pass_of)

    def _epoch(self, role: Role, step: int) -> int:
        return self._run.epochs[int(self._run.epochs_of(role, np.array([step]))[0])].number


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

    def on(self, in_pass: int, batch: int) -> np.ndarray:
        """Those on this batch, in order."""
        key, keys = key_of(np.array([in_pass]), np.array([batch]))[0], self._keys.values
        if self._ascend:
            return np.arange(np.searchsorted(keys, key), np.searchsorted(keys, key, "right"))
        if len(keys) > 2 * len(self._order) + FEW:
            self._order = np.argsort(keys, kind="stable")
        done = len(self._order)
        first, stop = (np.searchsorted(keys[:done], key, side, sorter=self._order) for side in ("left", "right"))
        return np.concatenate([self._order[first:stop], done + np.flatnonzero(keys[done:] == key)])


FEW = 1 << 14
"""So many are looked through rather than sorted."""
