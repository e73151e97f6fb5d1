"""Every step of the epochs that began, done or not: what the lanes of steps draw, in words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from inspector.analysis.grid import StepState
from inspector.analysis.model import Pull, Step, Steps
from inspector.analysis.run import Run
from inspector.gui.find.needle import Needle
from inspector.gui.panels.step_pulls import Pulled, pull_of
from inspector.gui.panels.step_rows import Place, StepRows, Stretch
from inspector.gui.panels.table_panel import GrowingModel, GrowingTable
from inspector.gui.panels.words import duration, moment, shapes
from inspector.gui.selection import Selection, Thing
from inspector.gui.theme import Theme
from inspector.recording.events import NONE, Role

WIDTHS = (64, 64, 96, 150, 110, 64, 96, 90, 90, 230)
EPOCH, STEP, DATA, STATE, BATCH, ROWS, BEGAN, WAITED, TOOK, SHAPE = range(10)
STATES = {
    StepState.DONE: "done",
    StepState.REPLAYED: "done, on a replay",
    StepState.UNFINISHED: "began, never ended",
    StepState.MISSING: "missing",
    StepState.STOPPED: "not done: stopped",
    StepState.RUNNING: "under way",
    StepState.PENDING: "not known",
}
PROBE = "found no more data"
"""a begin by which fit learnt that the data was over"""
WORDS = (*STATES.values(), PROBE)
PROBLEMS = (STATES[StepState.UNFINISHED], STATES[StepState.MISSING])


class StepsModel(GrowingModel):
    """One row a step, and one for each that an epoch lacks; made when it is seen, out of the run's columns."""

    columns = ("Epoch", "Step", "Data", "State", "Batch", "Rows", "Began", "Waited", "Took", "Shape")
    numeric = frozenset({EPOCH, STEP, ROWS, BEGAN, WAITED, TOOK})

    def __init__(self, run: Run, theme: Theme) -> None:
        super().__init__(theme)
        self.run = run
        self.rows = StepRows(run)
        # A row is asked for once a column: the last few are kept, until the run goes on.
        self._step_at = lru_cache(maxsize=512)(self._make_step)
        self._pull_at = lru_cache(maxsize=512)(self._find_pull)

    def length(self) -> int:
        self.rows.grow()
        return len(self.rows)

    def grow(self) -> None:
        before = self._shown
        self._step_at.cache_clear()
        self._pull_at.cache_clear()
        super().grow()
        if before and self.rowCount():  # a step that was under way may have ended: those in view are painted again
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(self.columns) - 1))

    def text(self, row: int, column: int) -> str:
        place, step = self.rows.at(row), self._step_at(row)
        stretch = place.stretch
        match column:
            case 0:
                return str(stretch.epoch.number)
            case 1:
                return _numbers(place, step)
            case 2:
                return "validation" if stretch.role is Role.VALIDATION else ""
            case 3:
                return self._state(place, step)
        if step is None:
            return ""
        pull = self._pull_at(row)
        match column:
            case 4:
                return ", ".join("not known" if batch is None else str(batch) for batch in step.batches)
            case 5:
                return "" if pull is None or pull.rows is None else f"{pull.rows:,}"
            case 6:
                return moment(self.run, step.began_ns)
            case 7:
                return duration(step.waited_ns) if step.ended_ns is not None and step.in_pass is not None else ""
            case 8:
                return "" if step.ended_ns is None else duration(step.ended_ns - step.began_ns)
            case _:
                return "" if pull is None or pull.signature is None else shapes(pull.signature)

    def is_problem(self, row: int, column: int) -> bool:
        return column == STATE and self.text(row, STATE) in PROBLEMS

    def keys(self, column: int, length: int) -> Sequence[object] | np.ndarray:
        stretches = self.rows.stretches
        if column in (ROWS, SHAPE):  # a shape begins with its rows
            pulled = {role: Pulled(self.run.source(role)) for role in {stretch.role for stretch in stretches}}
            parts = [_rows_of(stretch, pulled[stretch.role]) for stretch in stretches]
        else:
            parts = [self._keys_of(stretch, column) for stretch in stretches]
        return np.concatenate([np.empty(0, np.int64), *parts])[:length]

    def matching(self, needle: Needle, start: int, stop: int) -> Sequence[int]:
        """By the state and the data, or by the number of an epoch, a step or a batch."""
        states = [number for number, words in enumerate(WORDS) if needle.is_in(words)]
        found: list[int] = []
        row = start
        while row < min(stop, len(self.rows)):
            stretch = self.rows.at(row).stretch
            part = _part(stretch, row, min(stop, stretch.stop))
            if needle.number is not None:
                says = _numbered(part, needle.number)
            elif stretch.role is Role.VALIDATION and needle.is_in("validation"):
                says = np.ones(part.count, bool)
            else:
                says = np.isin(self._keys_of(part, STATE), states)
            found += (np.flatnonzero(says) + row).tolist()
            row = part.stop
        return found

    def selection(self, row: int) -> Selection:
        """What the step of a row is to the rest of the window."""
        place, step = self.rows.at(row), self._step_at(row)
        stretch = place.stretch
        if step is None:
            missing = stretch.first + place.offset
            return Selection(Thing.MISSING_STEP, stretch.role, stretch.epoch.number, missing)
        return Selection(Thing.STEP, stretch.role, stretch.epoch.number, step.index, seq=step.seq)

    # -- one row --------------------------------------------------------------------------------------------------

    def _make_step(self, row: int) -> Step | None:
        place = self.rows.at(row)
        begun = place.stretch.begun
        return None if begun is None else begun[place.offset]

    def _find_pull(self, row: int) -> Pull | None:
        """What made its batch, where it is of one that is known."""
        step = self._step_at(row)
        if step is None or len(step.batches) != 1 or step.batches[0] is None:
            return None
        return pull_of(self.run.source(self.rows.at(row).stretch.role), step.batches[0], step)

    def _state(self, place: Place, step: Step | None) -> str:
        stretch = place.stretch
        if step is None:
            return STATES[stretch.state] if stretch.state is not None else ""
        if step.ended_ns is not None:
            return STATES[StepState.REPLAYED if step.replayed else StepState.DONE]
        if not self.run.over and stretch.epoch is self.run.epoch:
            return STATES[StepState.PENDING if self.run.cut else StepState.RUNNING]
        return PROBE if stretch.state is None else STATES[stretch.state]

    # -- many at once ---------------------------------------------------------------------------------------------

    def _keys_of(self, stretch: Stretch, column: int) -> np.ndarray:
        """What each of them is sorted by: NONE where it has nothing there."""
        if column == EPOCH:
            return np.full(stretch.count, stretch.epoch.number)
        if column == DATA:
            return np.full(stretch.count, stretch.role.value)
        if stretch.begun is None:
            return self._keys_of_missing(stretch, column)
        steps = _steps_of(stretch)
        match column:
            case 1:
                return steps.column("index")
            case 3:
                return self._states_of(stretch, steps)
            case 4:
                return _first_batches(steps)
            case 6:
                return steps.column("began_ns")
            case 7:
                return np.where(steps.ended, steps.waited_ns, NONE)
            case _:
                return np.where(steps.ended, steps.column("ended_ns") - steps.column("began_ns"), NONE)

    def _keys_of_missing(self, stretch: Stretch, column: int) -> np.ndarray:
        if column == STEP:
            return np.arange(stretch.first, stretch.first + stretch.count)
        words = STATES[stretch.state] if stretch.state is not None else PROBE
        return np.full(stretch.count, WORDS.index(words) if column == STATE else NONE)

    def _states_of(self, stretch: Stretch, steps: Steps) -> np.ndarray:
        """By their places in `WORDS`."""
        updates = steps.column("updates")
        of_update = np.repeat(np.arange(len(steps)), updates)
        replayed = np.bincount(of_update, weights=steps.replays, minlength=len(steps)) > 0
        states = np.where(replayed, WORDS.index(STATES[StepState.REPLAYED]), WORDS.index(STATES[StepState.DONE]))
        if steps.has_open:
            place = Place(stretch, stretch.count - 1)
            states[-1] = WORDS.index(self._state(place, steps[-1]))
        return states


def _numbers(place: Place, step: Step | None) -> str:
    """`3`, or `4–7` for several in one call."""
    if step is None:
        return str(place.stretch.first + place.offset)
    return str(step.index) if step.last in (None, step.index) else f"{step.index}–{step.last}"


def _steps_of(stretch: Stretch) -> Steps:
    """Those of them that there were when it was made."""
    assert stretch.begun is not None
    return Steps(stretch.begun.table, stretch.numbers.start, stretch.numbers.stop)


def _rows_of(stretch: Stretch, pulled: Pulled) -> np.ndarray:
    """How many rows the batch of each has, where it is one batch, and known."""
    if stretch.begun is None:
        return np.full(stretch.count, NONE)
    steps = _steps_of(stretch)
    single = np.where(steps.column("updates") == 1, _first_batches(steps), NONE)
    return pulled.rows_of(single, steps.column("ended_ns"))


def _first_batches(steps: Steps) -> np.ndarray:
    updates = steps.column("updates")
    numbers = np.append(steps.batch_numbers, NONE)
    return np.where(updates > 0, numbers[np.minimum(np.cumsum(updates) - updates, len(numbers) - 1)], NONE)


def _numbered(stretch: Stretch, number: int) -> np.ndarray:
    """Which of them are of this epoch, have this step among those of their call, or took this batch."""
    if stretch.epoch.number == number:
        return np.ones(stretch.count, bool)
    if stretch.begun is None:
        return np.arange(stretch.first, stretch.first + stretch.count) == number
    steps = _steps_of(stretch)
    first, updates = steps.column("index"), steps.column("updates")
    says = (first <= number) & (number <= np.maximum(first, steps.column("last")))
    says[np.repeat(np.arange(len(steps)), updates)[steps.batch_numbers == number]] = True
    return np.asarray(says)


def _part(stretch: Stretch, row: int, stop: int) -> Stretch:
    """Those of them that stand from `row` up to `stop`."""
    offset, count = row - stretch.row, stop - row
    if stretch.begun is None:
        return Stretch(row, stretch.epoch, stretch.role, None, stretch.first + offset, count, stretch.state)
    first = stretch.numbers.start + offset
    begun = Steps(stretch.begun.table, first, first + count)
    return Stretch(row, stretch.epoch, stretch.role, begun, 0, count, stretch.state)


class StepsTable(GrowingTable):
    """The table of steps."""

    def __init__(self) -> None:
        super().__init__("stepsTable", "Steps", WIDTHS)

    def selection_at(self, row: int) -> Selection | None:
        """What the step of this row is to the rest of the window."""
        model = self.model()
        return model.selection(row) if isinstance(model, StepsModel) else None

    def show_selection(self, selection: Selection | None) -> None:
        """Select the row of the step that is selected; tells nobody."""
        model = self.model()
        if isinstance(model, StepsModel):
            self.show_row(None if selection is None else model.rows.row_of(selection))
