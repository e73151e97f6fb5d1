"""What is in the batches: shapes, dtypes, values, rows."""

from __future__ import annotations

import pytest

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.finding import Severity
from inspector.recording.events import Kind, Role
from tests.analysis.claims import claims, grave, none, the, tree
from tests.story import Story, clean, failure


def started(**asked: int) -> Story:
    return Story(**{"steps_per_epoch": 6, **asked}).peek(2).train_begin().epoch_begin(0).steps(0, 3)


def ended(story: Story) -> Story:
    return story.epoch_end().train_end().ends()


def test_that_a_shape_that_keras_refuses_is_the_cause_of_the_models_exception() -> None:
    story = started().step_begins(3).pull(for_pass=0, features=12)
    story.fit_raises(failure("InvalidArgumentError", "TypeError: Generator yielded an element of shape", "data"))
    found = the("shape-varies", story)
    assert (found.severity, found.epoch, found.step, found.batch) == (Severity.ERROR, 0, 3, 3)
    assert found.title == "x has another shape in batch 3: (32, 12), before it (32, 10)"
    assert "takes x as (None, 10)" in found.explanation
    assert "refused" in found.explanation
    assert tree(story) == {
        "shape-varies": None,
        "model-raised": "shape-varies",
        "steps-missing": "shape-varies",
        "epoch-end-missing": "shape-varies",
        "train-end-missing": "shape-varies",
        "batch-begin-unfinished": "shape-varies",
        "unused-batches": None,
    }


def test_that_a_shape_that_the_first_two_batches_left_open_is_a_warning() -> None:
    story = Story(steps_per_epoch=3).pull(features=10).pull(features=12)
    story.peeked[Role.TRAIN] = 2
    story.train_begin().epoch_begin(0).pass_begin().feed(1, features=14).ready_steps(0, 3)
    found = the("shape-varies", ended(story))
    assert (found.severity, found.batch) == (Severity.WARNING, 1)
    assert "takes x as (None, None)" in found.explanation


def test_that_a_change_of_rank_is_a_change_of_shape() -> None:
    story = started()
    flat = {"structure": "(x, y)", "inputs": [{"name": "x", "shape": [32], "dtype": "float32"}]}
    story.signatures[hash((32, 99, "float32"))] = flat
    story.step_begins(3).pull(for_pass=0, features=99).fit_raises()
    assert the("shape-varies", story).title == "x has another shape in batch 3: (32,), before it (32, 10)"


def test_that_a_shape_that_varied_is_not_blamed_for_what_a_callback_raised() -> None:
    story = started().step_begins(3).feed(1, features=12).step_ends(3)
    story.callback("on_train_batch_end", step=3, raises=True).fit_raises()
    assert the("shape-varies", story).severity is Severity.WARNING
    assert tree(story)["steps-missing"] == "callback-raised"


def test_that_rows_alone_are_no_shape() -> None:
    story = started()
    for step in range(3, 6):
        story.step_begins(step).feed(1, rows=8 * step).step_ends(step)
    assert none("shape-varies", ended(story))
    assert grave(story) == {}


def test_that_inputs_without_a_shape_are_left_alone() -> None:
    story = started()
    told = {"structure": "(x, None)", "inputs": [{"name": "x", "shape": None, "dtype": "NoneType"}]}
    story.signatures[hash((32, 99, "float32"))] = told
    for step in range(3, 6):
        story.step_begins(step).feed(1, features=99).step_ends(step)
    assert grave(ended(story)) == {}


def test_that_a_dtype_that_changes_is_told_with_the_first_batch_that_does() -> None:
    story = started().step_begins(3).feed(1, dtype="float64").step_ends(3)
    found = the("dtype-varies", story)
    assert (found.severity, found.batch) == (Severity.WARNING, 3)
    assert found.title == "x is float64 in batch 3, before it float32"
    assert "arrives as float32" in found.explanation


def test_that_one_dtype_all_along_is_not_told_whatever_it_is() -> None:
    story = Story(steps_per_epoch=2).peek(2, dtype="float64").train_begin().epoch_begin(0).steps(0, 2, dtype="float64")
    assert grave(ended(story)) == {}


def test_that_values_that_are_not_finite_are_told_with_batch_input_and_count() -> None:
    story = started().step_begins(3).feed(1).non_finite(3, 5).step_ends(3)
    story.step_begins(4).feed(1).non_finite(4, 1).step_ends(4)
    found = the("non-finite", story)
    assert (found.severity, found.batch) == (Severity.ERROR, 3)
    assert found.title == "Batch 3 holds NaN or infinity: 5 values of x"
    assert found.explanation.startswith("2 batches of the training data")
    assert len(found.events) == 2


def test_that_values_that_are_not_finite_and_were_not_trained_on_are_said_to_be_unused_as_far_as_that_is_known() -> (
    None
):
    assert the("non-finite", started().feed(1).non_finite(3)).explanation.endswith("It was not used yet.")
    over = ended(started().feed(1).non_finite(3))
    assert the("non-finite", over).explanation.endswith("It was never used.")
    died = started().step_begins(3).feed(1).non_finite(3).fit_raises()
    assert the("non-finite", died).explanation.endswith("It was perhaps used by a step that never ended.")


def test_that_a_batch_that_is_not_finite_is_perhaps_used_though_the_peek_at_it_was_thrown_away() -> None:
    story = Story(steps_per_epoch=3, kind="py_dataset", length=3).pull().non_finite(0)
    story.train_begin().epoch_begin(0).new_pass().step_begins(0).read(0)
    story.put(Kind.NON_FINITE, step=0, batch=0, payload={"inputs": [{"name": "x", "count": 3}]}).fit_raises()
    assert the("non-finite", story).explanation.endswith("It was perhaps used by a step that never ended.")


def test_that_where_lineage_is_not_known_no_step_is_ruled_out() -> None:
    story = started().put(Kind.ENVIRONMENT, payload={"lineage": "inferred"}).feed(1).non_finite(3)
    assert "Which step used it is not known" in the("non-finite", story).explanation


def test_that_a_callback_that_stops_because_of_nan_is_a_consequence_and_another_one_is_not() -> None:
    for callback, cause in (("TerminateOnNaN", "non-finite"), ("EarlyStopping", None)):
        story = started().step_begins(3).feed(1).non_finite(3).step_ends(3)
        ended(story.stop_training("on_train_batch_end", callback, step=3))
        assert tree(story)["stopped-early"] == cause


def test_that_validation_data_that_is_not_finite_is_told_apart() -> None:
    story = started().source("generator", None, role=Role.VALIDATION).non_finite(0, role=Role.VALIDATION)
    assert "of the validation data" in the("non-finite", story).explanation


def test_that_a_batch_without_rows_is_told_and_a_batch_of_one_row_is_not() -> None:
    story = started().step_begins(3).feed(1, rows=0).step_ends(3)
    found = the("empty-batch", story)
    assert (found.severity, found.batch, found.title) == (Severity.ERROR, 3, "Batch 3 of the data had no rows")
    assert none("empty-batch", started().step_begins(3).feed(1, rows=1).step_ends(3))


def test_that_only_the_sizes_that_were_seen_are_listed() -> None:
    story = started().step_begins(3).feed(1, rows=16).step_ends(3)
    found = the("batch-size-varies", story)
    assert found.title == "The batch size varies: 32 and 16"
    assert found.batch == 3
    assert found.explanation.startswith("32 rows in 3 batches, 16 rows in 1 batch.")


def test_that_of_many_sizes_the_smallest_and_the_largest_are_named() -> None:
    story = Story(steps_per_epoch=9).peek(2).train_begin().epoch_begin(0).steps(0, 2)
    for step in range(2, 9):
        story.step_begins(step).feed(1, rows=10 + step).step_ends(step)
    found = the("batch-size-varies", ended(story))
    assert found.title == "The batch size varies: 8 sizes from 12 to 32"
    assert ", and 4 more sizes." in found.explanation


def test_that_a_partial_batch_is_the_last_of_a_generator_only_where_that_ended() -> None:
    story = Story().peek(2).train_begin().epoch_begin(0).steps(0, 3).step_begins(3).feed(1, rows=7).step_ends(3)
    assert "last batch" not in the("batch-size-varies", story).explanation
    story.step_begins(4).source_stops()
    assert "last batch" in the("batch-size-varies", ended(story)).explanation


@pytest.mark.parametrize(
    ("kind", "advice"),
    [
        ("tf_dataset", "`drop_remainder=True`"),
        ("py_dataset", "`__len__` count whole batches only"),
        ("generator", "the generator yield whole batches only"),
        ("arrays", "a multiple of `batch_size`"),
        ("unknown", "leave the last one out."),
    ],
)
def test_that_how_to_leave_out_the_last_batch_is_told_for_data_of_this_kind(kind: str, advice: str) -> None:
    story = Story(kind=kind, length=3, steps_per_epoch=3).train_begin().epoch_begin(0).new_pass()
    story.take(0, 0).take(1, 1).take(2, 2, rows=7).step_begins(3).put(Kind.PULL_BEGIN, step=0, batch=3)
    fix = the("batch-size-varies", ended(story.put(Kind.PULL_STOP, step=0, batch=3).pass_end())).fix
    assert advice in fix
    assert ("drop_remainder" in fix) == (kind == "tf_dataset")


def test_that_a_batch_without_rows_is_no_size() -> None:
    assert none("batch-size-varies", started().step_begins(3).feed(1, rows=0).step_ends(3))


def test_that_a_step_that_was_compiled_again_is_told_from_which_shape_to_which() -> None:
    story = started().step_begins(3).feed(1, rows=20).step_ends(3).retraced(3)
    found = the("retraced", story)
    assert (found.severity, found.epoch, found.step) == (Severity.WARNING, 0, 3)
    assert "from x (32, 10) float32 to x (20, 10) float32" in found.title


def test_that_compiling_again_for_the_same_shapes_blames_no_shape() -> None:
    found = the("retraced", started().retraced(2))
    assert "for the shapes that it had" in found.title
    assert "callback" in found.fix


def test_that_a_clean_run_claims_nothing_of_its_batches() -> None:
    assert claims(clean()) == []


def test_that_a_generator_that_an_earlier_fit_had_begun_keeps_its_own_numbers() -> None:
    story = Story(steps_per_epoch=4)
    story.yielded[Role.TRAIN] = 8
    story.train_begin().epoch_begin(0).pass_begin()
    for step in range(3):
        story.feed(rows=32 if step < 2 else 7).step_begins(step).step_ends(step)
    run = story.step_begins(3).source_stops().epoch_end().train_end().ends().run()
    found = {finding.rule: finding for finding in diagnose(run)}
    assert found["data-exhausted"].batch == 10
    assert "returned after batch 10" in found["data-exhausted"].explanation
    assert "last batch of the data" in found["batch-size-varies"].explanation


@pytest.mark.parametrize(
    ("kind", "advice"),
    [
        ("generator", "`if len(x): yield x, y`"),
        ("py_dataset", "Let `__len__` of the"),
        ("tf_dataset", "dataset.filter("),
    ],
)
def test_that_a_batch_without_rows_is_left_out_as_its_kind_of_data_can(kind: str, advice: str) -> None:
    story = Story(kind=kind, length=2).train_begin().epoch_begin(0).new_pass().take(0, 0).take(1, 1, rows=0)
    assert advice in the("empty-batch", story).fix
