"""What has changed since one looked last, told to any number of those who look."""

from __future__ import annotations

import numpy as np
import pytest

from inspector.gui.timeline.changes import KEPT, Changes


def test_that_each_who_looks_is_told_of_all_that_came_since() -> None:
    changes = Changes()
    for place in (10, 4, 20):
        changes.note(place)
    assert changes.count == 3
    assert [changes.since(count) for count in (0, 1, 2)] == [4, 4, 20]


@pytest.mark.parametrize("seed", range(6))
def test_that_who_has_not_looked_for_long_is_never_told_too_little(seed: int) -> None:
    random = np.random.default_rng(seed)
    places, changes = [], Changes()
    for number in range(4 * KEPT):
        places.append(number + int(random.integers(0, 9)))  # a run grows, mostly
        changes.note(places[-1])
    for count in range(len(places)):
        assert changes.since(count) in (min(places[count:]), 0)
    assert changes.since(len(places) - KEPT // 2) == min(places[-KEPT // 2 :])
