"""Which steps each batch reached: the other direction of `Step.batches`, kept up to date while the run grows."""

from __future__ import annotations

from collections.abc import Sequence
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
    pass_of: int | None = None
    """The epoch whose pass over the data the batch is of, where that is another one."""

    @property
    def words(self) -> str:
        """`epoch 1 step 0 (replay)`, `epoch 1 step 0 (pass of epoch 0)`."""
        why = "replay" if self.replayed else "" if self.pass_of is None else f"pass of epoch {self.pass_of}"
        return f"epoch {self.epoch} step {self.step}" + (f" ({why})" if why else "")


class Consumers:
    """Call `update` to read the steps that ended since."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._of: dict[tuple[Role, int, int], list[Consumer]] = {}
        self._cursors: dict[tuple[Role, int], int] = {}
        self._pass_epochs: dict[tuple[Role, int], int] = {}
        """The epoch whose steps took from a pass first."""

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

    def _read(self, role: Role, epoch: int, steps: Sequence[Step]) -> None:
        source = self._run.sources.get(role)
        position = self._cursors.get((role, epoch), 0)
        while source is not None and position < len(steps) and steps[position].ended_ns is not None:
            self._add(source, epoch, steps[position])
            position += 1
        self._cursors[role, epoch] = position

    def _add(self, source: Source, epoch: int, step: Step) -> None:
        replayed = set(step.replayed)
        number, pass_of = -1, None
        if source.kind != "generator" and step.in_pass is not None:
            number = step.in_pass
            first = self._pass_epochs.setdefault((source.role, number), epoch)
            pass_of = None if first == epoch else first
        for offset, batch in enumerate(step.batches):
            if batch is not None:
                consumer = Consumer(epoch, step.index + offset, batch in replayed, pass_of)
                self._of.setdefault((source.role, number, batch), []).append(consumer)
