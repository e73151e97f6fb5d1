"""The Step axis: one cell for every expected step, the epochs side by side.

epoch 0: | 0 | 1 | 2 | | v0 | v1 |   epoch 1: | 0 | ...   then what was produced and comes to no step
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from inspector.analysis.expected import expected_steps, expected_validation_steps, validates
from inspector.analysis.grid import EpochRow, EpochVerdict, StepState, alike, validation_states
from inspector.analysis.model import DatasetCall, Epoch, Source, Steps
from inspector.analysis.model.data import STOPPED, YIELDED, first_of_each
from inspector.analysis.numbers import ByNumber
from inspector.analysis.run import Run
from inspector.analysis.settled_rows import SettledRows
from inspector.gui.timeline.handed import Handed
from inspector.gui.timeline.place import Span, Spans
from inspector.gui.timeline.row_boxes import ROW
from inspector.gui.timeline.step_ghosts import PAD, ghosts_of
from inspector.gui.timeline.turns import turns
from inspector.recording.events import NONE, Role
from inspector.recording.pieces import in_pieces

BETWEEN = 1.0
"""Between two epochs, in cells: room for the hooks that come there."""
BEFORE_VALIDATION = 0.6
TICK = 0.2
"""How wide a call is drawn: on this axis width is not time."""


class EpochCells(NamedTuple):
    """The cells of one epoch."""

    start: float
    steps: int
    validation_start: float
    validation_steps: int
    validation_began: bool = False

    @property
    def stop(self) -> float:
        """Where its last cell ends."""
        return self.validation_start + self.validation_steps if self.validation_steps else self.start + self.steps


class StepPlace:
    """Places by step."""

    def __init__(self, run: Run, handed: Mapping[Role, Handed]) -> None:
        self._run, self._handed = run, handed
        self.cells: dict[int, EpochCells] = {}
        self._validation_states: dict[int, np.ndarray] = {}
        self._settled = SettledRows()
        self.stop = 0.0
        """Where the last epoch ends."""
        self._ghosts: dict[tuple[Role, int], tuple[np.ndarray, float, np.ndarray]] = {}
        """Of each epoch: its states and where it starts, and the boxes made of them."""
        self._homes = {role: ByNumber() for role in Role}
        """The cell in which each batch of a generator was first used."""
        self._read = dict.fromkeys(Role, 0)
        self._unused: dict[Role, dict[int, int]] = {role: {} for role in Role}
        self._given: list[int] = []
        """Which of those places are of batches, and not of a pull that gave none."""

    def update(self, grid: Sequence[EpochRow]) -> bool:
        moved = self._lay_out(grid)
        if moved:
            self._homes = {role: ByNumber() for role in Role}
            self._read = dict.fromkeys(Role, 0)
        for source in self._run.sources.values():
            self._find_homes(source)
        for unused in self._unused.values():
            unused.clear()
        self._given.clear()
        return moved

    def _lay_out(self, grid: Sequence[EpochRow]) -> bool:
        """Give cells to all rows but those that have settled; return whether an epoch that began has moved."""
        final = self._settled.grow(grid)
        before: dict[int, EpochCells] = {}
        while len(self.cells) > final.start:
            number, old = self.cells.popitem()
            before[number] = old
        x = self.cells[grid[final.start - 1].number].stop + BETWEEN if self.cells else 0.0
        moved = False
        for row in grid[final.start :]:
            steps = max(1, len(row.states))
            validation = self._validation_cells(row)
            began = row.epoch is not None and row.epoch.validation is not None
            cells = EpochCells(x, steps, x + steps + BEFORE_VALIDATION, validation, began)
            self.cells[row.number] = cells
            self.stop = cells.stop
            moved |= row.epoch is not None and _moved(before.get(row.number, cells), cells)
            x = self.stop + BETWEEN + self._room_ahead(row)
        return moved

    def _room_ahead(self, row: EpochRow) -> int:
        """For the batches that wait in an epoch of which nobody knows how many more steps it has."""
        passes = self._run.train.passes
        if row.expected is not None or row.epoch is None or row.epoch.ended_ns is not None or not passes:
            return 0
        return len(passes[-1].delivered) - passes[-1].consumed + 1  # and the one that is being read

    def _validation_cells(self, row: EpochRow) -> int:
        if self._run.validation is None:
            return 0
        if row.epoch is not None and row.epoch.validation is not None:
            states = self._validation_states[row.number] = validation_states(self._run, row.epoch)
            return max(1, len(states))
        if row.epoch is not None and row.epoch.ended_ns is not None:
            return 0
        return (expected_validation_steps(self._run) or 0) if validates(self._run, row.number) else 0

    # -- which step used which batch ------------------------------------------------------------------------------

    def _find_homes(self, source: Source) -> None:
        """Of data whose batches are all different: where each was first used."""
        role, table = source.role, self._run.steps[source.role]
        first, self._read[role] = self._read[role], table.settled
        if source.kind == "generator" or not source.passes:
            for numbers in in_pieces(first, table.settled):
                steps = Steps(table, int(numbers[0]), int(numbers[-1]) + 1)
                updates = steps.column("updates")
                before = np.repeat(np.cumsum(updates) - updates, updates)
                cells = self._cells_of(role, numbers, self._run.epochs_of(role, numbers))
                cells = np.repeat(cells, updates) + (np.arange(len(before)) - before)
                self._homes[role].set_first(steps.batch_numbers, cells)

    def _home(self, role: Role, numbers: np.ndarray) -> np.ndarray:
        """The cell in which the batch of each pull was first used; NaN where it was not."""
        source = self._run.source(role)
        if source.kind == "generator" or not source.passes:
            return self._homes[role].of(source.table["batch"][numbers])
        passes, positions = self._handed[role].where(numbers)
        homes, table = np.full(len(numbers), np.nan), self._run.steps[role]
        took = np.flatnonzero(table["updates"] > 0)
        for number in np.unique(passes[passes != NONE]).tolist():
            # The steps of one pass follow one another, and take its batches in their order.
            first, stop = np.searchsorted(table["in_pass"][took], [number, number + 1])
            steps = took[first:stop]
            mine = np.flatnonzero((passes == number) & (positions < source.passes[number].consumed))
            at = np.searchsorted(table["position"][steps], positions[mine], "right") - 1
            cells = self._cells_of(role, steps[at], self._run.epochs_of(role, steps[at]))
            homes[mine] = cells + positions[mine] - table["position"][steps[at]]
        return homes

    def _cells_of(self, role: Role, numbers: np.ndarray, epochs: np.ndarray) -> np.ndarray:
        """The cell of each step, of these epochs by their places."""
        which, place = np.unique(epochs, return_inverse=True)
        firsts = np.array([self._first_cell(role, self._run.epochs[one]) for one in which.tolist()])
        return firsts[place] + self._run.steps[role]["index"][numbers]

    # -- places ---------------------------------------------------------------------------------------------------

    def _first_cell(self, role: Role, epoch: Epoch) -> float:
        cells = self.cells[epoch.number]
        return cells.start if role is Role.TRAIN else cells.validation_start

    def pulls(self, role: Role, numbers: np.ndarray) -> Spans:
        """In the cell of the step that used the batch, or of the one whose turn it is to use it; what was peeked at and
        is not used is before the first cell, and what comes to no step after the last."""
        source = self._run.source(role)
        given = source.table["state"][numbers] == YIELDED
        x = np.where(given, self._home(role, numbers), np.nan)
        peeked = np.isnan(x) & (source.table["for_pass"][numbers] == NONE)
        if source.passes or self._run.epochs:
            peeked &= given
        x[peeked] = -2.0 - BETWEEN + source.table["batch"][numbers[peeked]] % 2
        x0, x1 = x + PAD, x + 1 - PAD
        rest = np.flatnonzero(np.isnan(x))
        if len(rest):
            gone = [None if given[at] else self._in_what_ended(role, int(numbers[at])) for at in rest.tolist()]
            for at, span in zip(rest.tolist(), gone, strict=True):
                if span is not None:
                    x0[at], x1[at] = span
            rest = rest[np.isnan(x0[rest])]
            turn = turns(source, self._handed[role], numbers[rest])
            for at, before in zip(rest.tolist(), turn.tolist(), strict=True):
                x0[at], x1[at] = self._ahead(role, int(numbers[at]), before)
        return x0, x1

    def _in_what_ended(self, role: Role, number: int) -> Span | None:
        """Of a pull that gave no batch: its place in an epoch that has ended since."""
        table = self._run.source(role).table
        epochs, began_ns = self._run.epochs, int(table["began_ns"][number])
        at = bisect_left(epochs, True, key=lambda epoch: _ended_after(epoch, began_ns))
        if at == len(epochs) or epochs[at].ended_ns is None:
            return None
        epoch = epochs[at]
        steps = _steps_of(role, epoch)
        if steps is not None and steps.has_open:
            return self.open_step(role, epoch, steps.stop - 1)
        return self._behind(role, epoch) if table["state"][number] == STOPPED else None

    def _behind(self, role: Role, epoch: Epoch) -> Span:
        """Right after the steps of an epoch."""
        cells = self.cells[epoch.number]
        stop = cells.start + cells.steps if role is Role.TRAIN else cells.stop
        return stop + PAD, stop + BEFORE_VALIDATION - PAD

    def _ahead(self, role: Role, number: int, before: int) -> Span:
        """Where a pull is that no step has used: with the step whose turn it will be, else after all."""
        state, epoch = self._run.source(role).table["state"][number], self._run.epoch
        x = None if before == NONE else self._next_cell(role, before)
        if state == STOPPED and epoch is not None and before != NONE:
            behind = self._behind(role, epoch)
            if x is None or x + PAD >= behind[0]:
                return behind
        if x is None:
            order = self._unused[role].setdefault(number, len(self._unused[role]))
            if state == YIELDED:
                self._given.append(order)
            x = self.stop + BETWEEN + order
        return x + PAD, x + 1 - PAD

    def _next_cell(self, role: Role, before: int) -> float | None:
        """The cell of the step that comes after so many others; None: no such step is expected."""
        epoch = self._run.epoch
        if role is Role.VALIDATION:  # each validation has a pass of its own: what one leaves comes to no other
            validation = None if epoch is None else epoch.validation
            if epoch is None or validation is None or validation.ended_ns is not None:
                return None
            cells, index = self.cells[epoch.number], validation.steps.done + before
            return cells.validation_start + index if index < cells.validation_steps else None
        number = next(iter(self.cells), 0) if epoch is None else epoch.number
        unbounded = expected_steps(self._run) is None
        while number in self.cells:
            cells, done = self.cells[number], 0
            if epoch is not None and number == epoch.number:
                done = epoch.steps.done
                if epoch.ended_ns is not None and not self._run.over:
                    done = cells.steps  # what it lacks does not come any more
                elif unbounded and epoch.ended_ns is None:
                    return cells.start + done + before
            if before < cells.steps - done:
                return None if unbounded else cells.start + done + before
            before -= max(0, cells.steps - done)
            number += 1
        return None

    def pulls_settled(self, role: Role, numbers: np.ndarray) -> np.ndarray:
        source = self._run.source(role)
        used = (source.table["state"][numbers] == YIELDED) & ~np.isnan(self._home(role, numbers))
        return used if source.kind == "generator" else used | (source.table["for_pass"][numbers] == NONE)

    @property
    def unused(self) -> Span | None:
        """Where the batches are that no step has used."""
        first = self.stop + BETWEEN
        return (first + min(self._given), first + max(self._given) + 1) if self._given else None

    def steps(self, role: Role, numbers: np.ndarray, epochs: np.ndarray) -> Spans:
        x = self._cells_of(role, numbers, epochs)
        return x + PAD, x + np.maximum(1, self._run.steps[role]["updates"][numbers]) - PAD

    def open_step(self, role: Role, epoch: Epoch, number: int) -> Span | None:
        cells, index = self.cells[epoch.number], int(self._run.steps[role]["index"][number])
        x = self._first_cell(role, epoch) + index
        if index >= (cells.steps if role is Role.TRAIN else cells.validation_steps):
            within = epoch if role is Role.TRAIN else epoch.validation
            ended = within is not None and within.ended_ns is not None
            # The begin by which fit learnt that the data was over is no step of the epoch: it stands behind them.
            return (x + PAD, x + BEFORE_VALIDATION - PAD) if ended else None
        return x + PAD, x + self._run.requested.group - PAD

    def calls(self, numbers: np.ndarray) -> Spans:
        calls = self._run.callback_calls
        which, epoch, step = (calls.column(name)[numbers] for name in ("which", "epoch", "step"))
        x = np.empty(len(numbers))
        for one in first_of_each(which)[0].tolist():
            hook = calls.hooks[one][1]
            mine = np.flatnonzero(which == one)
            each, place = np.unique(epoch[mine], return_inverse=True)
            alone, first = (np.array([self._hook(hook, number, at) for number in each.tolist()]) for at in (None, 0))
            x[mine] = np.where(step[mine] == NONE, alone[place], first[place] + step[mine])
        return x, x + TICK

    def dataset_call(self, call: DatasetCall) -> float:
        return self._hook(call.hook, call.epoch, None) + TICK

    def _hook(self, hook: str, epoch: int | None, step: int | None) -> float:
        cells = self.cells.get(NONE_EPOCH if epoch is None else epoch)
        if cells is None:  # a hook on batches counts on from there, which no fit has
            return self.stop + 0.6 if hook.endswith("train_end") else -0.8
        in_test = "test" in hook
        start = cells.validation_start if in_test else cells.start
        count = cells.validation_steps if in_test else cells.steps
        if step is not None:
            return start + step + (1 - PAD - TICK if hook.endswith("end") else PAD)
        if hook.endswith("begin"):
            return start - 0.3
        return start + count + 0.1 if in_test else cells.stop + 0.1

    def epoch(self, row: EpochRow) -> Span | None:
        cells = self.cells[row.number]
        return cells.start, cells.stop

    def ghosts(self, grid: Sequence[EpochRow], rows: range, role: Role) -> np.ndarray:
        blocks: list[bytes] = []
        for row in grid[rows.start : rows.stop]:
            cells = self.cells[row.number]
            states, start = row.states, cells.start
            if role is Role.VALIDATION:
                start = cells.validation_start
                known = self._validation_states.get(row.number)
                states = alike(cells.validation_steps, _absent(row)) if known is None else known
            kept = self._ghosts.get((role, row.number))
            if kept is None or kept[0] is not states or kept[1] != start:
                kept = (states, start, ghosts_of(row.number, states, start))
                self._ghosts[role, row.number] = kept
            if len(kept[2]):
                blocks.append(kept[2].tobytes())
        return np.frombuffer(b"".join(blocks), ROW)  # numpy compares the types of the columns, for each block anew


def _moved(old: EpochCells, new: EpochCells) -> bool:
    return new.start != old.start or (old.validation_began and new.validation_start != old.validation_start)


def _ended_after(epoch: Epoch, t_ns: int) -> bool:
    return epoch.ended_ns is None or epoch.ended_ns >= t_ns


def _steps_of(role: Role, epoch: Epoch) -> Steps | None:
    if role is Role.TRAIN:
        return epoch.steps
    return epoch.validation.steps if epoch.validation else None


def _absent(row: EpochRow) -> StepState:
    """What the steps of a validation that has not begun are."""
    if row.verdict in (EpochVerdict.PENDING, EpochVerdict.RUNNING, EpochVerdict.UNKNOWN):
        return StepState.PENDING
    return StepState.STOPPED if row.verdict is EpochVerdict.STOPPED else StepState.MISSING


NONE_EPOCH = -1
