"""Which steps each batch reached: the other direction of `Step.batches`, kept up to date while the run grows."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from inspector.analysis.model import Pull, Source, Step
from inspector.analysis.run import Run
from inspector.recording.events import Role


@dataclass(frozen=True, slots=True)
class Consumer:
    """One update that a batch reached."""

    epoch: int
    step: int
    replayed: bool


class Consumers:
    """Call `update` to read the steps that ended since."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._of: dict[tuple[Role, int, int], list[Consumer]] = {}
        self._cursors: dict[tuple[Role, int], int] = {}

    def update(self) -> None:
        """Read what has ended since the last call."""
        for epoch in self._run.epochs:
            self._read(Role.TRAIN, epoch.number, epoch.steps)
            if epoch.validation is not None:
                self._read(Role.VALIDATION, epoch.number, epoch.validation.steps)

    def of(self, role: Role, pull: Pull) -> list[Consumer]:
        """The updates that this batch reached, in order.

        A generator's batch has an index of its own. An index of any other data stands for a batch of every pass, so
        there only the steps of the pass that pulled it count, and what was pulled before any pass reached none.
        """
        source = self._run.sources[role]
        if source.kind == "generator":
            return self._of.get((role, -1, pull.batch), [])
        return [] if pull.for_pass is None else self._of.get((role, pull.for_pass, pull.batch), [])

    def _read(self, role: Role, epoch: int, steps: list[Step]) -> None:
        source = self._run.sources.get(role)
        position = self._cursors.get((role, epoch), 0)
        while source is not None and position < len(steps) and steps[position].ended_ns is not None:
            self._add(source, epoch, steps[position])
            position += 1
        self._cursors[role, epoch] = position

    def _add(self, source: Source, epoch: int, step: Step) -> None:
        replayed = set(step.replayed)
        number = -1 if source.kind == "generator" else _pass_at(source, step.ended_ns or 0)
        for offset, batch in enumerate(step.batches):
            if batch is not None:
                consumer = Consumer(epoch, step.index + offset, batch in replayed)
                self._of.setdefault((source.role, number, batch), []).append(consumer)


def _pass_at(source: Source, t_ns: int) -> int:
    """The pass that a step which ended then was fed from: the last that had begun."""
    return bisect_right(source.passes, t_ns, key=lambda one: one.began_ns) - 1
