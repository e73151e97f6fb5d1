"""The run as a grid: its fields, kept up to date, and what each cell stands for. Pure: no Qt, no pixels."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from inspector.analysis.expected import expected_validation_steps, validates
from inspector.analysis.grid import ABSENT_ROWS, EpochRow, EpochVerdict, StepState, absent_epochs, validation_states
from inspector.analysis.model import Epoch, Steps
from inspector.analysis.run import Run
from inspector.analysis.settled_rows import SettledRows
from inspector.gui.grid.field import Field
from inspector.gui.grid.line_layout import LineLayout, lay_out
from inspector.gui.grid.severity import LOOKS, SEVERITY, VERDICT_SEVERITY, state_of
from inspector.gui.grid.sight import Extent
from inspector.gui.selection import Selection, Thing
from inspector.gui.timeline.boxes import Look
from inspector.recording.events import Role


class Cell(NamedTuple):
    """One step of a row of the grid, by its place there."""

    row: int
    step: int
    validation: bool = False

    @property
    def role(self) -> Role:
        """On which data."""
        return Role.VALIDATION if self.validation else Role.TRAIN


NO_STATES = np.empty(0, np.uint8)


class Cells:
    """Call `update` with the rows of `expected_grid` whenever there are new ones."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.rows: Sequence[EpochRow] = []
        self._told: Sequence[EpochRow] = self.rows
        self.layout = LineLayout(0, 0, np.zeros(1, np.int64))
        self.fields = {False: Field(0, 0), True: Field(0, 0)}
        """of the steps, and of the validation's"""
        self.ends = Field(0, 1)
        """how each epoch went, on its first line"""
        self.beyond = 0
        """epochs that were asked for, did not begin, and have no row"""
        self._validation: list[np.ndarray] = []
        self._settled = SettledRows()
        self._asked: int | None = None
        """steps of validation that each epoch was to have, when the rows were looked at last"""

    @property
    def extent(self) -> Extent:
        """In cells."""
        return Extent(self.layout.lines, self.layout.columns, self.layout.validation_columns)

    @property
    def looks(self) -> set[Look]:
        """What there is of all that a cell can look like."""
        return {LOOKS[state_of(severity)] for field in self.fields.values() for severity in field.severities}

    @property
    def newest(self) -> Cell | None:
        """The step that began last."""
        for row in range(len(self.rows) - 1, -1, -1):
            if self.rows[row].epoch is None:
                continue
            for validation in (True, False):
                begun = np.flatnonzero(self.states_of(row, validation) != StepState.PENDING)
                if len(begun):
                    return Cell(row, int(begun[-1]), validation)
        return None

    def states_of(self, row: int, validation: bool) -> np.ndarray:
        """Of the steps of a row, in order."""
        return self._validation[row] if validation else self.rows[row].states

    # -- growing --------------------------------------------------------------------------------------------------

    def update(self, rows: Sequence[EpochRow]) -> bool:
        """Take what the rows say by now; return whether anything is another."""
        if rows is self._told:
            return False
        self._told = rows
        rows = rows[: rows_shown(rows)]
        asked = None if self.run.validation is None else expected_validation_steps(self.run)
        known = self._settled.grow(rows).start if asked == self._asked else 0
        waiting = self._waiting(rows, known) if asked == self._asked else 0
        self._asked = asked
        changed = range(known, len(rows) - waiting)
        validation = [self._validation_of(rows[row]) for row in changed]
        self._validation = [*self._validation[:known], *validation, *self._validation[changed.stop :]]
        self.rows = rows
        if self._lay_out():
            changed = range(len(rows))
        self._write(changed)
        self.beyond = sum(map(len, absent_epochs(self.run))) - sum(row.epoch is None for row in rows)
        return True

    def _waiting(self, rows: Sequence[EpochRow], known: int) -> int:
        """How many, from the last, have not begun and are as they were."""
        if len(rows) != len(self.rows):
            return 0
        for number, (now, then) in enumerate(zip(reversed(rows), reversed(self.rows), strict=True)):
            alike = now.epoch is then.epoch is None and now.states is then.states and now.verdict is then.verdict
            if not alike or number == len(rows) - known:
                return number
        return len(rows) - known

    def _lay_out(self) -> bool:
        """Make room where there are more lines or longer ones; return whether all cells are to be written."""
        before = self.layout
        steps = np.array([len(row.states) for row in self.rows], np.int64)
        validation = np.array([len(states) for states in self._validation], np.int64)
        unknown = not self.run.over and any(row.expected is None for row in self.rows[-1:])
        after = self.layout = lay_out(steps, validation, growing=unknown)
        widths = (before.columns, before.validation_columns) == (after.columns, after.validation_columns)
        if widths and np.array_equal(before.first, after.first):
            return False
        self.fields = {one: Field(after.lines, after.width(one)) for one in (False, True)}
        self.ends = Field(after.lines, 1)
        return True

    def _write(self, rows: range) -> None:
        if not rows:
            return
        first = self.layout.first[rows.start : rows.stop + 1]
        start, lines = int(first[0]), int(first[-1] - first[0])
        for validation, field in self.fields.items():
            states = [self.states_of(row, validation) for row in rows]
            field.write(start, _in_lines(states, first - start, field.columns))
        ends = np.zeros((lines, 1), np.uint8)
        ends[first[:-1] - start, 0] = [VERDICT_SEVERITY[self.rows[row].verdict] for row in rows]
        self.ends.write(start, ends)

    def _validation_of(self, row: EpochRow) -> np.ndarray:
        """The states of its validation, the one that ran or the one that is expected."""
        if row.epoch is not None and row.epoch.validation is not None:
            return validation_states(self.run, row.epoch)
        expected = self._asked
        if expected is None or (row.epoch is not None and row.epoch.ended_ns is not None):
            return NO_STATES  # nobody knows
        if not validates(self.run, row.number):
            return NO_STATES
        return np.full(expected, _ABSENT.get(row.verdict, StepState.MISSING), np.uint8)

    # -- what a cell stands for -----------------------------------------------------------------------------------

    def cell_at(self, line: int, column: int, validation: bool) -> Cell | None:
        """The cell in this place, where there is one."""
        if not 0 <= line < self.layout.lines:
            return None
        row, step = self.layout.step_at(line, column, validation)
        return Cell(row, step, validation) if step < len(self.states_of(row, validation)) else None

    def selection(self, cell: Cell) -> Selection:
        """What the timeline selects of it."""
        row = self.rows[cell.row]
        steps = _steps(row.epoch, cell.validation)
        if steps is not None and len(steps):
            at = int(np.searchsorted(steps.column("index"), cell.step, "right")) - 1
            if at >= 0 and cell.step < int(steps.column("index")[at]) + self._span(steps, at):
                number = slice(at, at + 1)
                step = steps[number][0]
                batch = step.batches[0] if step.batches else None
                return Selection(Thing.STEP, cell.role, row.number, step.index, batch, step.seq)
        return Selection(Thing.MISSING_STEP, cell.role, row.number, cell.step)

    def _span(self, steps: Steps, at: int) -> int:
        """How many cells a step takes: those of its updates, or of the group that began."""
        updates = int(steps.column("updates")[at])
        return max(1, updates) if steps.ended[at] else self.run.requested.group

    def find(self, selection: Selection | None) -> tuple[Cell, int] | None:
        """The first cell of a step, and how many it takes; of a batch: of the first step that used it."""
        if selection is not None and selection.thing is Thing.BATCH:
            return self._user_of(selection)
        if selection is None or selection.step is None:
            return None
        row = self.row_of(selection.epoch)
        if row is None or selection.thing not in (Thing.STEP, Thing.MISSING_STEP):
            return None
        cell = Cell(row, selection.step, selection.role is Role.VALIDATION)
        there = len(self.states_of(row, cell.validation)) - cell.step
        if there <= 0:
            return None
        steps = _steps(self.rows[row].epoch, cell.validation)
        if selection.thing is Thing.MISSING_STEP or steps is None or not len(steps):
            return cell, 1
        at = int(np.searchsorted(steps.column("index"), cell.step, "right")) - 1
        return cell, min(there, self._span(steps, max(0, at)))

    def _user_of(self, batch: Selection) -> tuple[Cell, int] | None:
        """The first step that used a batch; None where none did, or where batches have no number of their own."""
        source, role = self.run.sources.get(batch.role), batch.role
        if source is None or batch.batch is None or (source.passes and source.kind != "generator"):
            return None
        users = Steps(self.run.steps[role], 0).that_took(batch.batch)[:1]
        if not len(users):
            return None
        epoch = self.run.epochs[int(self.run.epochs_of(role, users)[0])]
        step = int(self.run.steps[role]["index"][users[0]])
        return self.find(Selection(Thing.STEP, role, epoch.number, step))

    def row_of(self, epoch: int | None) -> int | None:
        """The row of an epoch."""
        at = bisect_left(self.rows, -1 if epoch is None else epoch, key=lambda row: row.number)
        return at if at < len(self.rows) and self.rows[at].number == epoch else None


_ABSENT = {
    EpochVerdict.PENDING: StepState.PENDING,
    EpochVerdict.RUNNING: StepState.PENDING,
    EpochVerdict.UNKNOWN: StepState.PENDING,
    EpochVerdict.STOPPED: StepState.STOPPED,
}
"""What the steps of a validation are that has not begun; all others: missing."""


def rows_shown(rows: Sequence[EpochRow]) -> int:
    """How many of the rows have lines: those that began, and about as many that did not.

    A run that was stopped after seven epochs of a million is to show seven, not the million. The number is a round one:
    while a run goes on it seldom changes, and when it does all cells are written anew.
    """
    begun = len(rows)
    while begun and rows[begun - 1].epoch is None:
        begun -= 1
    room = FEW
    while room < begun + FEW // 2:
        room *= 2
    if room > len(rows) and len(rows) - begun >= ABSENT_ROWS:
        room = len(rows) // AT_ONCE * AT_ONCE
    return min(len(rows), room)


FEW = 64
AT_ONCE = ABSENT_ROWS // 2
"""Rows of epochs that did not begin come so many at a time, where the analysis tells no more than twice as many."""


def _in_lines(states: list[np.ndarray], first: np.ndarray, columns: int) -> np.ndarray:
    """The severities of some rows, of which each begins on a line of its own, the `first` of them on line 0."""
    lines = np.diff(first)
    within = np.arange(first[-1]) - np.repeat(first[:-1], lines)
    left = np.repeat(np.array([len(one) for one in states]), lines) - within * columns
    block = np.zeros((len(within), columns), np.uint8)
    block[np.arange(columns) < left[:, None]] = SEVERITY[np.concatenate(states)]
    return block


def _steps(epoch: Epoch | None, validation: bool) -> Steps | None:
    if epoch is None:
        return None
    if validation:
        return None if epoch.validation is None else epoch.validation.steps
    return epoch.steps
