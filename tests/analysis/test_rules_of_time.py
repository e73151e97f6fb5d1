"""What takes long: only what is long in seconds and in share is told, and never the first step."""

from __future__ import annotations

import pytest

from inspector.analysis.finding import Severity
from inspector.analysis.sitting import sitting_words
from inspector.recording.events import Kind, Role
from tests.analysis.claims import grave, none, the
from tests.story import Story, signature


def trained(*, next_ms: float, step_ms: float = 1.0, steps: int = 12, ends: bool = True) -> Story:
    """A generator of which each batch is asked for when its step has begun, and takes `next_ms`."""
    story = Story(steps_per_epoch=steps).peek(2).train_begin().epoch_begin(0).pass_begin().ready_steps(0, 2)
    for step in range(2, steps):
        story.step_begins(step).feed(1, after_ms=next_ms)
        story.put(Kind.TRAIN_BATCH_END, epoch=0, step=step, after_ms=step_ms)
    return story.epoch_end().train_end().ends() if ends else story


def test_that_training_that_waits_for_data_is_told_with_the_share() -> None:
    found = the("input-bound", trained(next_ms=100, step_ms=100))
    assert found.severity is Severity.WARNING
    assert found.title.startswith("Training waited for data 50% of the time: 1.0 s of 2.0 s")
    assert found.epoch == 0


def test_that_one_stall_is_the_cause_of_the_waiting_and_many_waits_are_their_own() -> None:
    story = trained(next_ms=2, ends=False)
    story.step_begins(12).feed(1, after_ms=2000).step_ends(12).epoch_end().train_end().ends()
    assert grave(story) == {"stalled": None, "input-bound": "stalled"}
    assert grave(trained(next_ms=100)) == {"input-bound": None}


def test_that_short_waits_are_not_told_however_large_their_share() -> None:
    assert none("input-bound", trained(next_ms=40))


def test_that_long_waits_are_not_told_where_their_share_is_small() -> None:
    assert none("input-bound", trained(next_ms=100, step_ms=400))


def test_that_while_a_run_is_young_its_shares_say_nothing() -> None:
    assert none("input-bound", trained(next_ms=100, ends=False))
    assert not none("input-bound", trained(next_ms=100, steps=130, ends=False))


def test_that_reading_ahead_is_no_waiting() -> None:
    story = Story(steps_per_epoch=12).peek(2).train_begin().epoch_begin(0).pass_begin().feed(10, after_ms=200)
    assert none("input-bound", story.ready_steps(0, 12).epoch_end().train_end().ends())


def test_that_waiting_in_the_first_step_is_not_counted() -> None:
    story = Story(steps_per_epoch=3, kind="py_dataset", length=3).train_begin().epoch_begin(0).new_pass()
    story.take(0, 0, after_ms=3000).take(1, 1).take(2, 2)
    assert grave(story.epoch_end().train_end().ends()) == {}


def called(took_ms: float, hook: str = "on_epoch_end") -> Story:
    story = Story(epochs=4, steps_per_epoch=2).peek(2).train_begin()
    for epoch in range(4):
        story.epoch_begin(epoch).steps(0, 2)
        if hook == "on_epoch_end" or epoch == 0:
            story.callback(hook, "Checkpoint", took_ms=took_ms)
        story.put(Kind.EPOCH_END, epoch=epoch, after_ms=500)
    return story.train_end().ends()


def test_that_a_callback_that_takes_a_large_share_is_named_with_its_hook() -> None:
    found = the("slow-callback", called(500))
    assert found.severity is Severity.WARNING
    assert found.title == "Checkpoint.on_epoch_end took 2.0 s: 50% of training"
    assert "It was called 4 times, 500 ms each" in found.explanation


@pytest.mark.parametrize("took_ms", [1, 100])
def test_that_a_callback_of_little_time_or_little_share_is_not_told(took_ms: float) -> None:
    assert none("slow-callback", called(took_ms))


def test_that_what_a_callback_sets_up_once_is_not_told() -> None:
    assert none("slow-callback", called(9000, "on_train_begin"))


def pulls(*ms: float, ends: bool = True) -> Story:
    """A run whose `next()` calls after the peek took so long."""
    story = Story(steps_per_epoch=2 + len(ms)).peek(2).train_begin().epoch_begin(0).pass_begin().ready_steps(0, 2)
    for step, took in enumerate(ms, 2):
        story.step_begins(step).feed(1, after_ms=took).step_ends(step)
    return story.epoch_end().train_end().ends() if ends else story


def test_that_one_next_that_took_far_longer_is_told_with_its_batch() -> None:
    found = the("stalled", pulls(5, 5, 5, 1500, 5, 5))
    assert (found.severity, found.batch) == (Severity.WARNING, 5)
    assert found.title == "The generator took 1.5 s for batch 5"
    assert "5 ms (median)" in found.explanation


@pytest.mark.parametrize(
    "ms",
    [
        (5, 5, 5, 900, 5, 5),  # less than a second
        (100, 100, 100, 1500, 100, 100),  # not so much longer
        (5, 5, 1500, 5, 5),  # too few others to say
    ],
)
def test_that_less_than_that_is_no_stall(ms: tuple[float, ...]) -> None:
    assert none("stalled", pulls(*ms))


def test_that_a_next_during_the_first_step_is_not_told_because_fit_compiles_then() -> None:
    story = Story(steps_per_epoch=9).peek(2).train_begin().epoch_begin(0).step_begins(0).pass_begin()
    story.feed(1, after_ms=3000).step_ends(0).ready_steps(1, 3)
    for step in range(3, 9):
        story.step_begins(step).feed(1).step_ends(step)
    assert none("stalled", story.epoch_end().train_end().ends())


def test_that_a_next_that_is_still_going_is_told_with_the_line_it_sits_on() -> None:
    story = pulls(5, 5, 5, 5, 5, 5, ends=False).step_begins(8)
    story.put(Kind.PULL_BEGIN, step=0, batch=8)
    assert none("stalled", story)
    story.put(Kind.OUTPUT, payload={"text": "waiting", "stream": "stdout"}, after_ms=4000)
    found = the("stalled", story.sits(8, line=41))
    assert found.title == "The generator has been 4.0 s busy with batch 8"
    assert "train.py, line 41, in batches" in found.explanation


def test_that_a_reader_with_a_clock_sees_a_stall_without_any_event() -> None:
    from inspector.analysis.diagnosis import diagnose

    story = pulls(5, 5, 5, 5, 5, 5, ends=False).step_begins(8).put(Kind.PULL_BEGIN, step=0, batch=8)
    run = story.run()
    run.clock_ns = story.t_ns + 4_000_000_000
    assert "stalled" in [finding.rule for finding in diagnose(run)]


def test_that_a_stall_in_validation_data_is_told_as_such() -> None:
    story = Story(epochs=1, steps_per_epoch=1, validation_steps=10).peek(1).train_begin().epoch_begin(0).steps(0, 1)
    story.source("generator", None, role=Role.VALIDATION).peek(2, Role.VALIDATION).test_begin()
    story.pass_begin(Role.VALIDATION).ready_steps(0, 2, Role.VALIDATION)
    for step in range(2, 10):
        took = 2000 if step == 5 else 5
        story.step_begins(step, Role.VALIDATION).feed(1, Role.VALIDATION, after_ms=took).step_ends(
            step, Role.VALIDATION
        )
    story.test_end().epoch_end().train_end().ends()
    assert the("stalled", story).title == "The validation generator took 2.0 s for batch 5"


# -- what has not come back --


def hangs(ms: float = 8000) -> Story:
    """A callback's hook that came back five times, and then did not."""
    story = Story(epochs=9, steps_per_epoch=1).peek(2).train_begin()
    for epoch in range(6):
        story.epoch_begin(epoch).steps(0, 1)
        if epoch < 5:
            story.callback("on_epoch_end").epoch_end()
    return story.callback_sits("on_epoch_end", ms)


def test_that_a_callback_that_does_not_come_back_is_told_with_its_line_and_thread_while_it_hangs() -> None:
    found = the("stalled", hangs())
    assert (found.severity, found.epoch) == (Severity.WARNING, 5)
    assert found.title == "Checkpoint.on_epoch_end has not come back after 8.0 s"
    assert "It was seen at train.py, line 41, in batches, on thread" in found.explanation


def test_that_a_callback_that_did_not_come_back_before_the_end_is_told_as_one_of_the_past() -> None:
    assert the("stalled", hangs().ends("cancelled")).title == "Checkpoint.on_epoch_end had not come back after 8.0 s"


def test_that_one_that_comes_back_after_all_is_no_stall_nor_one_of_a_few_seconds() -> None:
    who = {"callback": "Checkpoint", "index": 0, "hook": "on_epoch_end"}
    assert none("stalled", hangs().put(Kind.CALLBACK_END, epoch=5, payload=who))
    assert none("stalled", hangs(3000))


def test_that_a_step_that_does_not_come_back_is_told_and_a_first_one_that_compiles_is_not() -> None:
    story = Story(steps_per_epoch=9).peek(2).train_begin().epoch_begin(0)
    assert none("stalled", story.step_begins(0).step_sits(0, 20_000))
    story = Story(steps_per_epoch=9).peek(2).train_begin().epoch_begin(0).steps(0, 6).step_begins(6)
    found = the("stalled", story.step_sits(6, 8000))
    assert (found.title, found.step) == ("Step 6 of epoch 0 has not come back after 8.0 s", 6)


def test_that_the_very_first_next_is_told_once_the_run_is_over_without_it() -> None:
    story = Story(steps_per_epoch=9).put(Kind.PULL_BEGIN, batch=0).sits(0, since_ms=9000)
    assert none("stalled", story), "it may open files"
    found = the("stalled", story.ends("cancelled"))
    assert (found.title, found.batch) == ("next() for batch 0 had not come back after 9.0 s", 0)


# -- told live --


def test_that_where_it_sits_is_told_as_long_as_it_does() -> None:
    story = pulls(5, 5, 5, 5, 5, 5, ends=False).step_begins(8).put(Kind.PULL_BEGIN, step=0, batch=8)
    assert sitting_words(story.run()) == ""
    run = story.sits(8, line=12).run()
    run.clock_ns = story.t_ns + 8_000_000_000
    assert sitting_words(run) == (
        "next() for batch 8 has been on train.py, line 12, in batches, for 8.0 s, on thread MainThread."
    )
    story.put(Kind.PULL_END, step=0, batch=8, payload=signature())
    story.recorder.drain()
    run.update()
    assert sitting_words(run) == ""
