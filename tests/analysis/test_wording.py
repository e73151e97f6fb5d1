"""How things are said."""

from __future__ import annotations

import pytest

from inspector.analysis.wording import seconds


@pytest.mark.parametrize(
    ("ns", "said"),
    [
        (12_300_000_000, "12 s"),
        (1_540_000_000, "1.5 s"),
        (999_700_000, "1.0 s"),
        (999_400_000, "999 ms"),
        (41_200_000, "41 ms"),
        (1_300_000, "1.3 ms"),
        (9_970_000, "10 ms"),
        (3_200, "3.2 µs"),
        (-41_200_000, "-41 ms"),
        (0, "0 s"),
    ],
)
def test_that_a_short_time_is_told_in_a_unit_in_which_it_is_something(ns: int, said: str) -> None:
    assert seconds(ns) == said
