"""What is true of one epoch, beside what was asked and what the progress bar would have claimed. Pure.

Keras' progress bar draws its target once an epoch has ended, whatever was done: the steps asked for, or, where nobody
said how many, what the first epoch had.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from inspector.analysis.expected import expected_validation_steps
from inspector.analysis.grid import EpochRow, EpochVerdict, StepState
from inspector.analysis.model import Epoch, Outcome
from inspector.analysis.rules.validation_short import is_replay, is_short
from inspector.analysis.run import Run
from inspector.analysis.settled_rows import SettledRows


@dataclass(frozen=True, slots=True)
class ValidationCount:
    """How much of an epoch's validation ran."""

    done: int
    expected: int | None
    replayed: int
    problem: bool
    """short, or on old batches alone"""

    @property
    def short(self) -> bool:
        """Whether it had fewer steps than it was to have, so far."""
        return self.done == 0 or (self.expected is not None and self.done < self.expected)


@dataclass(frozen=True, slots=True)
class EpochBadge:
    """One epoch in numbers."""

    row: EpochRow
    replayed: int = 0
    validation: ValidationCount | None = None
    counted: int | None = None
    """updates that the optimizer itself counted"""
    bar: int | None = None
    """what the progress bar drew as done and asked; None where that is what was done, or nothing yet"""
    counts_begun: bool = False
    """whether the optimizer's count has a step in it that began and got no data"""
    name: str | None = None
    """what it is called, where that is no epoch"""

    @property
    def number(self) -> int:
        """The epoch's."""
        return self.row.number

    @property
    def fell_short(self) -> bool:
        """Whether it did less than was asked, and nobody had stopped it."""
        return self.row.verdict in FELL_SHORT


FELL_SHORT = (EpochVerdict.SHORT, EpochVerdict.EMPTY, EpochVerdict.NEVER_ENDED, EpochVerdict.NEVER_BEGAN)


class Badges:
    """The badges of a run; those of epochs that are over for good are made once."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._rows = SettledRows()
        self._settled: list[EpochBadge] = []
        self._first: Epoch | None = None
        """The first epoch that was validated to the end."""

    def of(self, grid: Sequence[EpochRow]) -> list[EpochBadge]:
        """A badge for each row."""
        final = self._rows.grow(grid)
        del self._settled[final.start :]
        if self._first is None and self._run.validation is not None:
            self._first = _first_validated(self._run.epochs)
        target = self._target(grid)
        rest = [_badge(self._run, row, target, self._first) for row in grid[final.start :]]
        self._settled += rest[: len(final)]
        return self._settled + rest[len(final) :]

    @staticmethod
    def _target(grid: Sequence[EpochRow]) -> int | None:
        """What the bar draws at the end of each epoch."""
        if not grid:
            return None
        first = grid[0]
        ended = first.epoch is not None and first.epoch.ended_ns is not None
        return first.expected if first.expected is not None else first.done if ended else None


def _first_validated(epochs: Sequence[Epoch]) -> Epoch | None:
    return next((epoch for epoch in epochs if epoch.validation and epoch.validation.ended_ns is not None), None)


def _badge(run: Run, row: EpochRow, target: int | None, first: Epoch | None) -> EpochBadge:
    epoch = row.epoch
    if run.call == "evaluate":
        return EpochBadge(row, name="evaluate")
    if epoch is None:
        return EpochBadge(row)
    counted = None
    if epoch.optimizer_before is not None and epoch.optimizer_after is not None:
        counted = epoch.optimizer_after - epoch.optimizer_before
    return EpochBadge(
        row,
        int(np.count_nonzero(row.states == StepState.REPLAYED)),
        _validation(run, epoch, first),
        counted,
        target if epoch.ended_ns is not None and target != row.done else None,
        counted == row.done + 1 and epoch.steps.has_open and run.requested.group == 1,
    )


def _validation(run: Run, epoch: Epoch, first: Epoch | None) -> ValidationCount | None:
    validation = epoch.validation
    if validation is None:
        return None
    expected = expected_validation_steps(run)
    ended = validation.ended_ns is not None
    if ended:
        problem = is_short(epoch, expected) or (first is not None and is_replay(epoch, first))
    else:
        problem = run.over and run.outcome is not Outcome.CANCELLED and is_short(epoch, expected)
    return ValidationCount(validation.steps.done, expected, validation.steps.replay_count, problem)
