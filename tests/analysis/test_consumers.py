"""Which steps a batch reached."""

from __future__ import annotations

from inspector.analysis.consumers import Consumer, Consumers
from inspector.recording.events import Role
from tests.story import Story, clean


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
