"""Summaries of cells, against looking at every cell."""

from __future__ import annotations

import numpy as np
import pytest

from inspector.gui.grid.field import Field


def worst_of_bins(cells: np.ndarray, down: int, across: int) -> np.ndarray:
    """What `Field.level` is to be, cell by cell."""
    lines, columns = cells.shape
    return np.array(
        [
            [cells[line : line + 2**down, column : column + 2**across].max() for column in range(0, columns, 2**across)]
            for line in range(0, lines, 2**down)
        ]
    )


def some_field(seed: int, lines: int = 37, columns: int = 53) -> Field:
    field = Field(lines, columns)
    field.write(0, np.random.default_rng(seed).integers(0, 8, (lines, columns)).astype(np.uint8))
    return field


@pytest.mark.parametrize("across", [0, 1, 2, 5, 6])
@pytest.mark.parametrize("down", [0, 1, 3, 6])
def test_that_a_level_has_the_worst_of_each_bin(down: int, across: int) -> None:
    field = some_field(0)
    assert np.array_equal(field.level(down, across), worst_of_bins(field.cells, down, across))


def test_that_writing_mends_the_levels_that_were_asked_for() -> None:
    rng = np.random.default_rng(1)
    field = some_field(1)
    levels = [(0, 3), (2, 0), (3, 2), (6, 6)]
    for down, across in levels:
        field.level(down, across)
    for _ in range(30):
        line = int(rng.integers(0, field.lines))
        many = int(rng.integers(1, field.lines - line + 1))
        field.write(line, rng.integers(0, 8, (many, field.columns)).astype(np.uint8))
        for down, across in levels:
            assert np.array_equal(field.level(down, across), worst_of_bins(field.cells, down, across))


def test_that_it_knows_which_there_are_after_each_write() -> None:
    rng = np.random.default_rng(3)
    field = Field(6, 4)
    assert field.severities == set()
    for _ in range(30):
        line = int(rng.integers(0, 6))
        field.write(line, rng.integers(0, 8, (int(rng.integers(1, 7 - line)), 4)).astype(np.uint8) * (line % 2))
        assert field.severities == set(field.cells.reshape(-1).tolist()) - {0}


def test_that_the_worst_cell_of_a_bin_is_found() -> None:
    field = some_field(2)
    for line in range(0, field.lines, 5):
        for column in range(0, field.columns, 7):
            part = slice(line, line + 5), slice(column, column + 7)
            found = field.worst_in(*part)
            assert found is not None
            assert part[0].start <= found[0] < part[0].stop
            assert part[1].start <= found[1] < part[1].stop
            assert field.cells[found] == field.cells[part].max()


def test_that_there_is_no_worst_cell_where_there_is_no_step() -> None:
    assert Field(3, 4).worst_in(slice(0, 2), slice(0, 4)) is None
    assert Field(0, 0).worst_in(slice(0, 2), slice(0, 4)) is None
