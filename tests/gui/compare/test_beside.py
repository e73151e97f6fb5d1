"""Two runs laid out on one Step axis."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from inspector.analysis.compare import Topic, compare
from inspector.gui.compare.beside import Beside
from inspector.gui.compare.cell_words import cell_words
from inspector.gui.compare.facts import facts
from inspector.gui.timeline.axis import Axis
from inspector.gui.timeline.boxes import Boxes, Look
from inspector.gui.timeline.content import Content
from inspector.recording.events import Kind, Role
from inspector.recording.recorder import Recorder
from tests.analysis.compare.sides import compared, reads_ahead, reported, side
from tests.story import Story, clean, raises_at_batch_3, stops_after_5


def laid_out(a: Story, b: Story) -> Beside:
    return Beside(compared(a, b))


def looks(boxes: Boxes) -> list[Look]:
    return [Look(value) for value in boxes.column("look", slice(None)).tolist()]


def marked(beside: Beside, topic: Topic) -> list[tuple[float, float]]:
    listed = beside.comparison.listed
    return [(mark.x0, mark.x1) for mark in beside.marks if listed[mark.difference].topic is topic]


def test_that_each_step_stands_over_the_same_step_of_the_other() -> None:
    beside = laid_out(raises_at_batch_3(), clean(1, 10))
    assert beside.a.steps.x0.tolist() == beside.b.steps.x0.tolist()
    assert looks(beside.a.steps) == [Look.STEP] * 3 + [Look.UNFINISHED] + [Look.MISSING] * 6
    assert looks(beside.b.steps) == [Look.STEP] * 10
    assert beside.a.batches.column("batch", slice(None)).tolist() == [0, 1, 2]


def test_that_an_epoch_has_room_for_the_longer_of_the_two() -> None:
    short = Story(epochs=2).peek(2).train_begin().epoch_begin(0).steps(0, 2).epoch_end()
    short.epoch_begin(1).steps(0, 2).epoch_end().train_end().ends()
    long = Story(epochs=2).peek(2).train_begin().epoch_begin(0).steps(0, 5).epoch_end()
    long.epoch_begin(1).steps(0, 5).epoch_end().train_end().ends()
    beside = laid_out(short, long)
    assert [cells.steps for cells in beside.cells.values()] == [5, 5]
    assert beside.a.steps.x0[2] == beside.b.steps.x0[5]  # the second epoch begins at one place


def test_that_what_differs_is_marked_where_it_is() -> None:
    beside = laid_out(raises_at_batch_3(epochs=2), clean(2, 10))
    assert marked(beside, Topic.STEPS) == [(3.0, 10.0)]
    assert marked(beside, Topic.EPOCH) == [(11.0, 21.0)]
    (hook,) = marked(beside, Topic.HOOKS)
    assert 10.0 < hook[0] < hook[1] < 11.0
    assert beside.span(0) is None  # the callbacks: of the setting, which has no place on the axis
    assert beside.span(1) == (3.0, 10.0)
    whole = next(n for n, one in enumerate(beside.comparison.listed) if one.topic is Topic.OUTCOME)
    assert beside.span(whole) is None


def test_that_steps_apart_are_marked_apart_and_told_as_one() -> None:
    def story(sizes: tuple[int, ...]) -> Story:
        story = Story(epochs=1, steps_per_epoch=6).peek(2).train_begin().epoch_begin(0).steps(0, 2)
        for step, rows in enumerate(sizes, 2):
            story.steps(step, step + 1, rows=rows)
        return story.epoch_end().train_end().ends()

    beside = laid_out(story((32, 16, 32, 16)), story((32, 32, 32, 32)))
    assert marked(beside, Topic.SHAPES) == [(3.0, 4.0), (5.0, 6.0)]


def test_that_validation_stands_behind_its_epoch() -> None:
    def story(steps: int) -> Story:
        story = Story(epochs=1, steps_per_epoch=2, validation_steps=3)
        story.source("generator", None, role=Role.VALIDATION).peek(2).peek(2, Role.VALIDATION).train_begin()
        return story.epoch_begin(0).steps(0, 2).validate(steps).epoch_end().train_end().ends()

    beside = laid_out(story(3), story(2))
    cells = beside.cells[0]
    assert (cells.steps, cells.validation_steps) == (2, 3)
    start = cells.validation_start
    assert marked(beside, Topic.STEPS) == [(start + 2, start + 3)]
    assert beside.at(start + 2.5) == (0, True, 2)
    assert beside.at(1.5) == (0, False, 1)
    assert beside.at(2.2) is None


def test_that_a_run_that_breaks_off_is_not_drawn_as_one_that_missed_something() -> None:
    broken = Story(epochs=2, steps_per_epoch=4).peek(2).train_begin().epoch_begin(0).steps(0, 2).run()
    broken.recording.growing = False
    broken.update()
    beside = Beside(compare(side(broken), side(clean(2, 4))))
    assert looks(beside.a.epochs) == [Look.EPOCH_RUNNING, Look.EPOCH_EXPECTED]
    assert beside.a.epoch_words == ["epoch 0 · 2 of 4 · breaks off", "epoch 1 · not told"]
    assert Look.MISSING not in looks(beside.a.steps)
    assert beside.marks == []


def stopped_midway() -> Story:
    """A callback stops the run after two of four steps: nothing is missing."""
    story = Story(epochs=1, steps_per_epoch=4).peek(2).train_begin().epoch_begin(0).steps(0, 2)
    return story.stop_training("on_train_batch_end", step=1).epoch_end().train_end().ends()


def ended_empty() -> Story:
    story = Story(epochs=1, steps_per_epoch=4).peek(2).train_begin().epoch_begin(0)
    return story.epoch_end().train_end().ends()


@pytest.mark.parametrize(
    ("story", "words", "look"),
    [
        (stops_after_5, "epoch 0 · 5 of 10 · ended short", Look.EPOCH_SHORT),
        (ended_empty, "epoch 0 · 0 of 4 · ended empty", Look.EPOCH_SHORT),
        (raises_at_batch_3, "epoch 0 · 3 of 10 · never ended", Look.EPOCH_BROKEN),
        (stopped_midway, "epoch 0 · 2 of 4 · stopped", Look.EPOCH_STOPPED),
        (lambda: clean(1, 4), "epoch 0 · 4 of 4 · ended", Look.EPOCH_ENDED),
    ],
    ids=["short", "empty", "never", "stopped", "whole"],
)
def test_that_an_epoch_went_as_the_main_window_says(story: Callable[[], Story], words: str, look: Look) -> None:
    lanes = laid_out(story(), clean(1, 4)).a
    assert (lanes.epoch_words, looks(lanes.epochs)) == ([words], [look])


def stopped_early() -> Story:
    """EarlyStopping leaves out two of three epochs."""
    story = Story(epochs=3, steps_per_epoch=4).peek(2).train_begin().epoch_begin(0).steps(0, 4)
    return story.stop_training().epoch_end().train_end().ends()


def stopped_by_hand() -> Story:
    story = Story(epochs=3, steps_per_epoch=4).peek(2).train_begin().epoch_begin(0).steps(0, 4).epoch_end()
    return story.stop_asked().ends("cancelled")


def raised_early() -> Story:
    return raises_at_batch_3(epochs=3)


def never_fitted() -> Story:
    story = Story(epochs=3)
    story.recorder = Recorder()
    return story.put(Kind.RUN_BEGIN, payload={"file": "train.py"}).module_fails()


def test_that_where_fit_did_not_begin_nobody_stopped_it(tmp_path: Path) -> None:
    for one in (side(never_fitted()), reported(never_fitted(), tmp_path)):
        assert Beside(compare(one, side(clean(2, 4)))).a.epoch_words == [
            "epoch 0 · never began",
            "epoch 1 · never began",
        ]


@pytest.mark.parametrize(
    ("story", "word", "in_cell", "look"),
    [
        (stopped_early, "stopped", "left out, as it was stopped", Look.EPOCH_STOPPED),
        (stopped_by_hand, "stopped", "left out, as it was stopped", Look.EPOCH_STOPPED),
        (raised_early, "never began", "the epoch never began", Look.EPOCH_MISSING),
    ],
    ids=["callback", "person", "raised"],
)
@pytest.mark.parametrize("as_report", [False, True], ids=["recording", "report"])
def test_that_an_epoch_that_was_left_out_is_what_the_main_window_calls_it(
    story: Callable[[], Story], word: str, in_cell: str, look: Look, as_report: bool, tmp_path: Path
) -> None:
    content = Content(story().run(), Axis.STEP)
    content.refresh()
    assert {row.verdict.value for row in content.grid[1:]} == {word}
    one = reported(story(), tmp_path) if as_report else side(story())
    comparison = compare(one, side(clean(4, 4)))
    lanes = Beside(comparison).a
    assert lanes.epoch_words[1:] == [f"epoch 1 · {word}", f"epoch 2 · {word}", "epoch 3 · never began"]
    assert looks(lanes.epochs)[1:] == [look, look, Look.EPOCH_MISSING]
    assert f"A: {in_cell}" in cell_words(comparison, 1, False, 0)
    told = {one.epoch: one.a for one in comparison.happened if one.topic is Topic.EPOCH}
    assert told == {1: word, 2: word, 3: "never began"}


@pytest.mark.parametrize("story", [stops_after_5, ended_empty, raises_at_batch_3], ids=lambda story: story.__name__)
def test_that_a_report_says_of_an_epoch_what_its_recording_does(story: Callable[[], Story], tmp_path: Path) -> None:
    beside = Beside(compare(reported(story(), tmp_path), side(story())))
    assert beside.a.epoch_words == beside.b.epoch_words
    assert looks(beside.a.epochs) == looks(beside.b.epochs)


@pytest.mark.parametrize(
    ("step", "a", "b"),
    [
        (1, "done, on batch 1: x (32, 10) float32, y (32, 1) float32", "done, on batch 1: x (32, 10) float32"),
        (3, "began and never ended", "done, on batch 3"),
        (7, "missing", "done, on batch 7"),
    ],
)
def test_that_a_cell_says_what_either_run_did_there(step: int, a: str, b: str) -> None:
    words = cell_words(compared(raises_at_batch_3(), clean(1, 10)), 0, False, step).splitlines()
    assert words[0] == f"Step {step} of epoch 0"
    assert words[1] == f"A: {a}"
    assert words[2].startswith(f"B: {b}")


def test_that_the_table_marks_what_differs_and_never_time() -> None:
    lines = facts(compared(raises_at_batch_3(), clean(1, 10)))
    differing = {fact.what for fact in lines if fact.differs}
    assert differing == {"outcome", "steps done", "setup: callbacks"}
    timed = [fact for fact in lines if fact.what.startswith("time: ")]
    assert len(timed) >= 4
    assert not any(fact.differs for fact in timed)


def test_that_a_finding_that_hangs_on_time_is_told_to_be_a_finding_and_is_not_marked() -> None:
    lines = facts(compared(reads_ahead(), clean(1, 2)))
    (found,) = [fact for fact in lines if "unused-batches" in fact.what]
    assert (found.what, found.differs) == ("findings: unused-batches (info) in A only", False)
