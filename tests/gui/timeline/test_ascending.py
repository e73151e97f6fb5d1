"""Instants in order: what a column has in some of its rows, whatever came in which order."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from inspector.gui.timeline.ascending import Ascending
from inspector.recording.growing import Growing

Rows = Callable[[np.random.Generator, int, int], np.ndarray]


def every(random: np.random.Generator, first: int, stop: int) -> np.ndarray:
    return np.arange(first, stop)


def some(random: np.random.Generator, first: int, stop: int) -> np.ndarray:
    return np.flatnonzero(random.random(stop - first) < 0.7) + first


def mostly_every(random: np.random.Generator, first: int, stop: int) -> np.ndarray:
    return some(random, first, stop) if random.random() < 0.1 else np.arange(first, stop)


def often(random: np.random.Generator, first: int, stop: int) -> np.ndarray:
    return np.repeat(np.arange(first, stop), random.integers(0, 3, stop - first))


@pytest.mark.parametrize("late", [0, 5])
@pytest.mark.parametrize("rows", [every, some, mostly_every, often], ids=lambda rows: rows.__name__)
@pytest.mark.parametrize("seed", range(5))
def test_that_it_has_what_sorting_all_of_it_gives(seed: int, rows: Rows, late: int) -> None:
    random, column, first = np.random.default_rng(seed), Growing(np.int64), 0
    instants = Ascending(lambda: column.values)
    expected = np.empty(0, np.int64)
    for count in random.integers(0, 20, 40).tolist():
        column.extend(np.arange(first, first + count) * 2 - random.integers(0, late + 1, count))
        mine = rows(random, first, first + count)
        added, first = column.values[mine], first + count
        assert instants.extend(mine) == (added.min() if len(added) else None)
        expected = np.sort(np.concatenate([expected, added]))
        assert instants.values.tolist() == expected.tolist()


def test_that_what_a_column_has_in_a_row_and_in_order_is_not_copied() -> None:
    column = Growing(np.int64, 10)
    column.extend(np.array([9, 1, 2, 3, 5, 6]))
    instants = Ascending(lambda: column.values)
    instants.extend(np.array([1, 2]))
    instants.extend(np.array([3, 4]))
    assert np.shares_memory(instants.values, column.values)
    instants.extend(np.array([4, 5]))
    assert not np.shares_memory(instants.values, column.values)
    assert instants.values.tolist() == [1, 2, 3, 5, 5, 6]
