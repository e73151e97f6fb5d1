"""Two runs beside each other: the first difference first, and none that is none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from inspector.analysis.compare import Topic, compare
from inspector.analysis.compare.difference import Place
from inspector.recording.events import Kind, Role
from tests.analysis.compare.sides import compared, reads_ahead, reported, side, titles
from tests.story import Story, clean, failure, raises_at_batch_3, sizes_alternate, stops_after_5

STORIES = [clean, raises_at_batch_3, sizes_alternate, stops_after_5]


def steady(epochs: int = 1, steps: int = 10) -> Story:
    """What the article's generators were meant to do."""
    return clean(epochs, steps)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_that_a_run_agrees_with_itself(story: Callable[[], Story]) -> None:
    comparison = compared(story(), story())
    assert comparison.agree
    assert (comparison.happened, comparison.setting, comparison.of_time, comparison.untold) == ((), (), (), ())


def test_that_time_is_no_difference() -> None:
    slow = Story(epochs=1, steps_per_epoch=2).peek(2, after_ms=900).train_begin().epoch_begin(0).steps(0, 2)
    fast = Story(epochs=1, steps_per_epoch=2).peek(2).train_begin().epoch_begin(0).steps(0, 2)
    for story in (slow, fast):
        story.epoch_end().train_end().ends()
    comparison = compared(slow, fast)
    assert comparison.agree
    assert comparison.a.timings is not None
    assert comparison.b.timings is not None
    assert (comparison.a.timings.pull or 0) > 100 * (comparison.b.timings.pull or 0)


def test_that_before_and_after_a_fix_differ_first_at_the_step_where_it_broke() -> None:
    comparison = compared(raises_at_batch_3(), steady())
    first = comparison.happened[0]
    assert (first.topic, first.epoch, first.steps) == (Topic.STEPS, 0, tuple(range(3, 10)))
    assert first.title == "Steps 3–9 of epoch 0: done in B only"
    assert first.a == "3 began and never ended, 4–9 missing"
    assert first.b == "done, on batches 3 4 5 6 7 8 9"
    assert "on_epoch_end of epoch 0 came in B only" in titles(comparison)
    outcome = next(one for one in comparison.happened if one.topic is Topic.OUTCOME)
    assert (outcome.a, outcome.b) == (
        "raised: ZeroDivisionError: division by zero (train.py, line 12, in batches)",
        "completed",
    )
    assert "source-raised (error) in A only" in titles(comparison)


def test_that_the_other_way_round_says_the_other_way_round() -> None:
    there, back = compared(raises_at_batch_3(), steady()), compared(steady(), raises_at_batch_3())
    assert [(one.a, one.b) for one in there.happened if one.topic is not Topic.FINDINGS] == [
        (one.b, one.a) for one in back.happened if one.topic is not Topic.FINDINGS
    ]


def test_that_differences_come_in_the_order_of_the_step_axis() -> None:
    comparison = compared(stops_after_5(), steady(epochs=3))
    order = [(one.epoch, one.place) for one in comparison.happened if one.epoch is not None]
    assert order == sorted(order)
    assert [one.epoch for one in comparison.happened if one.topic is Topic.EPOCH] == [1, 2]
    of_the_whole = [one.epoch is None for one in comparison.happened]
    assert of_the_whole == sorted(of_the_whole)


def test_that_other_batches_are_told_for_the_steps_that_took_them() -> None:
    def story(*batches: int) -> Story:
        story = Story(epochs=1, kind="py_dataset", length=4).train_begin().epoch_begin(0).new_pass()
        for step, batch in enumerate(batches):
            story.take(step, batch)
        return story.pass_end().epoch_end().train_end().ends()

    (one,) = compared(story(0, 1, 2, 3), story(0, 2, 1, 3)).happened
    assert (one.topic, one.steps) == (Topic.BATCHES, (1, 2))
    assert (one.title, one.a, one.b) == ("Steps 1–2 of epoch 0: on other batches", "batches 1 2", "batches 2 1")


def test_that_a_replay_is_told_from_the_same_batch_the_first_time() -> None:
    def story(*, replays: bool) -> Story:
        story = Story(epochs=2, steps_per_epoch=2).peek(2).train_begin()
        story.epoch_begin(0).steps(0, 2).epoch_end().epoch_begin(1)
        if replays:
            story.pass_begin().ready_steps(0, 2)
        else:
            story.steps(0, 2)
        return story.epoch_end().train_end().ends()

    one = compared(story(replays=True), story(replays=False)).happened[0]
    assert (one.topic, one.epoch, one.a, one.b) == (Topic.BATCHES, 1, "batches 0↺ 1↺", "batches 2 3")


def test_that_another_shape_and_another_dtype_are_told() -> None:
    def story(rows: int, dtype: str) -> Story:
        story = Story(epochs=1, steps_per_epoch=3).peek(2).train_begin().epoch_begin(0).steps(0, 2)
        return story.steps(2, 3, rows=rows, dtype=dtype).epoch_end().train_end().ends()

    comparison = compared(story(32, "float32"), story(16, "float64"))
    one = comparison.happened[0]
    assert (one.topic, one.steps) == (Topic.SHAPES, (2,))
    assert (one.a, one.b) == (
        "x (32, 10) float32, y (32, 1) float32",
        "x (16, 10) float64, y (16, 1) float64",
    )


def test_that_other_values_in_the_same_batch_are_told() -> None:
    def story(mean: float) -> Story:
        story = Story(epochs=1, steps_per_epoch=2)
        for batch in range(2):
            x = {"name": "x", "min": -1.0, "max": 1.0, "mean": mean * batch, "of": 320, "sampled": False}
            story.pull()
            story.put(Kind.STATISTICS, batch=batch, payload={"inputs": [x], "took_ns": 1 + round(mean)})
        story.peeked[Role.TRAIN] = 2
        return story.train_begin().epoch_begin(0).steps(0, 2).epoch_end().train_end().ends()

    (one,) = compared(story(0.25), story(0.5)).happened
    assert (one.topic, one.steps) == (Topic.VALUES, (1,))
    assert (one.a, one.b) == ("x -1 to 1, mean 0.25", "x -1 to 1, mean 0.5")


def test_that_validation_comes_after_the_steps_of_its_epoch() -> None:
    def story(second: int) -> Story:
        story = Story(epochs=2, steps_per_epoch=2, validation_steps=3)
        story.source("generator", None, role=Role.VALIDATION).peek(2).peek(2, Role.VALIDATION).train_begin()
        for epoch, steps in enumerate((3, second)):
            story.epoch_begin(epoch).steps(0, 2).validate(steps).epoch_end()
        return story.train_end().ends()

    one = compared(story(3), story(2)).happened[0]
    assert (one.epoch, one.place, one.steps) == (1, Place.VALIDATION, (2,))
    assert one.title == "Step 2 of epoch 1's validation: done in A only"


def test_that_calls_of_a_callback_that_both_have_are_counted_and_those_of_kerass_own_are_not() -> None:
    def story(calls: int) -> Story:
        story = Story(epochs=1, steps_per_epoch=1).peek(1).train_begin().epoch_begin(0).steps(0, 1)
        for _ in range(calls):
            story.callback("on_epoch_end").callback("on_epoch_end", "History", 1)
        return story.epoch_end().train_end().ends()

    (one,) = compared(story(1), story(3)).happened
    assert (one.title, one.a, one.b) == ("Calls of Checkpoint.on_epoch_end", "1 call", "3 calls")


def test_that_what_was_asked_for_explains_and_is_no_difference_of_what_happened() -> None:
    def story(**asked: int) -> Story:
        return Story(**asked).peek(2).train_begin().epoch_begin(0).steps(0, 2).epoch_end().train_end().ends()  # type: ignore[arg-type]

    comparison = compared(story(epochs=1, steps_per_epoch=2), story(steps_per_epoch=2, initial_epoch=0))
    assert comparison.agree
    assert [(one.title, one.a, one.b) for one in comparison.setting] == [("initial_epoch", "not given", "0")]


def test_that_a_recording_that_breaks_off_is_not_said_to_have_missed_what_it_does_not_tell() -> None:
    broken = Story(epochs=2, steps_per_epoch=10).peek(2).train_begin().epoch_begin(0).steps(0, 3).run()
    broken.recording.growing = False
    broken.update()
    assert broken.cut
    comparison = compare(side(broken), side(steady(epochs=2)))
    assert comparison.agree
    assert comparison.untold == ("what came after the end of A: r.fitrec breaks off, and may have gone on",)


def test_that_batches_of_data_of_other_kinds_are_not_compared_by_number() -> None:
    by_index = Story(epochs=1, kind="py_dataset", length=2).train_begin().epoch_begin(0).new_pass()
    by_index.take(0, 1).take(1, 0).pass_end().epoch_end().train_end().ends()
    counted = Story(epochs=1, steps_per_epoch=2).peek(2).train_begin().epoch_begin(0).steps(0, 2)
    comparison = compared(by_index, counted.epoch_end().train_end().ends())
    assert Topic.BATCHES not in {one.topic for one in comparison.happened}
    assert "which batch each step trained on: data of different kinds numbers its batches differently" in (
        comparison.untold
    )


def test_that_findings_that_hang_on_time_are_told_apart() -> None:
    comparison = compared(reads_ahead(), clean(1, 2))
    assert not any("unused-batches" in title for title in titles(comparison))
    assert [one.title for one in comparison.of_time] == ["unused-batches (info) in A only"]


def test_that_very_many_epochs_that_differ_alike_are_told_as_one() -> None:
    a = Story(epochs=50, steps_per_epoch=2).peek(2).train_begin()
    b = Story(epochs=50, steps_per_epoch=2).peek(2).train_begin()
    for epoch in range(50):
        a.epoch_begin(epoch).steps(0, 2).epoch_end()
        b.epoch_begin(epoch).steps(0, 2, rows=16 if epoch else 32).epoch_end()
    comparison = compared(a.train_end().ends(), b.train_end().ends())
    shapes = [one for one in comparison.happened if one.topic is Topic.SHAPES]
    told = [one for one in comparison.told if one.topic is Topic.SHAPES]
    assert len(shapes) == 49
    assert len(told) == 13
    assert told[-1].title.startswith("37 more of the same, in epochs 13–49: ")


def evaluated(steps: int) -> Story:
    story = Story(epochs=None, validation_steps=4, call="evaluate").peek(2, Role.VALIDATION).test_begin()
    return story.steps(0, steps, Role.VALIDATION).test_end().ends()


def test_that_two_calls_of_evaluate_are_compared_step_by_step() -> None:
    one = compared(evaluated(4), evaluated(3)).happened[0]
    assert (one.title, one.a) == ("Step 3 of evaluate: done in A only", "done, on batch 3")
    assert compared(evaluated(4), evaluated(4)).agree


def test_that_an_evaluate_beside_a_fit_is_told_to_be_another_call() -> None:
    setting = compared(evaluated(4), clean(1, 4)).setting[0]
    assert (setting.title, setting.a, setting.b) == ("call", "evaluate", "fit")


def test_that_the_setup_is_told_in_words_of_keras_and_not_of_the_recording() -> None:
    counted, asked = Story(steps_per_epoch=2), Story(steps_per_epoch=2, kind="py_dataset", length=8)
    setting = compared(counted, asked).setting
    assert [(one.topic.value, one.title, one.a, one.b) for one in setting] == [
        ("setup", "kind of data", "generator", "PyDataset or Sequence"),
        ("setup", "length of the data", "not known", "8"),
    ]


# -- reports --


def test_that_the_report_of_an_evaluate_agrees_with_its_recording(tmp_path: Path) -> None:
    assert compare(reported(evaluated(4), tmp_path), side(evaluated(4))).agree
    assert not compare(reported(evaluated(4), tmp_path), side(evaluated(3))).agree


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_that_a_recording_agrees_with_its_own_report(story: Callable[[], Story], tmp_path: Path) -> None:
    comparison = compare(side(story()), reported(story(), tmp_path))
    assert comparison.agree
    assert comparison.untold == (
        "shapes, values, callbacks, what the data was and how long it took: B is a report, which does not tell them",
    )


def test_that_two_reports_differ_where_their_runs_do(tmp_path: Path) -> None:
    comparison = compare(reported(raises_at_batch_3(), tmp_path, "a.json"), reported(steady(), tmp_path, "b.json"))
    first = comparison.happened[0]
    assert (first.title, first.a) == ("Steps 3–9 of epoch 0: done in B only", "3 began and never ended")
    assert titles(comparison) == titles(compared(raises_at_batch_3(), steady()))


def test_that_a_report_that_breaks_off_is_known_by_its_last_epoch(tmp_path: Path) -> None:
    broken = Story(epochs=1, steps_per_epoch=10).peek(2).train_begin().epoch_begin(0).steps(0, 3).run()
    broken.recording.growing = False
    broken.update()
    comparison = compare(reported(broken, tmp_path), side(steady()))
    assert comparison.agree
    assert "breaks off" in comparison.untold[0]


def test_that_what_a_report_does_not_tell_is_not_called_missing(tmp_path: Path) -> None:
    stopped = Story(epochs=1, steps_per_epoch=4).peek(2).train_begin().epoch_begin(0).steps(0, 2).stop_asked()
    stopped.ends("cancelled")
    (one,) = [d for d in compare(reported(stopped, tmp_path), side(clean(1, 4))).happened if d.topic is Topic.STEPS]
    assert one.a == "ended after 2 steps"
    (one,) = [d for d in compare(side(stopped), side(clean(1, 4))).happened if d.topic is Topic.STEPS]
    assert one.a == "2–3 left out, as it was stopped"


def test_that_a_report_and_its_recording_tell_the_same_exception(tmp_path: Path) -> None:
    said = failure("InvalidArgumentError", "Graph execution error:\n\nMatrix size-incompatible", "model")
    for told in (said, {**said, "file": None, "line": None, "function": None}):
        story = Story(steps_per_epoch=2).train_begin().epoch_begin(0).step_begins(0).fit_raises(told)
        assert reported(story, tmp_path).error == side(story).error
        assert "InvalidArgumentError: Matrix size-incompatible (" in (side(story).error or "")
