"""Where steps are, whatever the number and the length of the epochs."""

from __future__ import annotations

import numpy as np
import pytest

from inspector.gui.grid.line_layout import ALWAYS, WASTE, lay_out

SHAPES = {
    "one short": [7],
    "some": [10, 10, 3, 0, 10],
    "one very long": [10_000_000],
    "few long": [500_000, 500_000, 250_001],
    "many short": [100] * 5000,
    "many short and one long": [*[100] * 3000, 2_000_000],
    "nothing": [],
    "no steps": [0, 0],
}


@pytest.mark.parametrize("growing", [False, True])
@pytest.mark.parametrize("steps", SHAPES.values(), ids=SHAPES.keys())
def test_that_each_step_has_a_place_of_its_own(steps: list[int], growing: bool) -> None:
    layout = lay_out(np.array(steps, np.int64), np.zeros(len(steps), np.int64), growing)
    places = set()
    asked = 0
    for row, many in enumerate(steps):
        for step in {step for step in (0, 1, many // 2, many - 1) if 0 <= step < many}:
            line, column = layout.place(row, step, validation=False)
            assert 0 <= column < layout.columns
            assert layout.row_at(line) == row
            assert layout.step_at(line, column, validation=False) == (row, step)
            places.add((line, column))
            asked += 1
    assert len(places) == asked
    assert layout.lines >= len(steps)


@pytest.mark.parametrize("steps", SHAPES.values(), ids=SHAPES.keys())
def test_that_little_lies_empty(steps: list[int]) -> None:
    layout = lay_out(np.array(steps, np.int64), np.zeros(len(steps), np.int64))
    assert layout.lines * layout.columns <= WASTE * sum(steps) + ALWAYS


def test_that_a_long_epoch_goes_on_in_the_lines_below_and_a_short_one_does_not() -> None:
    nothing = np.zeros(1, np.int64)
    assert lay_out(np.array([1000]), nothing).lines == 1
    assert lay_out(np.array([10_000_000]), nothing).lines == 20
    assert lay_out(np.array([10_000_000]), nothing).columns == 500_000


def test_that_all_epochs_are_lines_where_there_are_enough_of_them() -> None:
    layout = lay_out(np.full(100, 100_000), np.zeros(100, np.int64))
    assert (layout.lines, layout.columns) == (100, 100_000)


def test_that_steps_and_validation_are_cut_into_about_as_many_lines() -> None:
    layout = lay_out(np.array([100_000, 100_000]), np.array([20_000, 20_000]))
    assert layout.lines == 2 * -(-100_000 // layout.columns)
    assert -(-20_000 // layout.validation_columns) * 2 <= layout.lines
    assert layout.place(1, 0, validation=True) == (layout.lines // 2, 0)


def test_that_room_is_left_while_nobody_knows_how_many_steps_there_will_be() -> None:
    wide = {lay_out(np.array([steps]), np.zeros(1, np.int64), growing=True).columns for steps in range(101, 200)}
    assert wide == {200}
