"""What the timeline says: notes, sentences, the verdict, ticks."""

from __future__ import annotations

from itertools import pairwise

import pytest

from inspector.analysis.grid import expected_grid
from inspector.analysis.run import Run
from inspector.gui.selection import Selection, Thing
from inspector.gui.timeline.axis import Axis
from inspector.gui.timeline.content import Content
from inspector.gui.timeline.epoch_badge import Badges
from inspector.gui.timeline.notes import Tone
from inspector.gui.timeline.signatures import shape_words
from inspector.gui.timeline.step_place import EpochCells
from inspector.gui.timeline.tell import tell
from inspector.gui.timeline.ticks import Piece, duration, epoch_names, step_ticks, time_ticks
from inspector.gui.timeline.verdict import lineage_of, title_of, verdict_of
from inspector.recording.events import Kind
from tests.gui.timeline.stories import (
    breaks_the_peek,
    carried_over,
    replays,
    short_epochs,
    under_way,
    validation_runs_out,
)
from tests.story import Story, clean, failure, raises_at_batch_3, signature, sizes_alternate, stops_after_5


def notes(story: Story, axis: Axis = Axis.TIME) -> list[str]:
    content = Content(story.run(), axis)
    content.refresh()
    return [note.text for lane in content.lanes.shown for note in content.notes.get(id(lane), [])]


def content_of(run: Run, axis: Axis = Axis.TIME) -> Content:
    content = Content(run, axis)
    content.refresh()
    return content


@pytest.mark.parametrize("axis", list(Axis))
def test_that_what_went_wrong_stands_beside_it(axis: Axis) -> None:
    assert notes(raises_at_batch_3(), axis) == ["raised at batch 3", "7 steps missing", "on_epoch_end never came"]
    assert notes(stops_after_5(), axis) == ["ended after 5 batches", "5 steps missing"]
    assert notes(clean(), axis) == []
    assert notes(under_way(), axis) == []


@pytest.mark.parametrize("axis", list(Axis))
def test_that_at_the_end_of_the_steps_all_that_are_missing_are_counted(axis: Axis) -> None:
    assert "15 steps missing in all" in notes(short_epochs(), axis)
    assert "17 steps missing in all" in notes(raises_at_batch_3(epochs=2), axis)
    million = Story(epochs=1_000_000, steps_per_epoch=2).peek().train_begin().epoch_begin(0).step_begins(0)
    assert "2,000,000 steps missing in all" in notes(million.source_raises().fit_raises(), axis)
    recovers = Story(epochs=2, steps_per_epoch=4).peek(2).train_begin().epoch_begin(0).steps(0, 3).step_begins(3)
    recovers.epoch_end().epoch_begin(1).steps(0, 4)
    assert "1 step missing so far" in notes(recovers, axis)
    assert "1 step missing in all" in notes(recovers.epoch_end().train_end().ends(), axis)


@pytest.mark.parametrize("axis", list(Axis))
def test_that_they_are_told_after_the_last_step_of_the_lane(axis: Axis) -> None:
    content = content_of(raises_at_batch_3(epochs=2).run(), axis)
    (note,) = content.notes[id(content.lanes.train_steps)]
    assert note.x == max(float(boxes.x1.max()) for boxes in content.lanes.train_steps.layers)


@pytest.mark.parametrize(
    ("story", "words", "tone"),
    [
        (raises_at_batch_3, "raised after 3 of 10 steps", Tone.PROBLEM),
        (sizes_alternate, "completed: 10 of 10 steps", Tone.QUIET),
        (stops_after_5, "completed: 5 of 10 steps", Tone.PROBLEM),
        (under_way, "running: 8 of 18 steps", Tone.QUIET),
        (validation_runs_out, "completed: 8 of 8 steps, validation short · ", Tone.PROBLEM),
        (replays, "completed: 14 of 30 steps, 4 replayed · ", Tone.PROBLEM),
    ],
)
def test_that_the_verdict_says_how_far_the_run_came(story: object, words: str, tone: Tone) -> None:
    run = story().run()  # type: ignore[operator]
    said, how = verdict_of(run, Badges(run).of(expected_grid(run)))
    assert said.startswith(words)
    assert how is tone


def test_that_epochs_without_a_row_count_among_the_steps_asked_for() -> None:
    run = Story(epochs=1_000_000, steps_per_epoch=2).peek(2).train_begin().epoch_begin(0).steps(0, 1).run()
    assert verdict_of(run, Badges(run).of(expected_grid(run)))[0].startswith("running: 1 of 2,000,000 steps")


def test_that_the_verdict_counts_the_steps_of_epochs_that_have_no_row() -> None:
    story = Story(epochs=5000, steps_per_epoch=2).peek().train_begin().epoch_begin(0).steps(0, 2).stop_training()
    run = story.epoch_end().train_end().ends().run()
    said, _ = verdict_of(run, Badges(run).of(expected_grid(run)))
    assert said.startswith("completed: 2 of 10,000 steps, stopped by EarlyStopping")


def test_that_the_title_names_file_data_and_model() -> None:
    assert title_of(clean().run()) == "train.py · batches → build_model"


@pytest.mark.parametrize(
    ("called_in", "words"),
    [
        (None, "train.py, line 42 · batches → build_model"),
        ("/home/me/train.py", "train.py, line 42 · batches → build_model"),
        (r"C:\me\fitting.py", "train.py · fitting.py, line 42 · batches → build_model"),
    ],
)
def test_that_the_title_names_the_call_whatever_the_setup_is_set_to(called_in: str | None, words: str) -> None:
    run = clean().run()
    run.header |= {"call": 42, "called_in": called_in}
    assert title_of(run) == words


def test_that_lineage_that_was_not_observed_is_said_beside_the_title() -> None:
    assert lineage_of(clean().run()) == ""
    inferred = clean()
    inferred.put(Kind.ENVIRONMENT, payload={"lineage": "inferred"})
    assert lineage_of(inferred.run()) == "lineage inferred"
    shuffled = Story(kind="arrays", length=4)
    shuffled.put(Kind.SOURCE, payload={"kind": "arrays", "name": "x", "length": 4, "hooks": [], "ordered": False})
    assert lineage_of(shuffled.run()) == "batch of a step unknown"


def test_that_each_thing_has_its_sentence() -> None:
    run = raises_at_batch_3().run()
    content = content_of(run)
    step, pull = run.epochs[0].steps[2], run.train.pulls[2]
    assert tell(content, Selection(Thing.STEP, epoch=0, step=2, seq=step.seq)) == (
        "Step 2 of epoch 0 · trained on batch 2 · 2.7 ms"
    )
    said = tell(content, Selection(Thing.BATCH, batch=2, seq=pull.seq))
    assert said.startswith("Batch 2: x (32, 10) float32 · y (32, 1); next() took 500 µs")
    assert said.endswith("trained on by step 2 of epoch 0")
    assert "raised: ZeroDivisionError, line 12" in tell(content, Selection(Thing.BATCH, seq=run.train.pulls[3].seq))
    assert "never began" in tell(content, Selection(Thing.MISSING_STEP, epoch=0, step=5))


def test_that_no_line_is_told_where_none_is_known() -> None:
    nowhere = {**failure("InvalidArgumentError"), "file": None, "line": None, "function": None}
    story = (
        Story(kind="tf_dataset").train_begin().epoch_begin(0).new_pass().step_begins(0).source_raises(raised=nowhere)
    )
    run = story.fit_raises().run()
    said = tell(content_of(run), Selection(Thing.BATCH, seq=run.train.pulls[0].seq))
    assert said == "Batch 0 was never made: the data raised: InvalidArgumentError"


def test_that_a_step_in_which_the_model_raised_is_not_said_to_have_got_no_batch() -> None:
    story = Story(epochs=1, steps_per_epoch=4).peek(2).train_begin().epoch_begin(0).step_begins(0).pass_begin().feed(1)
    content = content_of(story.fit_raises(failure("ValueError", "shapes do not match", "model")).run())
    open_step = content.run.epochs[0].steps[0]
    assert tell(content, Selection(Thing.STEP, epoch=0, step=0, seq=open_step.seq)) == (
        "Step 0 of epoch 0 · began and never ended: fit ended with ValueError: shapes do not match"
    )


def test_that_a_batch_tells_what_keras_took_from_the_peek_and_which_one_breaks_it() -> None:
    run = breaks_the_peek().run()
    content = content_of(run)
    peeked, broken = (tell(content, Selection(Thing.BATCH, seq=run.train.pulls[i].seq)) for i in (0, 4))
    assert "Keras took x (None, 10) float32 · y (None, 1) float32 (None: any size)" in peeked
    assert "Breaks the peeked signature: Keras took x (None, 10) float32" in broken
    thrown = content_of(carried_over().run())
    assert "thrown away: it is asked for again" in tell(
        thrown, Selection(Thing.BATCH, seq=thrown.run.train.pulls[0].seq)
    )


@pytest.mark.parametrize("axis", list(Axis))
def test_that_the_batch_that_breaks_the_peek_is_named_beside_the_source(axis: Axis) -> None:
    said = notes(breaks_the_peek(), axis)
    assert "batch 4 breaks the peeked signature" in said


def test_that_a_pending_step_is_not_called_missing() -> None:
    run = under_way().run()
    assert "may still come" in tell(content_of(run), Selection(Thing.MISSING_STEP, epoch=1, step=5))


def test_that_a_dtype_is_said_once_and_again_where_it_changes() -> None:
    payload = signature()
    assert shape_words(payload) == "x (32, 10) float32 · y (32, 1)"
    payload["inputs"][1]["dtype"] = "int64"
    assert shape_words(payload) == "x (32, 10) float32 · y (32, 1) int64"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(41e-3, "41 ms"), (1.3e-3, "1.3 ms"), (2.45, "2.5 s"), (185, "3 min 5 s"), (2e-6, "2 µs"), (7300, "2 h 1 min")],
)
def test_that_durations_have_human_units(seconds: float, words: str) -> None:
    assert duration(seconds) == words


@pytest.mark.parametrize("span", [(0, 3e-6), (-0.002, 0.047), (0.5, 0.5004), (3, 70), (0, 90000)])
def test_that_time_ticks_are_apart_and_different(span: tuple[float, float]) -> None:
    ticks = time_ticks(*span, 700)
    assert 3 <= len(ticks) <= 10
    pixels = [(tick.x - span[0]) * 700 / (span[1] - span[0]) for tick in ticks]
    assert min(b - a for a, b in pairwise(pixels)) >= 75
    assert len({tick.text for tick in ticks}) == len(ticks)


def test_that_after_a_break_the_ticks_tell_the_real_time() -> None:
    pieces = (Piece(float("-inf"), 0.05, 0.0), Piece(0.06, float("inf"), 0.5))
    ticks = {tick.text: tick.x for tick in time_ticks(0, 0.2, 1000, pieces=pieces)}
    assert ticks["20 ms"] == pytest.approx(0.02)
    assert ticks["600 ms"] == pytest.approx(0.1)
    assert not any(0.05 < x < 0.06 for x in ticks.values())


def named(steps: list[int], width: float) -> list[str]:
    """Of epochs of so many steps, which are named over this width; a letter is 6 pixels wide."""
    cells, x = {}, 0.0
    for number, count in enumerate(steps):
        cells[number] = EpochCells(x, count, x + count, 0)
        x = cells[number].stop + 1
    spans = epoch_names(cells, 0, x, width, lambda text: 6.0 * len(text))
    return [span.text.removeprefix("epoch ") for span in spans]


def test_that_the_names_of_epochs_that_are_close_are_round_and_even() -> None:
    assert named([4] * 12, 900) == [str(n) for n in range(12)]
    assert named([4] * 400, 900) == [str(n) for n in range(0, 400, 50)]
    assert named([4, 4, 4, 4, 7] * 80, 900) == [str(n) for n in range(0, 400, 50)]


def test_that_an_epoch_that_is_as_wide_as_its_name_has_it_whatever_the_others_are() -> None:
    assert named([40, 60, 1, 1, 1, 1], 300) == ["0", "1"]


def test_that_step_ticks_thin_out_where_they_are_close() -> None:
    cells = {0: EpochCells(0, 100, 100, 0)}
    assert [tick.text for tick in step_ticks(cells, 0, 5, 300)] == ["0", "1", "2", "3", "4"]
    assert [tick.text for tick in step_ticks(cells, 0, 100, 300)] == [str(n) for n in range(0, 100, 10)]
