"""What is in the lanes, on both axes."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.run import Run
from inspector.gui.selection import Selection, Thing
from inspector.gui.timeline.axis import Axis
from inspector.gui.timeline.badge_words import tell_badge
from inspector.gui.timeline.boxes import Boxes, Look
from inspector.gui.timeline.content import Content
from inspector.gui.timeline.evidence import evidence_span
from inspector.gui.timeline.peek_zone import name_of, zone
from inspector.gui.timeline.row_boxes import ROW
from inspector.gui.timeline.time_place import TimePlace
from inspector.recording.events import Role
from inspector.recording.recorder import Recorder
from inspector.recording.recording import Recording
from tests.gui.timeline.stories import (
    breaks_the_peek,
    carried_over,
    everything,
    found_its_end,
    short_epochs,
    slow_first_step,
    under_way,
    validation_runs_out,
)
from tests.story import MILLISECOND, Story, clean, raises_at_batch_3, stops_after_5

AXES = pytest.mark.parametrize("axis", list(Axis))


def content_of(story: Story, axis: Axis) -> Content:
    content = Content(story.run(), axis)
    content.refresh()
    return content


def looks(boxes: Boxes) -> list[Look]:
    return [Look(look) for look in boxes.column("look", slice(None)).tolist()]


@AXES
def test_that_every_step_that_ran_has_a_box_and_every_one_that_did_not_has_a_ghost(axis: Axis) -> None:
    ghosts, steps = content_of(raises_at_batch_3(), axis).lanes.train_steps.layers
    assert looks(steps) == [Look.STEP, Look.STEP, Look.STEP, Look.UNFINISHED]
    assert ghosts.column("step", slice(None)).tolist() == [4, 5, 6, 7, 8, 9]
    assert set(looks(ghosts)) == {Look.MISSING}


@AXES
@pytest.mark.parametrize("story", [everything, short_epochs, raises_at_batch_3, stops_after_5])
def test_that_a_ghost_is_never_drawn_over_a_step(axis: Axis, story: object) -> None:
    ghosts, steps = content_of(story(), axis).lanes.train_steps.layers  # type: ignore[operator]
    assert len(ghosts)
    overlap = np.minimum.outer(ghosts.x1, steps.x1) - np.maximum.outer(ghosts.x0, steps.x0)
    assert overlap.max() <= 1e-9


@AXES
def test_that_while_the_run_goes_on_nothing_is_missing(axis: Axis) -> None:
    ghosts, steps = content_of(under_way(), axis).lanes.train_steps.layers
    assert looks(steps)[-1] is Look.RUNNING
    assert set(looks(ghosts)) <= {Look.EXPECTED}
    assert len(ghosts) == (0 if axis is Axis.TIME else 3 + 6)


@AXES
def test_that_the_begin_that_found_no_more_data_is_there_behind_the_steps(axis: Axis) -> None:
    content = content_of(found_its_end(), axis)
    ghosts, steps = content.lanes.train_steps.layers
    assert len(ghosts) == 0
    assert looks(steps) == [Look.STEP] * 6 + [Look.PROBE]
    assert steps.x0[6] >= steps.x1[5]
    (finding,) = (one for one in diagnose(content.run) if one.rule == "batch-begin-unfinished")
    span = evidence_span(content, finding)
    assert span is not None
    assert span[0] <= steps.x0[6] < steps.x1[6] <= span[1]
    assert span[0] > steps.x1[5]


def test_that_on_the_step_axis_the_end_of_the_data_stands_over_the_begin_that_found_it() -> None:
    lanes = content_of(found_its_end(), Axis.STEP).lanes
    steps, pulls = lanes.train_steps.layers[-1], lanes.source.layers[0]
    assert looks(pulls)[-1] is Look.OUT_OF_DATA
    assert (pulls.x0[-1], pulls.x1[-1]) == (steps.x0[-1], steps.x1[-1])


@AXES
def test_that_the_epochs_say_how_they_ended(axis: Axis) -> None:
    content = content_of(everything(), axis)
    epochs = content.lanes.epochs
    assert looks(epochs.layers[0]) == [Look.EPOCH_ENDED, Look.EPOCH_ENDED, Look.EPOCH_SHORT, Look.EPOCH_BROKEN]
    assert epochs.texts[2] == "epoch 2 · 3 of 8 · ended short"


def test_that_on_the_step_axis_a_batch_stands_over_the_step_that_trained_on_it() -> None:
    lanes = content_of(clean(3, 4), Axis.STEP).lanes
    source, steps = lanes.source.layers[0], lanes.train_steps.layers[-1]
    used = source.column("batch", slice(0, 12))
    assert used.tolist() == list(range(12))
    np.testing.assert_allclose(source.x0[:12], steps.x0)


def test_that_on_the_step_axis_the_pull_that_failed_stands_over_the_step_that_wanted_it() -> None:
    lanes = content_of(stops_after_5(), Axis.STEP).lanes
    source, steps = lanes.source.layers[0], lanes.train_steps.layers[-1]
    assert looks(source)[-1] is Look.OUT_OF_DATA
    assert source.x0[-1] == steps.x0[-1]


def test_that_replays_are_told_from_first_uses() -> None:
    _, steps = content_of(everything(), Axis.STEP).lanes.train_steps.layers
    of_last = steps.column("epoch", slice(None)) == 3
    assert [look for look, mine in zip(looks(steps), of_last, strict=True) if mine] == [
        Look.REPLAYED,
        Look.REPLAYED,
        Look.UNFINISHED,
    ]


def test_that_validation_has_lanes_only_where_there_is_some() -> None:
    def names(story: Story) -> list[str]:
        return [lane.name for lane in content_of(story, Axis.TIME).lanes.shown]

    assert "Validation" in names(everything())
    assert "Validation" not in names(clean())


def test_that_keras_own_callbacks_come_last_and_many_share_a_row() -> None:
    story = Story(steps_per_epoch=2).peek().train_begin().epoch_begin(0)
    for index, name in enumerate(["History", "A", "B", "C", "D", "E", "F"]):
        story.callback("on_epoch_begin", name, index)
    lanes = content_of(story, Axis.TIME).lanes.calls.lanes
    assert [lane.detail for lane in lanes] == ["A", "B", "C", "D", "+3 more"]
    assert len(lanes[-1].layers[0]) == 3


def rows_of(boxes: Boxes) -> list[list[float]]:
    """All that there is to say of boxes, each a row."""
    told = [boxes.column(name, slice(None)) for name in (ROW.names or ())[3:]]
    return np.stack([boxes.x0, boxes.x1, boxes.looks, *told], axis=1).tolist()


@AXES
def test_that_growing_event_by_event_gives_what_reading_at_once_gives(axis: Axis) -> None:
    whole = everything()
    expected = content_of(whole, axis)
    recording = Recording()
    run = Run(recording)
    content = Content(run, axis)
    rows = list(itertools.chain.from_iterable(block for block in whole.recorder.recording.rows.blocks()))
    recording.payloads, recording.threads = whole.recorder.recording.payloads, whole.recorder.recording.threads
    for row in rows:
        recording.rows.extend(np.array([row]))
        run.update()
        content.refresh()
    for lane, other in zip(content.lanes.shown, expected.lanes.shown, strict=True):
        for boxes, others in zip(lane.layers, other.layers, strict=True):
            assert rows_of(boxes) == rows_of(others), lane.name
        assert lane.texts == other.texts
    assert [tell_badge(badge) for badge in content.badges] == [tell_badge(badge) for badge in expected.badges]


def test_that_read_ahead_counts_what_was_produced_and_not_yet_used() -> None:
    story = raises_at_batch_3()
    content = content_of(story, Axis.TIME)
    run, waiting = content.run, content.lanes.waiting
    produced = [p.ended_ns for p in run.train.produced]
    ended = [s.ended_ns for s in run.epochs[0].steps if s.ended_ns is not None]
    for t in (*produced, *ended):
        assert t is not None
        assert waiting.waiting(np.array([t])).tolist() == [
            sum(p <= t for p in produced if p) - sum(e <= t for e in ended)
        ]


def test_that_a_first_step_that_dwarfs_the_others_is_broken_and_the_clock_stays_right() -> None:
    content = content_of(slow_first_step(), Axis.TIME)
    place = content.place
    assert isinstance(place, TimePlace)
    assert [one.role for one in place.breaks] == [Role.TRAIN]
    steps = content.lanes.train_steps.layers[-1]
    widths = steps.x1 - steps.x0
    assert widths[0] < 12 * np.median(widths)
    for step in content.run.epochs[0].steps:
        assert place.t_ns(place.x(step.began_ns)) == pytest.approx(step.began_ns, abs=1000)
    first, last = place.pieces[0], place.pieces[-1]
    began = content.run.epochs[0].steps[5].began_ns
    assert place.x(began) + last.left_out == pytest.approx((began - (content.run.fit_began_ns or 0)) * 1e-9)
    assert first.left_out == 0


def test_that_an_even_run_has_no_break() -> None:
    place = content_of(clean(), Axis.TIME).place
    assert isinstance(place, TimePlace)
    assert place.breaks == ()


def test_that_a_run_that_has_nothing_yet_has_empty_lanes() -> None:
    content = Content(Run(Recorder().recording), Axis.STEP)
    content.refresh()
    assert all(lane.empty for lane in content.lanes.shown)


def test_that_a_group_of_steps_is_one_box_over_its_cells() -> None:
    story = Story(steps_per_epoch=6, steps_per_execution=3).peek(2).train_begin().epoch_begin(0)
    story.pass_begin().feed(4)
    story.step_begins(0).step_ends(2).step_begins(3).step_ends(5).epoch_end().train_end().ends()
    content = content_of(story, Axis.STEP)
    _, steps = content.lanes.train_steps.layers
    assert steps.column("steps", slice(None)).tolist() == [3, 3]
    assert (steps.x1 - steps.x0).round(1).tolist() == [2.9, 2.9]
    assert steps.find(Selection(Thing.STEP, epoch=0, step=4)) == 1


def test_that_the_peek_is_where_the_first_pulls_are() -> None:
    content = content_of(clean(), Axis.TIME)
    span = zone(content.place, Role.TRAIN, content.peeks[Role.TRAIN])
    pulls = content.run.train.pulls
    origin = content.run.fit_began_ns or 0
    assert span is not None
    assert span[0] == pytest.approx((pulls[0].began_ns - origin) / 1e3 / MILLISECOND)
    assert span[1] == pytest.approx(((pulls[1].ended_ns or 0) - origin) / 1e3 / MILLISECOND)


def test_that_on_the_step_axis_the_peek_is_over_the_boxes_that_were_peeked() -> None:
    content = content_of(clean(), Axis.STEP)
    source = content.lanes.source.layers[0]
    assert zone(content.place, Role.TRAIN, content.peeks[Role.TRAIN]) == (source.x0[0], source.x1[1])


def test_that_a_peek_that_is_thrown_away_stands_before_the_first_step_and_says_so() -> None:
    content = content_of(carried_over(), Axis.STEP)
    peek = content.peeks[Role.TRAIN]
    span = zone(content.place, Role.TRAIN, peek)
    assert span is not None
    assert span[1] < content.lanes.train_steps.layers[-1].x0[0]
    assert name_of(peek) == "peek, thrown away"


@AXES
def test_that_validation_has_its_own_peek(axis: Axis) -> None:
    content = content_of(validation_runs_out(), axis)
    source = content.lanes.validation_source.layers[0]
    assert zone(content.place, Role.VALIDATION, content.peeks[Role.VALIDATION]) == (source.x0[0], source.x1[1])


@AXES
def test_that_the_batch_that_breaks_the_peek_is_marked(axis: Axis) -> None:
    source = content_of(breaks_the_peek(), axis).lanes.source.layers[0]
    marked = [
        batch
        for look, batch in zip(looks(source), source.column("batch", slice(None)), strict=True)
        if look is Look.BREAKS
    ]
    assert marked == [4]


def test_that_data_that_ended_in_one_epoch_stands_there_although_another_broke_off_later() -> None:
    lanes = content_of(everything(), Axis.STEP).lanes
    source, steps = lanes.source.layers[0], lanes.train_steps.layers[-1]
    ended = looks(source).index(Look.OUT_OF_DATA)
    unfinished = looks(steps).index(Look.UNFINISHED)
    assert steps.column("epoch", slice(None))[unfinished] == 2
    assert source.x0[ended] == steps.x0[unfinished]
