"""Which call each end is of, where calls are read many at once and in pieces."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from inspector.analysis.readers.open_calls import OpenCalls, in_a_row, places_of

Entry = tuple[int, bool]
"""The thread, and whether a call begins."""


def by_hand(entries: list[Entry], lone: bool) -> tuple[list[int], dict[int, int]]:
    """The entries that are new calls, in order, and of each that ends one the number of the call."""
    open_: dict[int, list[int]] = {}
    new, ends = [], {}
    for at, (thread, began) in enumerate(entries):
        stack = open_.setdefault(thread, [])
        if began:
            stack.append(len(new))
            new.append(at)
        elif stack:
            ends[at] = stack.pop()
        elif lone:
            ends[at] = len(new)
            new.append(at)
    return new, ends


def made(random: Random) -> list[Entry]:
    """Calls of up to three threads; half of the time they take turns, as those of a generator do."""
    count, threads = random.randrange(1, 60), random.choice([1, 1, 3])
    first, turns = random.random() < 0.7, random.random() < 0.5
    return [(random.randrange(threads), (at % 2 == 0) == first if turns else random.random() < 0.5)
            for at in range(count)]  # fmt: skip


@pytest.mark.parametrize("lone", [True, False])
@pytest.mark.parametrize("seed", range(150))
def test_that_calls_are_numbered_in_pieces_as_by_hand(seed: int, lone: bool) -> None:
    random = Random(seed)
    entries, calls = made(random), OpenCalls()
    at, new, ends = 0, list[int](), dict[int, int]()
    while at < len(entries):
        piece = entries[at : at + random.choice([1, 2, 7, 40])]
        threads, began = np.array([one[0] for one in piece]), np.array([one[1] for one in piece])
        found = calls.read(threads, began, len(new), lone=lone)
        places = np.arange(at, at + len(piece))
        new += places[found.new].tolist()
        ends |= dict(zip(places[found.ends].tolist(), found.number.tolist(), strict=True))
        assert np.arange(len(new))[found.rows].tolist() == found.number.tolist()
        at += len(piece)
    assert (new, ends) == by_hand(entries, lone)


def test_that_places_and_numbers_are_a_slice_only_where_that_is_the_same() -> None:
    for mask in ([], [True], [False], [True, False, True], [False, True], [True, True], [False, False, True]):
        places = np.arange(len(mask))[places_of(np.array(mask, bool))]
        assert places.tolist() == [at for at, yes in enumerate(mask) if yes]
    for numbers in ([], [3], [3, 4, 5], [3, 5], [0, 2, 3]):
        assert np.arange(9)[in_a_row(np.array(numbers, np.int64))].tolist() == numbers
    assert isinstance(places_of(np.array([False, True, False, True])), slice)
    assert isinstance(in_a_row(np.array([3, 4, 5])), slice)
