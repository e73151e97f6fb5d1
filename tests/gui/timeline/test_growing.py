"""What is kept of epochs that are over while a run grows is what reading all of it anew gives, at every event."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import pytest

from inspector.analysis.grid import EpochRow
from inspector.analysis.run import Run
from inspector.gui.timeline import content as of_the_timeline
from inspector.gui.timeline.axis import Axis
from inspector.gui.timeline.content import Content
from inspector.gui.timeline.epoch_badge import EpochBadge
from inspector.gui.timeline.verdict import verdict_of
from inspector.recording.events import Kind, Role
from inspector.recording.recording import Recording
from tests.gui.timeline.stories import everything, found_its_end, replays, short_epochs, slow_first_step, under_way
from tests.gui.timeline.test_lanes import rows_of
from tests.story import Story, clean, raises_at_batch_3, sizes_alternate, stops_after_5


def nobody_said_how_many() -> Story:
    """Three epochs of a Dataset, each of another length than the one before."""
    story = Story(epochs=3, kind="tf_dataset").train_begin()
    for epoch in range(3):
        story.epoch_begin(epoch).whole_pass(3 - epoch).epoch_end()
    return story.train_end().ends()


def epochs_are_left_out() -> Story:
    """Of six epochs some begin, one of them twice, and one after a later one."""
    story = Story(epochs=6, initial_epoch=1, steps_per_epoch=2).peek(2).train_begin()
    for epoch in (2, 4, 4, 3):
        story.epoch_begin(epoch).steps(0, 1).epoch_end()
    return story.epoch_begin(5).step_begins(0).fit_raises()


def ends_do_not_come() -> Story:
    """An epoch gets no end, and another one's validation neither, and both times the run goes on."""
    story = Story(epochs=5, steps_per_epoch=2, validation_steps=2)
    story.source("generator", None, role=Role.VALIDATION).peek(2).train_begin()
    for epoch in range(5):
        story.epoch_begin(epoch).steps(0, 2 if epoch != 3 else 1).test_begin().steps(0, 1, Role.VALIDATION)
        if epoch != 1:
            story.test_end()
        if epoch != 2:
            story.epoch_end()
    return story.train_end().ends()


def stopped_by_hand() -> Story:
    """The person stops the third of four epochs; the data has hooks of its own."""
    story = Story(epochs=4, steps_per_epoch=3).peek(2).train_begin()
    for epoch in range(3):
        story.epoch_begin(epoch).dataset_hook(Kind.DATASET_EPOCH_BEGIN).steps(0, 2)
        if epoch == 2:
            story.stop_asked()
        story.epoch_end().dataset_hook(Kind.DATASET_EPOCH_END)
    return story.train_end().ends("cancelled")


def read_too_far() -> Story:
    """Two batches more are read than there are steps, which is known only when the run is over."""
    story = Story(epochs=1, steps_per_epoch=2).peek(2).train_begin().epoch_begin(0).steps(0, 2).feed(2)
    return story.epoch_end().train_end().ends()


STORIES = [
    clean,
    ends_do_not_come,
    epochs_are_left_out,
    everything,
    found_its_end,
    nobody_said_how_many,
    raises_at_batch_3,
    read_too_far,
    replays,
    short_epochs,
    sizes_alternate,
    slow_first_step,
    stopped_by_hand,
    stops_after_5,
    under_way,
]


@pytest.mark.parametrize("axis", Axis, ids=lambda axis: axis.name.lower())
@pytest.mark.parametrize("tell", STORIES, ids=lambda tell: tell.__name__)
def test_that_growing_shows_what_reading_anew_does_after_every_event(
    monkeypatch: pytest.MonkeyPatch, tell: Callable[[], Story], axis: Axis
) -> None:
    monkeypatch.setattr(of_the_timeline, "GRID_SHARE", math.inf)  # the grid is looked at each time
    recording = tell().run().recording
    run = Run(Recording())
    content = Content(run, axis)
    for _ in growing(run, recording):
        content.refresh()
        anew = Run(run.recording)
        anew.update()
        expected = Content(anew, axis)
        expected.refresh()
        assert list(map(told, content.grid)) == list(map(told, expected.grid))
        assert list(map(claimed, content.badges)) == list(map(claimed, expected.badges))
        assert verdict_of(run, content.badges) == verdict_of(anew, expected.badges)
        for lane, other in zip(content.lanes.shown, expected.lanes.shown, strict=True):
            for boxes, others in zip(lane.layers, other.layers, strict=True):
                assert rows_of(boxes) == rows_of(others), (run.cursor, lane.name, lane.detail)
            assert lane.texts == other.texts


def growing(run: Run, whole: Recording) -> Iterator[None]:
    """Give the run one event after the other."""
    recording = run.recording
    recording.payloads, recording.threads = whole.payloads, whole.threads
    for block in list(whole.rows.blocks()):
        for at in range(len(block)):
            recording.rows.extend(block[at : at + 1])
            recording.growing = whole.growing or len(recording) < len(whole)
            run.update()
            yield


def told(row: EpochRow) -> tuple[object, ...]:
    """All that there is to say of a row."""
    return row.number, row.verdict, row.expected, row.done, row.states.tolist()


def claimed(badge: EpochBadge) -> tuple[object, ...]:
    """The same of a badge."""
    return told(badge.row), badge.replayed, badge.validation, badge.counted, badge.bar, badge.counts_begun, badge.name
