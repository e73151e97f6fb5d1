"""Which step stands in which row: stretches of steps, an epoch's training and validation and what is missing of both.

A run may have ten million steps. They lie in columns, and here is where each epoch's begin; a row is looked up when it
is seen. Of an epoch that never began there is no row: the table of epochs has it. Pure: no Qt.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from inspector.analysis.grid import StepState, states_of, validation_states
from inspector.analysis.model import Epoch, Steps
from inspector.analysis.run import Run
from inspector.gui.selection import Selection, Thing
from inspector.recording.events import NONE, Role


@dataclass(frozen=True)
class Stretch:
    """Steps of one epoch in a row: those that began, or those that did not."""

    row: int
    """where the first of them stands"""
    epoch: Epoch
    role: Role
    begun: Steps | None
    """None: they never began"""
    first: int
    """what `on_*_batch_begin` was given, or would have been, for the first of those that did not"""
    count: int
    state: StepState | None
    """of those that did not begin, or of the last that did, where it has no end and none can come"""

    @property
    def stop(self) -> int:
        """The row after the last of them."""
        return self.row + self.count

    @property
    def numbers(self) -> range:
        """Their numbers in the table of all steps of their role."""
        return range(0) if self.begun is None else range(self.begun.first, self.begun.first + self.count)


class Place(NamedTuple):
    """A step, as it stands in the table."""

    stretch: Stretch
    offset: int

    @property
    def number(self) -> int | None:
        """Its number in the table of steps; None: it never began."""
        return self.stretch.numbers[self.offset] if self.stretch.begun is not None else None


class StepRows:
    """Call `grow` to read what the run has gained."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._settled: list[Stretch] = []
        self._tail: list[Stretch] = []
        """of the epoch that goes on"""
        self._first_of: list[int] = []
        """by the place of an epoch among all, its first stretch"""
        self._over = False

    def grow(self) -> None:
        """Read the steps that began since, and what the epochs lack that are over."""
        if self._over:
            return
        epochs = self._run.epochs
        over = self._run.over or self._run.cut
        settled = len(epochs) if over else len(epochs) - 1
        while len(self._first_of) < settled:
            self._first_of.append(len(self._settled))
            self._settled += self._stretches(epochs[len(self._first_of) - 1], settled=True)
        self._tail = [] if over or not epochs else list(self._stretches(epochs[-1], settled=False))
        self._over = over

    def __len__(self) -> int:
        last = (self._tail or self._settled)[-1:]
        return last[0].stop if last else 0

    @property
    def stretches(self) -> list[Stretch]:
        """All of them, in order; it does not change when they grow."""
        return [*self._settled, *self._tail]

    def at(self, row: int) -> Place:
        """The step in this row."""
        among = self._tail if self._tail and row >= self._tail[0].row else self._settled
        stretch = among[bisect_right(among, row, key=lambda one: one.row) - 1]
        return Place(stretch, row - stretch.row)

    def row_of(self, selection: Selection) -> int | None:
        """Where a step that is selected stands."""
        match selection.thing:
            case Thing.STEP if selection.seq is not None:
                return self._row_of_begun(selection.role, selection.seq)
            case Thing.MISSING_STEP:
                place = next((at for at, one in enumerate(self._run.epochs) if one.number == selection.epoch), None)
                found = (one for one in self._of(place) if one.begun is None and one.role is selection.role)
                step = NONE if selection.step is None else selection.step
                return next((one.row + step - one.first for one in found if 0 <= step - one.first < one.count), None)
        return None

    def _row_of_begun(self, role: Role, seq: int) -> int | None:
        seqs = self._run.steps[role]["seq"]
        number = int(np.searchsorted(seqs, seqs.dtype.type(seq)))
        if number == len(seqs) or seqs[number] != seq:
            return None
        place = int(self._run.epochs_of(role, np.array([number]))[0])
        found = (one for one in self._of(place) if one.role is role and number in one.numbers)
        return next((one.row + number - one.numbers.start for one in found), None)

    def _of(self, epoch: int | None) -> list[Stretch]:
        """The stretches of the epoch at this place."""
        if epoch is None:
            return []
        if epoch >= len(self._first_of):
            return self._tail
        stop = self._first_of[epoch + 1] if epoch + 1 < len(self._first_of) else len(self._settled)
        return self._settled[self._first_of[epoch] : stop]

    def _stretches(self, epoch: Epoch, *, settled: bool) -> Iterator[Stretch]:
        """What began, then what did not: which steps an epoch lacks is known once it is over."""
        row = self._settled[-1].stop if self._settled else 0
        passes = [(Role.TRAIN, epoch.steps)]
        if epoch.validation is not None:
            passes.append((Role.VALIDATION, epoch.validation.steps))
        lacking = []
        for role, steps in passes:
            states = _states(self._run, epoch, role) if settled else np.empty(0, np.uint8)
            done, group = steps.done, self._run.requested.group if steps.has_open else 0
            open_state = StepState(int(states[done])) if steps.has_open and done < len(states) else None
            yield Stretch(row, epoch, role, steps, 0, len(steps), open_state)
            row += len(steps)
            if done + group < len(states):
                lacking.append((role, done + group, len(states), StepState(int(states[-1]))))
        for role, first, stop, state in lacking:
            yield Stretch(row, epoch, role, None, first, stop - first, state)
            row += stop - first


def _states(run: Run, epoch: Epoch, role: Role) -> np.ndarray:
    return states_of(run, epoch) if role is Role.TRAIN else validation_states(run, epoch)
