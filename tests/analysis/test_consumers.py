"""Which steps a batch reached."""

from __future__ import annotations

import numpy as np
import pytest

from inspector.analysis import consumers as module
from inspector.analysis.consumers import Consumer, Consumers
from inspector.recording.events import Role
from tests.story import Story, clean, stops_after_5


def test_that_each_batch_of_a_generator_knows_its_step() -> None:
    run = clean(epochs=2, steps=3).run()
    consumers = Consumers(run)
    reached = [consumers.of(Role.TRAIN, pull) for pull in run.train.pulls]
    assert reached == [[Consumer(at // 3, at % 3, False)] for at in range(6)]


def test_that_reading_on_finds_what_a_whole_reading_finds() -> None:
    story = Story(epochs=1, steps_per_epoch=4)
    story.peek(2).train_begin().epoch_begin(0).steps(0, 2)
    run = story.run()
    growing = Consumers(run)
    story.steps(2, 4).epoch_end().train_end().ends()
    story.recorder.drain()
    run.update()
    whole = Consumers(run)
    assert [growing.of(Role.TRAIN, pull) for pull in run.train.pulls] == [
        whole.of(Role.TRAIN, pull) for pull in run.train.pulls
    ]
    assert growing.of(Role.TRAIN, run.train.pulls[3]) == [Consumer(0, 3, False)]


def test_that_a_datasets_batch_counts_in_the_pass_that_asked_for_it() -> None:
    story = Story(epochs=2, steps_per_epoch=2, kind="py_dataset", length=2)
    story.train_begin()
    for epoch in range(2):
        story.epoch_begin(epoch)
        story.pass_begin()
        for step in range(2):
            story.yielded[Role.TRAIN] = step
            story.step_begins(step).feed(1).step_ends(step)
        story.epoch_end()
    run = story.train_end().ends().run()
    consumers = Consumers(run)
    reached = [consumers.of(Role.TRAIN, pull) for pull in run.train.pulls]
    assert reached == [[Consumer(epoch, step, False)] for epoch in range(2) for step in range(2)]


def shuffled(epochs: int = 3, length: int = 7) -> Story:
    """A PyDataset, whose batches Keras asks for in another order in each epoch."""
    story = Story(epochs=epochs, steps_per_epoch=length, kind="py_dataset", length=length)
    story.train_begin()
    for epoch in range(epochs):
        story.epoch_begin(epoch).pass_begin()
        for step in range(length):
            story.yielded[Role.TRAIN] = (3 * step + epoch) % length
            story.step_begins(step).feed(1).step_ends(step)
        story.epoch_end()
    return story


@pytest.mark.parametrize("few", [0, 5, 1 << 14], ids=["sorted", "some are late", "as they came"])
def test_that_of_many_it_says_what_it_says_of_each(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FEW", few)
    story = shuffled()
    run = story.run()
    consumers = Consumers(run)
    pulls = run.train.pulls
    whole = consumers.of_many(Role.TRAIN, np.arange(len(pulls)))
    assert whole == [[Consumer(at // 7, at % 7, False)] for at in range(21)]
    assert whole == [consumers.of(Role.TRAIN, pull) for pull in pulls]
    assert consumers.of_many(Role.TRAIN, np.array([20, 3])) == [whole[20], whole[3]]
    assert consumers.of_many(Role.TRAIN, np.empty(0, np.int64)) == []


def test_that_of_many_a_replay_is_one() -> None:
    run = stops_after_5().run()
    consumers = Consumers(run)
    whole = consumers.of_many(Role.TRAIN, np.arange(len(run.train.pulls)))
    assert whole == [consumers.of(Role.TRAIN, pull) for pull in run.train.pulls]
    assert whole[0] == [Consumer(0, 0, False)]
