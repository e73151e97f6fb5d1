"""Words looked for in the table of batches: what many have in common is read once, and finds what every cell does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from inspector.gui.find.needle import needle_of
from inspector.gui.panels.batches_table import BATCH, ROWS, TOOK, BatchesModel
from inspector.recording.events import Kind, Role
from tests.gui.test_tables import STATISTICS, batches_model
from tests.story import Story, raises_at_batch_3, stops_after_5


def of_all_kinds() -> Story:
    """Validated, with values described and spoilt, one batch of another shape; what was read ahead is never used."""
    story = Story(epochs=1, steps_per_epoch=3, validation_steps=2)
    story.source("generator", None, role=Role.VALIDATION)
    story.pull().put(Kind.STATISTICS, batch=0, payload=STATISTICS).pull().non_finite(1)
    story.train_begin().epoch_begin(0).steps(0, 2).steps(2, 3, rows=16).validate(2).epoch_end().pull()
    return story.train_end().ends()


def replays() -> Story:
    """Two peeked batches that the second epoch is given again."""
    story = Story(epochs=2, steps_per_epoch=2).peek(2).train_begin().epoch_begin(0).steps(0, 2).epoch_end()
    story.pass_begin().deliver(0).deliver(1).epoch_begin(1).steps(0, 2)
    return story.epoch_end().train_end().ends()


def every_cell(model: BatchesModel, words: str) -> list[int]:
    """The rows that say them in a cell that is not a number."""
    columns = set(range(len(model.columns))) - {BATCH, ROWS, TOOK}
    return [row for row in range(model.length()) if any(words in model.text(row, at).casefold() for at in columns)]


@pytest.mark.parametrize("typed", [
    "validation", "tf.data", "(16", "float32", "epoch 0 step 1", "replay", "pee", "peeked, rep", "never used", "raised",
    "ended here", "not finite", "mean 0.02", "ms", '"1"', ", ", "nope",
])  # fmt: skip
@pytest.mark.parametrize(
    "story", [of_all_kinds, replays, raises_at_batch_3, stops_after_5], ids=lambda story: story.__name__
)
def test_that_it_finds_what_reading_every_cell_finds(story: Callable[[], Story], typed: str) -> None:
    model, needle = batches_model(story().run()), needle_of(typed)
    assert needle is not None
    found = every_cell(model, needle.words)
    assert model.matching(needle, 0, model.length()) == found
    assert model.matching(needle, 1, 3) == [row for row in found if 1 <= row < 3]


def test_that_each_word_is_said_by_some() -> None:
    model = batches_model(of_all_kinds().run())
    said = {words: every_cell(model, words) for words in ("validation", "(16", "peeked", "not finite", "mean 0.02")}
    assert all(said.values())
    assert every_cell(batches_model(replays().run()), "peeked, replayed") == [0, 1]
