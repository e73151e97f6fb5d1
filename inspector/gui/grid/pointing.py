"""What is at a place of the grid that is in view, and where in it a thing is. Pure: x and y are pixels of the cells."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from inspector.gui.grid.cells import Cell, Cells
from inspector.gui.grid.evidence import Area, area_of, epoch_area
from inspector.gui.grid.sight import Sight
from inspector.gui.selection import Selection, Thing


class Shared(NamedTuple):
    """The worst cell of those that share a pixel."""

    cell: Cell
    cells: int
    """how many they are"""


def shared_at(cells: Cells, sight: Sight, x: float, y: float) -> Shared | None:
    """What is painted at this pixel; None where there is no step."""
    if not (0 <= x < sight.width and 0 <= y < sight.height):
        return None
    for validation, field in cells.fields.items():
        found = sight.bin_at(x, y, validation) if field.columns else None
        worst = None if found is None else field.worst_in(*found)
        if found is not None and worst is not None:
            cell = cells.cell_at(*worst, validation)
            return None if cell is None else Shared(cell, int(np.count_nonzero(field.cells[found])))
    return None


def row_beside(cells: Cells, sight: Sight, x: float, y: float) -> int | None:
    """The row whose name, or end, is at this pixel beside the cells."""
    line = int((y + sight.y) / sight.cell_height)
    if 0 <= x < sight.right or not 0 <= y < sight.height or line >= cells.layout.lines:
        return None
    return cells.layout.row_at(line)


def selection_at(cells: Cells, sight: Sight, x: float, y: float) -> Selection | None:
    """What a click at this pixel selects."""
    row, shared = row_beside(cells, sight, x, y), shared_at(cells, sight, x, y)
    if row is not None:
        epoch = cells.rows[row].epoch
        return Selection(Thing.EPOCH, epoch=cells.rows[row].number, seq=None if epoch is None else epoch.seq)
    return None if shared is None else cells.selection(shared.cell)


def area_where(cells: Cells, selection: Selection | None) -> Area | None:
    """Where a thing is: its cells, or else those of its epoch."""
    if selection is None:
        return None
    found = cells.find(selection)
    if found is not None:
        cell, span = found
        return area_of(cells, cell.row, range(cell.step, cell.step + span), cell.validation)
    row = cells.row_of(selection.epoch)
    return None if row is None else epoch_area(cells, row)
