"""The two axes, shared: one clock for all workers, or the same cell for the same step of each. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from inspector.analysis.grid import EpochRow
from inspector.analysis.run import Run
from inspector.analysis.workers import Clock
from inspector.gui.timeline.breaks import Break
from inspector.gui.timeline.handed import Handed
from inspector.gui.timeline.place import Span, Spans
from inspector.gui.timeline.step_place import BEFORE_VALIDATION, BETWEEN, EpochCells, StepPlace
from inspector.gui.timeline.time_place import TimePlace
from inspector.recording.events import Role


class SharedTime(TimePlace):
    """Places by the first worker's clock, in seconds since the first fit began."""

    def __init__(self, run: Run, clock: Clock, origin_ns: float, breaks: tuple[Break, ...]) -> None:
        super().__init__(run)
        self._clock, self._origin, self.breaks = clock, round(origin_ns), breaks

    def x(self, t_ns: float) -> float:
        return super().x(float(self._clock.there(float(t_ns))))

    def many(self, t_ns: np.ndarray) -> np.ndarray:
        return super().many(self._clock.there(t_ns.astype(float)))

    def span_of(self, one: Break) -> Span:
        """Where a break, which is on the first worker's clock, is drawn."""
        return super().x(one.began), super().x(one.ended)

    def update(self, grid: Sequence[EpochRow]) -> bool:
        return False  # it was laid out for all workers at once


class SharedSteps(StepPlace):
    """A cell for each step that any of the workers was to do."""

    def __init__(self, run: Run, handed: Mapping[Role, Handed], cells: dict[int, EpochCells]) -> None:
        super().__init__(run, handed)
        self.cells = cells
        self.stop = max((one.stop for one in cells.values()), default=0.0)

    def _lay_out(self, grid: Sequence[EpochRow]) -> bool:
        return False  # all workers were, at once

    def pulls(self, role: Role, numbers: np.ndarray) -> Spans:
        nowhere = np.full(len(numbers), np.nan)  # which step used which batch of divided data is not known
        return nowhere, nowhere

    def pulls_settled(self, role: Role, numbers: np.ndarray) -> np.ndarray:
        return np.ones(len(numbers), bool)

    def epoch(self, row: EpochRow) -> Span | None:
        """As wide as its own steps are: another worker may have had more."""
        cells = self.cells[row.number]
        validation = self._validation_cells(row)
        stop = cells.validation_start + validation if validation else cells.start + max(1, len(row.states))
        return cells.start, stop


def shared_cells(each: Iterable[Mapping[int, EpochCells]]) -> dict[int, EpochCells]:
    """Of each epoch as many cells as any of them has."""
    told = list(each)
    cells: dict[int, EpochCells] = {}
    x = 0.0
    for number in sorted({number for one in told for number in one}):
        mine = [one[number] for one in told if number in one]
        steps = max(one.steps for one in mine)
        validation = max(one.validation_steps for one in mine)
        began = any(one.validation_began for one in mine)
        cells[number] = EpochCells(x, steps, x + steps + BEFORE_VALIDATION, validation, began)
        x = cells[number].stop + BETWEEN
    return cells
