"""On which line, and in which column, each step is. Pure.

An epoch is a line. Where there are few epochs and long ones, a line would be a thread of a pixel for thousands of steps
with nothing under it: such an epoch goes on in the lines below, as words do in a paragraph, all lines alike in length.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from inspector.gui.grid.round_numbers import rounded_up

LINES = 32
"""As many lines as epochs that are cut into several come to, about."""
SHORTEST = 1000
"""Epochs of no more steps than this are not cut."""
WASTE = 4
"""So many times the cells that there are may lie empty: one long epoch among many short ones is cut for that, too."""
ALWAYS = 1 << 20
"""So many cells may lie empty in any case."""


@dataclass(frozen=True)
class LineLayout:
    """`columns` steps a line, `validation_columns` steps of validation beside them."""

    columns: int
    validation_columns: int
    first: np.ndarray
    """The first line of each row, and the one after the last."""

    @property
    def lines(self) -> int:
        """How many there are."""
        return int(self.first[-1])

    def row_at(self, line: int) -> int:
        """The row that this line belongs to."""
        return int(np.searchsorted(self.first, line, "right")) - 1

    def width(self, validation: bool) -> int:
        """Columns of the steps, or of the validation's."""
        return self.validation_columns if validation else self.columns

    def place(self, row: int, step: int, validation: bool) -> tuple[int, int]:
        """The line and the column of a step."""
        line, column = divmod(step, max(1, self.width(validation)))
        return int(self.first[row]) + line, column

    def highest_step(self, validation: bool) -> int:
        """No row has a step beyond this one."""
        return self._deepest * self.width(validation) - 1

    @cached_property
    def _deepest(self) -> int:
        """The most lines of a row."""
        return int(np.diff(self.first).max(initial=1))

    def step_at(self, line: int, column: int, validation: bool) -> tuple[int, int]:
        """The row and the step that are there."""
        row = self.row_at(line)
        return row, (line - int(self.first[row])) * self.width(validation) + column


def lay_out(steps: np.ndarray, validation: np.ndarray, growing: bool = False) -> LineLayout:
    """A layout for epochs of so many steps; `growing`: nobody knows how many there will be, so room is left."""
    at_most = max(1, LINES // max(1, len(steps)))
    columns = _columns(steps, at_most, growing)
    validation_columns = _columns(validation, at_most, growing)
    lines = np.maximum(1, np.maximum(_lines(steps, columns), _lines(validation, validation_columns)))
    return LineLayout(columns, validation_columns, np.concatenate([[0], np.cumsum(lines)]))


def _columns(steps: np.ndarray, lines: int, growing: bool) -> int:
    longest, total = int(steps.max(initial=0)), int(steps.sum())
    columns = rounded_up(longest) if growing and longest else longest
    if longest > SHORTEST and lines > 1:
        columns = max(SHORTEST, rounded_up(-(-longest // lines)))
    while columns > SHORTEST and _cells(steps, columns) > WASTE * total + ALWAYS:
        columns = max(SHORTEST, rounded_up(columns * 2 // 5))
    return columns


def _lines(steps: np.ndarray, columns: int) -> np.ndarray:
    return -(-steps // max(1, columns))


def _cells(steps: np.ndarray, columns: int) -> int:
    return int(np.maximum(1, _lines(steps, columns)).sum()) * columns
