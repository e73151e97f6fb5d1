"""What the timeline shows of where batches went: passes over the data, replays, and what no step ever used."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from inspector.gui.selection import Selection, Thing
from inspector.gui.theme import LIGHT
from inspector.gui.timeline.axis import Axis
from inspector.gui.timeline.boxes import Look
from inspector.gui.timeline.content import Content
from inspector.gui.timeline.legend import Legend
from inspector.gui.timeline.ruler import words_outside
from inspector.gui.timeline.step_ghosts import PAD
from inspector.gui.timeline.step_place import StepPlace
from inspector.gui.timeline.tell import tell
from inspector.gui.timeline.timeline_view import TimelineView
from inspector.recording.events import NONE, Kind
from tests.gui.timeline.stories import carried_over, everything, replays
from tests.story import Story, clean, raises_at_batch_3, raises_in_a_step, stops_after_5

AXES = pytest.mark.parametrize("axis", list(Axis))


def content_of(story: Story, axis: Axis = Axis.STEP) -> Content:
    content = Content(story.run(), axis)
    content.refresh()
    return content


def read_ahead() -> Story:
    """Four steps, and two batches more than they used."""
    story = Story(steps_per_epoch=4).peek(2).train_begin().epoch_begin(0).steps(0, 4).epoch_end()
    return story.feed(2)


def unused(content: Content) -> list[int]:
    source = content.lanes.source.layers[0]
    mine = source.column("look", slice(None)) == Look.UNUSED
    return sorted(source.column("batch", slice(None))[mine].tolist())


@AXES
def test_that_batches_read_ahead_are_never_used_only_once_the_run_is_over(axis: Axis) -> None:
    story = read_ahead()
    run = story.run()
    content = Content(run, axis)
    content.refresh()
    assert unused(content) == []
    story.train_end().ends().recorder.drain()
    run.update()
    content.refresh()
    assert unused(content) == [4, 5]


@AXES
def test_that_of_a_py_dataset_it_is_the_asking_that_was_for_nothing(axis: Axis) -> None:
    content = content_of(carried_over(), axis)
    assert unused(content) == [0, 1, 2, 3]  # the peek, thrown away, and what pass 1 was read ahead
    words = [note.text for note in content.notes.get(id(content.lanes.source), [])]
    assert words == (["2 never used"] if axis is Axis.TIME else [])


def test_that_nothing_is_claimed_where_the_recording_breaks_off() -> None:
    story = read_ahead()
    run = story.run()
    run.recording.growing = False
    run.update()
    content = Content(run, Axis.STEP)
    content.refresh()
    assert run.cut
    assert unused(content) == []


@pytest.mark.parametrize("doubt", ["inferred", "shuffled", "unknown"])
def test_that_nothing_is_claimed_where_lineage_is_not_known(doubt: str) -> None:
    story = Story(steps_per_epoch=2, kind="arrays", length=4)
    if doubt == "inferred":
        story.put(Kind.ENVIRONMENT, payload={"lineage": "inferred"})
    if doubt == "shuffled":
        told = {"kind": "arrays", "name": "x", "length": 4, "hooks": [], "ordered": False}
        story.put(Kind.SOURCE, payload=told)
    story.train_begin().epoch_begin(0).new_pass()
    if doubt == "unknown":
        story.deliver(NONE)
    story.read(0, 1, 2, 3).ready_steps(0, 2).epoch_end().train_end().ends()
    assert unused(content_of(story)) == []


@AXES
def test_that_a_batch_that_a_step_which_never_ended_may_have_had_is_not_never_used(axis: Axis) -> None:
    content = content_of(raises_in_a_step(), axis)
    assert unused(content) == [4, 5]
    said = [tell(content, Selection(Thing.BATCH, batch=pull.batch, seq=pull.seq)) for pull in content.run.train.pulls]
    assert said[3].endswith("; perhaps used by a step that never ended")
    assert said[4].endswith("; never used")
    notes = [note.text for note in content.notes.get(id(content.lanes.source), [])]
    assert notes == (["2 never used"] if axis is Axis.TIME else [])


def test_that_batches_after_all_steps_are_never_used_only_where_no_step_can_have_had_one() -> None:
    story = Story().peek(2).train_begin().epoch_begin(0).steps(0, 2).step_begins(2).feed(2)
    assert words_outside(content_of(story)) == "not used yet"
    assert words_outside(content_of(story.fit_raises())) == "in no step that ended"
    assert words_outside(content_of(read_ahead().train_end().ends())) == "never used"
    inferred = Story(steps_per_epoch=2).put(Kind.ENVIRONMENT, payload={"lineage": "inferred"}).peek(2).ends()
    assert words_outside(content_of(inferred)) == "in no step that is known"


@AXES
def test_that_the_passes_are_told_where_one_goes_over_the_end_of_an_epoch(axis: Axis) -> None:
    lanes = content_of(carried_over(), axis).lanes
    assert lanes.passes in lanes.shown
    assert lanes.passes.texts == ["pass 0", "pass 0 · carried over", "pass 0 · carried over", "pass 1"]
    stripes, steps = lanes.passes.layers[0], lanes.train_steps.layers[-1]
    assert stripes.x0.tolist() == steps.x0[::2].tolist()
    assert stripes.x1.tolist() == steps.x1[1::2].tolist()


def test_that_two_passes_in_one_epoch_are_told_apart() -> None:
    story = Story(steps_per_epoch=4, kind="tf_dataset", length=2).train_begin().epoch_begin(0)
    story.new_pass().take(0, 0).take(1, 1).new_pass().take(2, 0).take(3, 1).epoch_end().train_end().ends()
    lanes = content_of(story).lanes
    assert lanes.passes in lanes.shown
    assert lanes.passes.texts == ["pass 0", "pass 1"]


def test_that_replays_are_told_as_a_pass_of_their_own() -> None:
    lanes = content_of(replays()).lanes
    assert lanes.passes.texts == ["pass 0", "pass 1 · replays", "pass 2 · replays"]
    assert "peeked at in front of it again" in lanes.pass_feed.sentences[1]


@pytest.mark.parametrize("story", [clean, raises_at_batch_3, stops_after_5])
def test_that_passes_are_not_shown_where_they_say_nothing(story: Callable[[], Story]) -> None:
    lanes = content_of(story()).lanes
    assert lanes.passes not in lanes.shown


def test_that_the_pointer_explains_a_pass_and_a_click_on_it_selects_nothing(qtbot: QtBot) -> None:
    view = TimelineView(LIGHT)
    qtbot.addWidget(view)
    view.resize(900, 560)
    view.set_axis(Axis.STEP)
    view.show_run(carried_over().run())
    with qtbot.waitExposed(view):
        view.show()
    content = view.plot.content
    assert content is not None
    band = next(band for band in view.plot.bands if band.lane is content.lanes.passes)
    stripes = band.lane.layers[0]
    x = view.plot.scale_in_view.px(float(stripes.x0[1] + stripes.x1[1]) / 2)
    at = view.plot.to_widget(x, band.top + band.height / 2)
    assert view.plot.words_at(QPointF(at)) == (
        "Steps 0–1 of epoch 1: batches of pass 0 over the data, which began in an earlier epoch and was carried over "
        "its end"
    )
    assert view.plot.hit(QPointF(x, band.top + band.height / 2)) is None


def legend_of(qtbot: QtBot, story: Story) -> list[str]:
    """What is explained beside the run of a story."""
    legend = Legend(LIGHT)
    qtbot.addWidget(legend)
    legend.show_looks(content_of(story).looks)
    return [entry.words for entry in legend.entries]


def test_that_the_legend_explains_what_the_run_has_and_nothing_else(qtbot: QtBot) -> None:
    assert legend_of(qtbot, clean()) == ["batch produced", "step", "epoch ended"]
    looked = Story(call="check").put(Kind.FIT_BEGIN, payload={"requested": {"epochs": 1}, "call": "check"}).new_pass()
    assert legend_of(qtbot, looked.pull(for_pass=0).pull(for_pass=0)) == ["batch produced"]
    said = legend_of(qtbot, everything())
    assert {"replayed batch", "missing", "ended short", "problem"} < set(said)
    assert "never used" not in said


def test_that_a_narrow_legend_takes_more_lines_and_leaves_nothing_out(qtbot: QtBot) -> None:
    legend = Legend(LIGHT)
    qtbot.addWidget(legend)
    legend.show_looks(content_of(everything()).looks)
    one_line, height = legend.heightForWidth(2000), legend.heightForWidth(700)
    assert height > one_line
    legend.resize(700, height)
    painted = legend.grab().toImage()
    used = [any(painted.pixel(x, y) != painted.pixel(0, 0) for x in range(700)) for y in range(height)]
    assert sum(now and not before for before, now in pairwise([False, *used])) == len(legend._lines(700)) > 1
    assert [entry.words for line in legend._lines(700) for entry in line] == legend_of(qtbot, everything())


@pytest.mark.parametrize("width", [0, 1, 30, 100])
def test_that_a_legend_without_room_has_a_line_for_each_entry(qtbot: QtBot, width: int) -> None:
    """A window is that narrow for a moment before it is first laid out."""
    legend = Legend(LIGHT)
    qtbot.addWidget(legend)
    legend.show_looks(content_of(everything()).looks)
    assert legend._lines(width) == [[entry] for entry in legend.entries]


def by_workers(told_pass: int) -> Story:
    """A PyDataset of 2 whose workers, that read ahead of the passes, tell a pass that is not theirs."""
    story = Story(epochs=2, steps_per_epoch=2, kind="py_dataset", length=2).train_begin()
    for epoch in range(2):
        story.epoch_begin(epoch).new_pass()
        for batch in (1, 0):
            story.put(Kind.PULL_BEGIN, step=epoch + told_pass, batch=batch)
            story.put(Kind.PULL_END, step=epoch + told_pass, batch=batch, payload=story.signed())
        story.deliver(1).deliver(0).ready_steps(0, 2).pass_end().epoch_end()
    return story.train_end().ends()


@pytest.mark.parametrize("told_pass", [0, 1])
def test_that_what_workers_made_is_found_by_when_it_was_handed_over(told_pass: int) -> None:
    content = content_of(by_workers(told_pass))
    source, steps = content.lanes.source.layers[0], content.lanes.train_steps.layers[-1]
    assert unused(content) == []
    assert source.column("batch", slice(None)).tolist() == [1, 0, 1, 0]
    assert source.x0.tolist() == steps.x0.tolist()


def test_that_only_batches_stand_over_the_words_never_used() -> None:
    story = Story(steps_per_epoch=2).peek(2).train_begin().epoch_begin(0).steps(0, 2).source_stops()
    place = content_of(story.epoch_end().train_end().ends()).place
    assert isinstance(place, StepPlace)
    assert place.unused is None
    ahead = content_of(read_ahead().train_end().ends())
    assert isinstance(ahead.place, StepPlace)
    source = ahead.lanes.source.layers[0]
    assert ahead.place.unused == (pytest.approx(source.x0[-2] - PAD), pytest.approx(source.x1[-1] + PAD))
