"""Runs with nothing wrong in them, of many kinds: no error and no warning."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from inspector.analysis.report import build_report
from inspector.recording.events import Kind, Role
from tests.analysis.claims import claims, grave, the, tree
from tests.story import Story, clean, sizes_alternate


def looping_generator() -> Story:
    return clean(epochs=3, steps=5)


def infinite_generator_read_ahead() -> Story:
    story = Story(epochs=2, steps_per_epoch=3).peek(2).train_begin()
    for epoch in range(2):
        story.epoch_begin(epoch).steps(0, 3).epoch_end()
    return story.feed(3).train_end().feed(1).ends()


def finite_generator_for_one_epoch() -> Story:
    story = Story(epochs=1).peek(2).train_begin().epoch_begin(0).steps(0, 7).step_begins(7)
    return story.source_stops().epoch_end().train_end().ends()


def finite_generator_that_has_just_enough() -> Story:
    story = Story(epochs=2, steps_per_epoch=3).peek(2).train_begin()
    for epoch in range(2):
        story.epoch_begin(epoch).steps(0, 3).epoch_end()
    return story.train_end().source_stops().ends()


def py_dataset() -> Story:
    story = Story(epochs=3, kind="py_dataset", length=4).peek(2).dataset_hook(Kind.DATASET_EPOCH_END).train_begin()
    for epoch in range(3):
        story.epoch_begin(epoch).dataset_hook(Kind.DATASET_EPOCH_BEGIN).whole_pass(4)
        story.dataset_hook(Kind.DATASET_EPOCH_END).epoch_end()
    return story.train_end().ends()


def py_dataset_with_steps_that_are_its_length() -> Story:
    story = Story(epochs=2, steps_per_epoch=4, kind="py_dataset", length=4).peek(2).train_begin()
    for epoch in range(2):
        story.epoch_begin(epoch).whole_pass(4).epoch_end()
    return story.train_end().ends()


def two_epochs_to_a_pass() -> Story:
    story = Story(epochs=4, steps_per_epoch=2, kind="tf_dataset", length=4).train_begin()
    for epoch in range(4):
        if epoch % 2 == 0:
            story.new_pass()
        story.epoch_begin(epoch).take(0, 2 * (epoch % 2)).take(1, 2 * (epoch % 2) + 1).epoch_end()
    return story.train_end().ends()


def tf_dataset_that_repeats() -> Story:
    story = Story(epochs=2, steps_per_epoch=3, kind="tf_dataset").train_begin().new_pass()
    for epoch in range(2):
        story.epoch_begin(epoch)
        for step in range(3):
            story.take(step, 3 * epoch + step)
        story.epoch_end()
    return story.train_end().ends()


def tf_dataset_of_unknown_length() -> Story:
    story = Story(epochs=2, kind="tf_dataset").train_begin()
    for epoch in range(2):
        story.epoch_begin(epoch).whole_pass(3).step_begins(3).epoch_end()
    return story.train_end().ends()


def arrays_with_a_last_partial_batch() -> Story:
    story = Story(epochs=2, kind="arrays", length=3).train_begin()
    for epoch in range(2):
        story.epoch_begin(epoch).new_pass().take(0, 0).take(1, 1).take(2, 2, rows=7).pass_end().epoch_end()
    return story.train_end().ends()


def groups_that_divide() -> Story:
    story = Story(steps_per_epoch=6, steps_per_execution=3).peek(2).train_begin().epoch_begin(0).pass_begin()
    return story.feed(5).group(0, 3).group(3, 3).epoch_end().train_end().ends()


def validated_by_a_py_dataset() -> Story:
    story = Story(epochs=2, steps_per_epoch=2).peek(2).source("py_dataset", 3, role=Role.VALIDATION).train_begin()
    for epoch in range(2):
        story.epoch_begin(epoch).steps(0, 2).test_begin().whole_pass(3, Role.VALIDATION).test_end().epoch_end()
    return story.train_end().ends()


def validated_by_the_first_part_of_a_tf_dataset() -> Story:
    story = Story(epochs=2, steps_per_epoch=1, validation_steps=2).peek(1)
    story.source("tf_dataset", 6, role=Role.VALIDATION).train_begin()
    for epoch in range(2):
        story.epoch_begin(epoch).steps(0, 1).test_begin().new_pass(Role.VALIDATION)
        story.take(0, 0, Role.VALIDATION).take(1, 1, Role.VALIDATION).test_end().epoch_end()
    return story.train_end().ends()


def validated_once_by_a_finite_generator() -> Story:
    story = Story(steps_per_epoch=1).peek(1).source("generator", None, role=Role.VALIDATION).train_begin()
    story.epoch_begin(0).steps(0, 1).peek(2, Role.VALIDATION).test_begin().pass_begin(Role.VALIDATION)
    story.ready_steps(0, 2, Role.VALIDATION).feed(1, Role.VALIDATION).ready_steps(2, 3, Role.VALIDATION)
    return story.step_begins(3, Role.VALIDATION).source_stops(Role.VALIDATION).test_end().epoch_end().train_end().ends()


def validated_by_a_generator_on_its_two_peeked_batches() -> Story:
    story = Story(epochs=3, steps_per_epoch=1, validation_steps=2).peek(1)
    story.source("generator", None, role=Role.VALIDATION).train_begin()
    for epoch in range(3):
        story.epoch_begin(epoch).steps(0, 1)
        if epoch == 0:
            story.peek(2, Role.VALIDATION)
        story.validate(2).epoch_end()
    return story.train_end().ends()


def validated_every_other_epoch() -> Story:
    story = Story(epochs=4, steps_per_epoch=1).peek(1).source("arrays", 2, role=Role.VALIDATION).train_begin()
    for epoch in range(4):
        story.epoch_begin(epoch).steps(0, 1)
        if epoch % 2:
            story.test_begin().whole_pass(2, Role.VALIDATION).test_end()
        story.epoch_end()
    return story.train_end().ends()


def early_stopping() -> Story:
    story = Story(epochs=10, steps_per_epoch=2).peek(2).train_begin()
    story.epoch_begin(0).steps(0, 2).epoch_end().epoch_begin(1).steps(0, 2).stop_training().epoch_end()
    return story.train_end().ends()


def early_stopping_at_the_last_epoch() -> Story:
    story = Story(epochs=2, steps_per_epoch=2).peek(2).train_begin()
    story.epoch_begin(0).steps(0, 2).epoch_end().epoch_begin(1).steps(0, 2).stop_training().epoch_end()
    return story.train_end().ends()


def stopped_midway() -> Story:
    story = Story(epochs=3, steps_per_epoch=4).peek(2).train_begin().epoch_begin(0).steps(0, 4).epoch_end()
    story.epoch_begin(1).steps(0, 2).stop_training("on_train_batch_end", step=1).epoch_end()
    return story.train_end().ends()


def stopped_by_the_person() -> Story:
    story = Story(epochs=3, steps_per_epoch=4).peek(2).train_begin().epoch_begin(0).steps(0, 4).epoch_end()
    return story.epoch_begin(1).steps(0, 2).stop_asked().epoch_end().train_end().ends("cancelled")


def stopped_by_the_person_at_once() -> Story:
    story = Story(epochs=3, kind="py_dataset", length=4, hooks=("on_epoch_begin",)).peek(2).train_begin()
    return story.epoch_begin(0).new_pass().take(0, 0).step_begins(1).stop_asked().ends("cancelled")


def training_that_goes_on_from_epoch_2() -> Story:
    story = Story(epochs=4, initial_epoch=2, steps_per_epoch=2).peek(2).train_begin()
    for epoch in (2, 3):
        story.epoch_begin(epoch).steps(0, 2).epoch_end()
    return story.train_end().ends()


def callbacks_that_only_evaluate() -> Story:
    story = Story(epochs=2, steps_per_epoch=2).peek(2).train_begin()
    for epoch in range(2):
        story.epoch_begin(epoch).steps(0, 2).epoch_end()
        story.callback("on_epoch_end", "Evaluate", took_ms=40)
    return story.train_end().ends()


def a_slow_first_step_and_a_slow_first_batch() -> Story:
    story = Story(steps_per_epoch=12).pull(after_ms=3000).pull().train_begin()
    story.peeked[Role.TRAIN] = 2
    story.epoch_begin(0).step_begins(0).pass_begin().feed(1, after_ms=2500).put(
        Kind.TRAIN_BATCH_END, epoch=0, step=0, after_ms=4000
    )
    story.ready_steps(1, 3)
    for step in range(3, 12):
        story.step_begins(step).feed(1).step_ends(step)
    return story.epoch_end().train_end().ends()


CLEAN = [
    looping_generator,
    infinite_generator_read_ahead,
    finite_generator_for_one_epoch,
    finite_generator_that_has_just_enough,
    py_dataset,
    py_dataset_with_steps_that_are_its_length,
    two_epochs_to_a_pass,
    tf_dataset_that_repeats,
    tf_dataset_of_unknown_length,
    arrays_with_a_last_partial_batch,
    groups_that_divide,
    validated_by_a_py_dataset,
    validated_by_the_first_part_of_a_tf_dataset,
    validated_once_by_a_finite_generator,
    validated_by_a_generator_on_its_two_peeked_batches,
    validated_every_other_epoch,
    early_stopping,
    early_stopping_at_the_last_epoch,
    stopped_midway,
    stopped_by_the_person,
    stopped_by_the_person_at_once,
    training_that_goes_on_from_epoch_2,
    callbacks_that_only_evaluate,
    a_slow_first_step_and_a_slow_first_batch,
    sizes_alternate,
]


@pytest.mark.parametrize("story", CLEAN, ids=lambda story: story.__name__)
def test_that_a_clean_run_has_no_error_and_no_warning(story: Callable[[], Story]) -> None:
    assert grave(story()) == {}


def test_that_a_looping_generator_has_nothing_to_say_at_all() -> None:
    assert tree(looping_generator()) == {}


def test_that_what_was_read_ahead_is_worth_seeing() -> None:
    found = the("unused-batches", infinite_generator_read_ahead())
    assert found.title == "4 batches of the generator were never trained on: batches 6–9"
    assert found.batch == 6


def test_that_the_begin_by_which_fit_learns_that_the_data_is_over_is_no_fault() -> None:
    found = the("batch-begin-unfinished", finite_generator_for_one_epoch())
    assert "this is how fit learnt that the data was over" in found.explanation
    assert found.caused_by is None


def test_that_alternating_sizes_are_one_info_that_says_that_this_ends_nothing() -> None:
    (found,) = claims(sizes_alternate())
    assert found.rule == "batch-size-varies"
    assert found.title == "The batch size varies: 32 and 16"
    assert "It ends nothing" in found.explanation


def test_that_a_last_partial_batch_is_named_as_such() -> None:
    found = the("batch-size-varies", arrays_with_a_last_partial_batch())
    assert "It is the last batch of the data" in found.explanation


def test_that_early_stopping_at_the_last_epoch_left_nothing_out() -> None:
    assert "nothing was left out" in the("stopped-early", early_stopping_at_the_last_epoch()).explanation
    assert "begins no other one" in the("stopped-early", early_stopping()).explanation
    assert "the epoch ends there" in the("stopped-early", stopped_midway()).explanation


def test_that_a_stop_in_validation_is_told_with_its_step_and_ends_the_epoch_as_usual() -> None:
    story = Story(epochs=3, steps_per_epoch=2).peek(2).train_begin().epoch_begin(0).steps(0, 2)
    story.source("generator", None, role=Role.VALIDATION).peek(2, Role.VALIDATION).test_begin().pass_begin(
        Role.VALIDATION
    )
    story.step_begins(0, Role.VALIDATION).stop_training("on_test_batch_end", step=0).step_ends(0, Role.VALIDATION)
    found = the("stopped-early", story.ready_steps(1, 2, Role.VALIDATION).test_end().epoch_end().train_end().ends())
    assert found.title == "EarlyStopping stopped training in epoch 0, validation step 0"
    assert (found.epoch, found.step) == (0, None)
    assert "ends the epoch as usual and begins no other one" in found.explanation


def test_that_a_stop_before_the_first_step_ends_the_epoch_after_it() -> None:
    for hook in ("on_train_begin", "on_epoch_begin"):
        story = Story(epochs=5, initial_epoch=2, steps_per_epoch=4).peek(2).train_begin()
        story = (
            story.stop_training(hook, "Stop").epoch_begin(2)
            if hook == "on_train_begin"
            else (story.epoch_begin(2).stop_training(hook, "Stop"))
        )
        story.steps(0, 1).epoch_end().train_end().ends()
        found = the("stopped-early", story)
        assert (found.title, found.epoch) == ("Stop stopped training in epoch 2", 2)
        assert "after each batch, so the epoch ends there" in found.explanation
        assert grave(story) == {}


def test_that_a_stop_that_was_taken_back_is_not_told() -> None:
    story = (
        Story(epochs=2, steps_per_epoch=1).peek(1).train_begin().epoch_begin(0).steps(0, 1).stop_training().epoch_end()
    )
    assert tree(story.epoch_begin(1).steps(0, 1).epoch_end().train_end().ends()) == {}


def test_that_a_run_that_the_person_stopped_says_where() -> None:
    found = the("cancelled", stopped_by_the_person())
    assert found.title == "You stopped the run in epoch 1, after step 1"
    assert (found.epoch, found.step) == (1, 1)
    assert "steps_per_epoch" not in found.explanation + found.fix


def of_unknown_length(**how: Any) -> Story:
    """An epoch under way, of which nothing says how many steps it has."""
    return Story(epochs=2, **how).peek(2).train_begin().epoch_begin(0).steps(0, 3)


@pytest.mark.parametrize(
    "story",
    [
        of_unknown_length().stop_asked().epoch_end().train_end().ends("cancelled"),
        of_unknown_length().step_begins(3).stop_asked().ends("cancelled"),
    ],
)
def test_that_a_stopped_epoch_is_said_to_have_had_no_end_but_that_of_the_data(story: Story) -> None:
    found = the("cancelled", story)
    assert (
        "No steps_per_epoch was given, and the length of the generator is not known: without a stop, epoch 0 ends, and "
        "its on_epoch_end comes, only when the data ends. It had given 3 batches by then." in found.explanation
    )
    assert "give steps_per_epoch" in found.fix


def ended_by_its_data() -> Story:
    """The first epoch of data of unknown length came to its end."""
    story = Story(epochs=3, kind="tf_dataset").train_begin().epoch_begin(0).new_pass().take(0, 0).take(1, 1)
    return story.step_begins(2).epoch_end()


@pytest.mark.parametrize(
    "story",
    [
        of_unknown_length().source_stops().stop_asked().epoch_end().train_end().ends("cancelled"),
        of_unknown_length().source_raises().stop_asked().ends("cancelled"),
        of_unknown_length().test_begin().stop_asked().ends("cancelled"),
        of_unknown_length(kind="py_dataset", length=5).stop_asked().epoch_end().train_end().ends("cancelled"),
        of_unknown_length(steps_per_epoch=5).stop_asked().epoch_end().train_end().ends("cancelled"),
        ended_by_its_data().stop_asked().train_end().ends("cancelled"),
        ended_by_its_data().epoch_begin(1).new_pass().take(0, 0).stop_asked().epoch_end().train_end().ends("cancelled"),
    ],
)
def test_that_a_stopped_epoch_with_another_end_is_not_said_to_want_steps(story: Story) -> None:
    found = the("cancelled", story)
    assert "steps_per_epoch" not in found.explanation + found.fix


def test_that_a_run_that_a_callback_resumed_misses_no_epoch_before_it() -> None:
    story = Story(epochs=4, steps_per_epoch=1).peek(2).train_begin()
    for epoch in (2, 3):
        story.epoch_begin(epoch).steps(0, 1).epoch_end()
    assert grave(story.train_end().ends()) == {}
    assert build_report(story.run())["hooks"]["on_epoch_end"] == {"expected": 2, "called": 2}
