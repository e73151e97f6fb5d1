"""Where a finding's evidence is in the grid. Pure."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from inspector.analysis.finding import Finding
from inspector.analysis.grid import StepState
from inspector.gui.grid.cells import Cell, Cells
from inspector.recording.events import Role

ABSENT = (StepState.MISSING, StepState.UNFINISHED)


class Area(NamedTuple):
    """A rectangle of the grid."""

    lines: range
    columns: range
    validation: bool = False


def evidence_area(cells: Cells, finding: Finding) -> Area | None:
    """What proves the finding, or else its epoch; None where it is of no epoch that is there."""
    told = [*_told(cells, finding), *_of_events(cells, finding)]
    if told:
        row = told[0].row
        mine = [cell.step for cell in told if (cell.row, cell.validation) == (row, told[0].validation)]
        return area_of(cells, row, range(min(mine), max(mine) + 1), told[0].validation)
    at = cells.row_of(finding.epoch)
    return None if at is None else epoch_area(cells, at, finding.rule.startswith("validation"))


def _told(cells: Cells, finding: Finding) -> list[Cell]:
    """The step that it names, or those that it says are missing."""
    row = cells.row_of(finding.epoch)
    if row is None:
        return []
    if finding.rule == "steps-missing":
        return [Cell(row, step) for step in np.flatnonzero(np.isin(cells.states_of(row, False), ABSENT)).tolist()]
    validation = finding.rule.startswith("validation")
    steps = len(cells.states_of(row, validation))
    return [Cell(row, finding.step, validation)] if finding.step is not None and finding.step < steps else []


def _of_events(cells: Cells, finding: Finding) -> list[Cell]:
    """The steps that its events began; the last one, where one that began has no cell: fit found no more data."""
    found: list[Cell] = []
    for role in Role:
        table = cells.run.steps[role]
        for seq in finding.events:
            at = int(np.searchsorted(table["seq"], np.int32(seq)))
            if at < len(table) and table["seq"][at] == seq:
                place = int(cells.run.epochs_of(role, np.array([at]))[0])
                row = cells.row_of(cells.run.epochs[place].number)
                steps = 0 if row is None else len(cells.states_of(row, role is Role.VALIDATION))
                if row is not None and steps:
                    found.append(Cell(row, min(int(table["index"][at]), steps - 1), role is Role.VALIDATION))
    return found


def area_of(cells: Cells, row: int, steps: range, validation: bool) -> Area:
    """The rectangle that these steps of a row are in."""
    top, left = cells.layout.place(row, steps.start, validation)
    bottom, right = cells.layout.place(row, steps.stop - 1, validation)
    columns = range(left, right + 1) if top == bottom else range(cells.layout.width(validation))
    return Area(range(top, bottom + 1), columns, validation)


def epoch_area(cells: Cells, row: int, validation: bool = False) -> Area:
    """All of a row, or all of its validation."""
    first, stop = cells.layout.first[row : row + 2].tolist()
    return Area(range(first, stop), range(max(1, cells.layout.width(validation))), validation)
