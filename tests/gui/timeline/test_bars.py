"""Bars on columns: fewer of them, which cover the same."""

from __future__ import annotations

import numpy as np
import pytest

from inspector.gui.timeline.bars import stretches


@pytest.mark.parametrize("values", [[0, 3, 3, 0, 0, 4, 5, 5], [7], [0], []])
def test_that_stretches_say_the_same_in_fewer_words(values: list[int]) -> None:
    drawn = np.zeros(len(values), int)
    starts, stops, found = stretches(np.array(values, int))
    for start, stop, value in zip(starts, stops, found, strict=True):
        assert not drawn[start:stop].any()
        drawn[start:stop] = value
    assert drawn.tolist() == values
    assert len(found) == len(set(values) - {0})
