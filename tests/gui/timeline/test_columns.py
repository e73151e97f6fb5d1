"""Bars as columns of pixels give what looking at each bar would."""

from __future__ import annotations

import numpy as np

from inspector.gui.timeline.columns import highest, stretches


def test_that_the_highest_bar_of_each_column_is_found() -> None:
    random = np.random.default_rng(5)
    px0 = np.sort(random.uniform(-20, 220, 300))
    px1 = px0 + random.exponential(1.5, 300)
    values = random.integers(1, 100, 300)
    expected = [0] * 200
    for a, b, value in zip(px0, px1, values, strict=True):
        for column in range(int(np.floor(a)), max(int(np.ceil(b)), int(np.floor(a)) + 1)):
            if 0 <= column < 200:
                expected[column] = max(expected[column], int(value))
    assert highest(px0, px1, values, 200).tolist() == expected


def test_that_stretches_say_the_same_in_fewer_words() -> None:
    values = np.array([0, 3, 3, 0, 0, 4, 5, 5])
    drawn = np.zeros(8, int)
    found = stretches(values)
    for a, b, value in found:
        drawn[a:b] = value
    assert drawn.tolist() == values.tolist()
    assert len(found) == 3
    assert stretches(np.empty(0)) == []
