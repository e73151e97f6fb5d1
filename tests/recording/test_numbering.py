"""Numbers of things: what was put in is there, whether they follow one another or not."""

from __future__ import annotations

from itertools import accumulate

import numpy as np
import pytest

from inspector.recording.numbering import Numbering


@pytest.mark.parametrize("skips", [0.0, 0.02, 0.5])
@pytest.mark.parametrize("seed", range(4))
def test_that_what_was_put_in_is_there_in_order_after_any_growth_and_cut(seed: int, skips: float) -> None:
    random = np.random.default_rng(seed)
    numbers, expected, following = Numbering(), list[int](), 7
    for _ in range(80):
        by = np.where(random.random(int(random.integers(0, 9))) < skips, random.integers(-3, 4), 1)
        new = list(accumulate(by.tolist(), initial=following))[:-1]
        numbers.extend(np.array(new, np.int64))
        expected += new
        length = int(random.integers(0, len(expected) + 1)) if random.random() < 0.1 else len(expected)
        numbers.cut(length)
        numbers.make_room(length + 5)
        expected = expected[:length]
        following = expected[-1] + 1 if expected else int(random.integers(0, 9))
        assert numbers[:].tolist() == expected
        assert len(numbers) == len(expected)
        first, stop = sorted(random.integers(0, len(expected) + 1, 2).tolist())
        assert numbers[first:stop].tolist() == expected[first:stop]
        assert numbers[-3:].tolist() == expected[-3:]
        assert numbers[np.arange(first, stop)].tolist() == expected[first:stop]
        for number in {*expected[:3], *expected[-3:], -5}:
            place = numbers.place_of(number)
            assert (place is None) == (number not in expected)
            assert place is None or expected[place] == number


def test_that_what_is_looked_up_has_one_type_however_it_is_kept() -> None:
    follow, leap = Numbering(), Numbering()
    follow.extend(np.array([3, 4, 5]))
    leap.extend(np.array([3, 5, 4]))
    for numbers in (follow, leap):
        for found in (numbers[:], numbers[1:2], numbers[np.array([0, 2])], numbers[np.array([], np.int64)]):
            assert found.dtype == np.int32
