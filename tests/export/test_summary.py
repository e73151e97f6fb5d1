"""The report in words: what a check saw of the data."""

from __future__ import annotations

from inspector.analysis.checked import Checked
from inspector.export.summary import checked_words
from inspector.recording.events import Role


def seen(sizes: dict[int, int], needed: int | None = None, *, ended: bool = False) -> str:
    return checked_words(Checked(Role.TRAIN, needed, sum(sizes.values()), ended, sizes, None, None))


def test_that_batches_and_the_rows_in_them_are_told_apart() -> None:
    assert seen({16: 12}, needed=12) == "data: 12 of 12 batches needed; 12 batches of 16 rows each"
    assert seen({8: 3, 1: 1}, needed=4) == "data: 4 of 4 batches needed; 3 batches of 8 rows each, 1 batch of 1 row"
    assert seen({4: 5}) == "data: 5 batches, and no end seen; 5 batches of 4 rows each"
    assert seen({4: 5}, needed=10, ended=True) == (
        "data: 5 of 10 batches needed, the whole of it; 5 batches of 4 rows each"
    )
    assert seen({}) == "data: 0 batches, and no end seen"
