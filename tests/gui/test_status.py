"""The words of the status bar, and of times and shapes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.grid import expected_grid
from inspector.analysis.report import build_report
from inspector.analysis.run import Run
from inspector.gui.panels.words import duration, moment, shape
from inspector.gui.status import (
    CAME_TO,
    environment_words,
    progress_tip,
    progress_words,
    state_words,
    steps_to_do,
    stopping_words,
    time_left,
)
from inspector.gui.timeline.epoch_badge import Badges
from inspector.gui.timeline.verdict import verdict_of
from inspector.recording.events import Kind
from tests.story import Story, clean, raises_at_batch_3, sizes_alternate, stops_after_5


@pytest.mark.parametrize(
    ("nanoseconds", "words"),
    [
        (12_000, "12 µs"), (1_340_000, "1.3 ms"), (250_000_000, "250 ms"), (2_410_000_000, "2.41 s"),
        (185_000_000_000, "3 min 5 s"),
    ],
)  # fmt: skip
def test_that_a_time_is_told_in_its_own_unit(nanoseconds: int, words: str) -> None:
    assert duration(nanoseconds) == words


def test_that_times_count_from_the_beginning_of_fit() -> None:
    run = clean().run()
    assert run.fit_began_ns is not None
    assert moment(run, run.fit_began_ns + 1_500_000) == "1.5 ms"
    assert moment(run, run.fit_began_ns - 1_500_000) == "−1.5 ms"


def test_that_a_shape_reads_as_python_writes_it() -> None:
    assert [shape([32, 10]), shape([32]), shape([None, 3]), shape([])] == ["(32, 10)", "(32,)", "(?, 3)", "()"]


def test_that_the_environment_is_told_as_far_as_it_is_known() -> None:
    assert environment_words(clean().run()) == "CPU:0 · Keras 3.15.1 · TensorFlow 2.21.0 · lineage observed"
    empty = clean().run()
    empty.environment = {}
    assert environment_words(empty) == ""


def test_that_progress_is_told_in_fits_own_numbers() -> None:
    story = Story(epochs=3, steps_per_epoch=6)
    story.peek(2).train_begin().epoch_begin(0).steps(0, 6).epoch_end().epoch_begin(1).steps(0, 2)
    epoch, step, rate, left = progress_words(story.run()).split(" · ")
    assert (epoch, step) == ("epoch 1", "step 1 of 6")
    assert rate.endswith(" steps/s")
    assert left.startswith("about ")


def test_that_each_press_of_stop_says_what_it_does_and_what_the_next_would() -> None:
    assert "Stop again ends it at the next event" in stopping_words(1)
    assert stopping_words(2) == stopping_words(3) == "fit is to end at the next event that is recorded"
    assert stopping_words(1, ends=True) == stopping_words(1)
    assert "its process is ended soon if it does not, or by Stop at once" in stopping_words(2, ends=True)
    assert stopping_words(3, ends=True) == "The process is being ended; what it recorded stays"


def test_that_what_a_run_came_to_is_told_once_it_is_over() -> None:
    assert progress_words(stops_after_5().run()).startswith("1 of 1 epochs ended · 5 of 10 steps · ")
    assert progress_words(raises_at_batch_3().run()).startswith("0 of 1 epochs ended · 3 of 10 steps · ")
    assert progress_words(clean(epochs=2, steps=4).run()).startswith("2 of 2 epochs ended · 8 of 8 steps · ")


def stopped_by_the_person(story: Story) -> Story:
    """In its third step: Keras ends the epoch, and with it the fit."""
    return story.steps(0, 2).stop_asked().step_begins(2).step_ends(2).epoch_end().train_end().ends("cancelled")


def raised(story: Story) -> Story:
    """At its third batch: nothing ends."""
    return story.steps(0, 2).step_begins(2).source_raises().fit_raises().ends("raised")


def ran_out(story: Story) -> Story:
    """For good: this epoch comes out short, and the next one empty."""
    story.steps(0, 2).step_begins(2).source_stops().epoch_end()
    return story.epoch_begin(2).step_begins(0).source_stops().epoch_end().train_end().ends()


@pytest.mark.parametrize(("end", "ended"), [(stopped_by_the_person, 2), (raised, 1), (ran_out, 3)])
def test_that_epochs_are_counted_by_their_on_epoch_end_however_the_run_ends(
    end: Callable[[Story], Story], ended: int
) -> None:
    story = Story(epochs=3, steps_per_epoch=4).peek(2).train_begin().epoch_begin(0).steps(0, 4).epoch_end()
    run = end(story.epoch_begin(1)).run()
    assert progress_words(run).startswith(f"{ended} of 3 epochs ended · ")
    assert build_report(run, diagnose(run))["hooks"]["on_epoch_end"]["called"] == run.epochs_ended == ended
    assert "their on_epoch_end came" in progress_tip(run)


def test_that_what_is_counted_is_told_where_epochs_are() -> None:
    story = Story(epochs=1, steps_per_epoch=4).peek(2).train_begin().epoch_begin(0).steps(0, 2)
    assert progress_tip(story.run()) == "", "the run goes on, and its epoch is told by its number"
    assert progress_tip(clean().run()) == CAME_TO


def test_that_the_time_left_goes_by_the_steps_after_the_first() -> None:
    story = Story(epochs=2, steps_per_epoch=100)
    story.peek(2).train_begin().epoch_begin(0)
    story.step_begins(0).pass_begin().put(Kind.TRAIN_BATCH_END, epoch=0, step=0, after_ms=60_000)
    run = story.run()
    assert time_left(run) == "time left not known yet"
    for step in range(1, 100):
        story.step_begins(step).feed(1).put(Kind.TRAIN_BATCH_END, epoch=0, step=step, after_ms=100)
    story.recorder.drain()
    run.update()
    assert steps_to_do(run) == (100, 200)
    assert time_left(run) == "about 10 s left"


def test_that_no_time_is_promised_where_nobody_knows_the_length() -> None:
    run = Story(epochs=1).peek(2).train_begin().epoch_begin(0).steps(0, 3).run()
    assert steps_to_do(run) is None
    assert progress_words(run).endswith(" · unknown length, no steps_per_epoch")
    evaluated = Story(epochs=1, call="evaluate").run()
    assert time_left(evaluated) == "unknown length"


def test_that_an_epoch_that_came_out_short_is_over_all_the_same() -> None:
    story = Story(epochs=2, steps_per_epoch=10).peek(2).train_begin().epoch_begin(0).steps(0, 5).source_stops()
    run = story.epoch_end().epoch_begin(1).run()
    assert steps_to_do(run) == (10, 20)


@pytest.mark.parametrize(
    ("story", "word", "tone"),
    [
        (clean, "Completed", "good"),
        (sizes_alternate, "Completed", "good"),
        (stops_after_5, "Completed, with problems", "problem"),
        (raises_at_batch_3, "Raised", "problem"),
    ],
)
def test_that_a_run_is_called_good_only_where_nothing_is_wrong(story: type[Story], word: str, tone: str) -> None:
    run = story().run()
    assert state_words(run, diagnose(run), None) == (word, tone)


def test_that_a_run_that_goes_on_is_running_and_a_wrong_use_is_not_a_run() -> None:
    assert state_words(Story().run(), [], None) == ("Running", "note")
    assert state_words(Story().run(), [], "There is no data.") == ("Not run", "problem")
    assert state_words(None, None, None) == ("Ready", "idle")


def test_that_a_run_is_not_called_completed_before_it_was_judged() -> None:
    assert state_words(clean().run(), None, None) == ("Being judged…", "note")


def test_that_a_recording_that_breaks_off_is_neither_running_nor_over() -> None:
    recording = Story(steps_per_epoch=5).peek(2).train_begin().epoch_begin(0).steps(0, 2).run().recording
    recording.growing = False
    run = Run(recording)
    run.update()
    assert state_words(run, diagnose(run), None) == ("Recorded in part", "problem")
    assert "the recording breaks off after 2 of 5 steps" in verdict_of(run, Badges(run).of(expected_grid(run)))[0]
