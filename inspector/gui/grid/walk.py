"""From one cell to the next: along an epoch and on into the one after, or to the same step of another epoch. Pure."""

from __future__ import annotations

from inspector.gui.grid.cells import Cell, Cells


def start(cells: Cells) -> Cell | None:
    """The first cell that there is."""
    return _first_from(cells, 0, 1)


def beside(cells: Cells, cell: Cell, span: int, forward: bool) -> Cell | None:
    """What comes after this step, `span` cells wide, or before it: steps, then validation, epoch by epoch."""
    step = cell.step + (span if forward else -1)
    if 0 <= step < len(cells.states_of(cell.row, cell.validation)):
        return cell._replace(step=step)
    if cell.validation != forward:  # between the steps of an epoch and its validation
        states = cells.states_of(cell.row, not cell.validation)
        if len(states):
            return Cell(cell.row, 0 if forward else len(states) - 1, not cell.validation)
    by = 1 if forward else -1
    return _first_from(cells, cell.row + by, by)


def _first_from(cells: Cells, row: int, by: int) -> Cell | None:
    while 0 <= row < len(cells.rows):
        for validation in (False, True) if by > 0 else (True, False):
            steps = len(cells.states_of(row, validation))
            if steps:
                return Cell(row, 0 if by > 0 else steps - 1, validation)
        row += by
    return None


def across(cells: Cells, cell: Cell, down: bool) -> Cell | None:
    """The same step of the epoch under this one, or over it; its last one where it has fewer."""
    by = 1 if down else -1
    row = cell.row + by
    while 0 <= row < len(cells.rows):
        steps = len(cells.states_of(row, cell.validation))
        if steps:
            return cell._replace(row=row, step=min(cell.step, steps - 1))
        row += by
    return None


def end(cells: Cells, cell: Cell | None, last: bool) -> Cell | None:
    """The first or last step of the epoch; of the first epoch, if no cell is given."""
    cell = cell or start(cells)
    if cell is None:
        return None
    return cell._replace(step=len(cells.states_of(cell.row, cell.validation)) - 1 if last else 0)
