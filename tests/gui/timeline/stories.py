"""Longer stories than `tests.story` has, for the timeline."""

from __future__ import annotations

from inspector.recording.events import Kind, Role
from tests.story import Story


def everything() -> Story:
    """Four epochs with validation and callbacks; the data ends in epoch 2, and a callback raises in epoch 3."""
    story = Story(epochs=4, steps_per_epoch=8, validation_steps=3)
    story.source("generator", None, role=Role.VALIDATION)
    story.peek(2).train_begin()
    for epoch in range(2):
        story.epoch_begin(epoch, optimizer=8 * epoch)
        for step in range(8):
            story.steps(step, step + 1, rows=32 if step < 7 else 20)
            story.callback("on_train_batch_end", "LRSchedule", 0, step=step, took_ms=0.1)
        story.test_begin().steps(0, 3, Role.VALIDATION).test_end()
        story.callback("on_epoch_end", "ModelCheckpoint", 1, took_ms=3)
        story.callback("on_epoch_end", "History", 2, took_ms=0.05).epoch_end(optimizer=8 * (epoch + 1))
    story.epoch_begin(2).steps(0, 3).step_begins(3).source_stops().epoch_end()
    story.epoch_begin(3).step_begins(0).pass_begin().step_ends(0).step_begins(1).step_ends(1).step_begins(2)
    return story.callback("on_train_batch_begin", "ModelCheckpoint", 1, step=2, raises=True).fit_raises()


def found_its_end() -> Story:
    """Nobody said how many steps there are: with the seventh begin, fit learns that the data is over."""
    story = Story(epochs=1).peek(2).train_begin().epoch_begin(0).steps(0, 6)
    return story.step_begins(6).source_stops().epoch_end().train_end().ends()


def under_way() -> Story:
    """One epoch ended, the second in its third step, a `next()` going on."""
    story = Story(epochs=3, steps_per_epoch=6)
    story.peek(2).train_begin().epoch_begin(0).steps(0, 6).epoch_end().epoch_begin(1).steps(0, 2).step_begins(2)
    return story.put(Kind.PULL_BEGIN, step=0, batch=8)


def short_epochs() -> Story:
    """Three epochs of 5 of 10 steps, one right after the other."""
    story = Story(epochs=3, steps_per_epoch=10).peek(2).train_begin()
    for epoch in range(3):
        story.epoch_begin(epoch).steps(0, 5).step_begins(5).epoch_end()
    return story.train_end().ends()


def slow_first_step() -> Story:
    """A first step that compiles for 600 ms, then nine of a millisecond."""
    story = Story(epochs=1, steps_per_epoch=10).peek(2).train_begin().epoch_begin(0)
    story.step_begins(0).pass_begin().put(Kind.TRAIN_BATCH_END, epoch=0, step=0, after_ms=600)
    story._taken[Role.TRAIN] = 1
    return story.steps(1, 10).epoch_end().train_end().ends()


def replays() -> Story:
    """A generator of 10 for three epochs of 10: epochs 1 and 2 have the two peeked batches again, and no more."""
    story = Story(epochs=3, steps_per_epoch=10).peek(2).train_begin().epoch_begin(0, 0).steps(0, 10).epoch_end(10)
    for epoch in (1, 2):
        counted = 10 + 3 * (epoch - 1)
        story.epoch_begin(epoch, counted).step_begins(0).pass_begin().step_ends(0).ready_steps(1, 2)
        story.step_begins(2).epoch_end(counted + 3)
    return story.train_end().ends()


def validation_runs_out() -> Story:
    """Two whole epochs; a validation generator of 3 that the second one has used up."""
    story = Story(epochs=2, steps_per_epoch=4, validation_steps=3)
    story.source("generator", None, role=Role.VALIDATION).peek(2).train_begin()
    story.epoch_begin(0).steps(0, 4).peek(2, Role.VALIDATION).validate(3).epoch_end()
    story.epoch_begin(1).steps(0, 4).test_begin().pass_begin(Role.VALIDATION).ready_steps(0, 2, Role.VALIDATION)
    return story.step_begins(2, Role.VALIDATION).source_stops(Role.VALIDATION).test_end().epoch_end().train_end().ends()


def breaks_the_peek() -> Story:
    """Batch 4 has 11 features where Keras took 10 from its peek; fit ends with it."""
    story = Story(epochs=2, steps_per_epoch=6).peek(2).train_begin().epoch_begin(0).steps(0, 3)
    return story.step_begins(3).feed(1).feed(1, features=11).step_ends(3).step_begins(4).fit_raises()


def carried_over() -> Story:
    """A PyDataset of 6, two steps an epoch: epochs 0 to 2 share one pass; epoch 3 has another, read two ahead."""
    story = Story(epochs=4, steps_per_epoch=2, kind="py_dataset", length=6).peek(2).train_begin()
    for epoch in range(4):
        story.epoch_begin(epoch)
        for step in range(2):
            number = (2 * epoch + step) % 6
            if number == 0:
                story.new_pass()
            story.take(step, number)
        story.epoch_end()
    return story.read(2, 3).train_end().ends()
