"""Growable columns."""

from __future__ import annotations

import numpy as np
import pytest

from inspector.recording.columns import Columns

PAIR = np.dtype([("a", np.int32), ("b", np.uint8)])


def filled(rows: int, chunk_rows: int = 4) -> Columns:
    columns = Columns(PAIR, chunk_rows)
    columns.extend([(n, n % 7) for n in range(rows)])
    return columns


@pytest.mark.parametrize("rows", [0, 1, 3, 4, 5, 8, 9, 41])
def test_that_rows_come_back_in_order_across_chunks(rows: int) -> None:
    columns = filled(rows)
    assert len(columns) == rows
    assert [columns[n].tolist() for n in range(rows)] == [(n, n % 7) for n in range(rows)]
    assert [row for block in columns.blocks() for row in block["a"].tolist()] == list(range(rows))


def test_that_many_small_appends_are_as_one_large() -> None:
    columns = Columns(PAIR, 4)
    for n in range(23):
        columns.extend([(n, n % 7)])
    assert [row for block in columns.blocks() for row in block.tolist()] == [
        row for block in filled(23).blocks() for row in block.tolist()
    ]


def test_that_an_array_of_rows_is_taken_as_it_is() -> None:
    columns = filled(3)
    columns.extend(np.array([(n, 0) for n in range(3, 12)], PAIR))
    assert [int(columns[n]["a"]) for n in range(12)] == list(range(12))


def test_that_arrays_are_taken_over_as_they_lie_whatever_their_lengths() -> None:
    columns = Columns(PAIR, 4)
    parts = [np.array([(n, n % 7) for n in range(start, stop)], PAIR) for start, stop in [(0, 3), (3, 3), (3, 10)]]
    for part in parts:
        columns.adopt(part)
    first, second = columns.blocks()
    assert np.shares_memory(first, parts[0])
    assert np.shares_memory(second, parts[2])
    columns.extend([(n, n % 7) for n in range(10, 15)])
    columns.adopt(np.array([(15, 1), (16, 2)], PAIR))
    assert [columns[n].tolist() for n in range(len(columns))] == [(n, n % 7) for n in range(17)]
    for start in range(18):
        for stop in range(start, 18):
            blocks = list(columns.blocks(start, stop))
            assert [row for block in blocks for row in block["a"].tolist()] == list(range(start, min(stop, 17)))


@pytest.mark.parametrize(("start", "stop"), [(0, 9), (3, 4), (4, 8), (2, 7), (7, 7), (5, 99)])
def test_that_a_range_is_cut_at_chunks_and_never_empty(start: int, stop: int) -> None:
    blocks = list(filled(9).blocks(start, stop))
    assert [row for block in blocks for row in block["a"].tolist()] == list(range(start, min(stop, 9)))
    assert all(0 < len(block) <= 4 for block in blocks)


def test_that_growing_does_not_move_what_is_there() -> None:
    columns = filled(4)
    before = next(columns.blocks())
    columns.extend([(n, 0) for n in range(4, 40)])
    assert np.shares_memory(before, next(columns.blocks()))


@pytest.mark.parametrize("row", [-1, 9, 100])
def test_that_a_row_that_is_not_there_is_an_error(row: int) -> None:
    with pytest.raises(IndexError):
        filled(9)[row]
