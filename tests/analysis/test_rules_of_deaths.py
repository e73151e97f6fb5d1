"""What ends fit: the rule that tells it, and the look-alike that must not."""

from __future__ import annotations

import pytest

from inspector.analysis.finding import Severity
from inspector.recording.events import Kind, Payload, Role
from tests.analysis.claims import grave, none, the, tree
from tests.story import Story, clean, failure, raises_at_batch_3

INTERRUPT = {**failure("KeyboardInterrupt", "", "model"), "file": None}


def underway(**asked: int) -> Story:
    return Story(**{"steps_per_epoch": 10, **asked}).peek(2).train_begin().epoch_begin(0).steps(0, 2)


def test_that_a_source_that_raised_is_told_with_batch_step_type_and_line() -> None:
    found = the("source-raised", raises_at_batch_3())
    assert (found.severity, found.epoch, found.step, found.batch) == (Severity.ERROR, 0, 3, 3)
    assert found.title == "The generator raised at batch 3: ZeroDivisionError: division by zero"
    assert "train.py, line 12, in batches" in found.explanation
    assert "step 3 of epoch 0" in found.explanation
    assert "Keras 3.15.1" in found.explanation
    assert "UnknownError" in found.explanation


def test_that_leaving_out_a_bad_sample_is_advised_only_where_a_sample_can_have_been_bad() -> None:
    assert "leave a bad sample out" in the("source-raised", raises_at_batch_3()).fix
    for kind in ("KeyboardInterrupt", "SystemExit", "MemoryError"):
        story = underway().step_begins(2).source_raises(raised=failure(kind, "")).fit_raises(failure(kind, ""))
        assert "catch" not in the("source-raised", story).fix


def asked_by_index(raised: str | Payload, *, length: int | None = 7, batch: int = 2, kind: str = "py_dataset") -> Story:
    """Data that raised when it was asked for a batch, after it had given two."""
    told = failure(raised, "list index out of range") if isinstance(raised, str) else raised
    story = Story(kind=kind, length=length).train_begin().epoch_begin(0).new_pass().take(0, 0).take(1, 1)
    story.step_begins(2).put(Kind.PULL_BEGIN, step=0, batch=batch)
    story.put(Kind.PULL_RAISED, step=0, batch=batch, payload=told)
    return story.fit_raises()


def test_that_an_index_without_data_is_told_beside_the_length_that_promises_it() -> None:
    found = the("source-raised", asked_by_index("IndexError", batch=5))
    assert found.title == "The PyDataset raised at batch 5: IndexError: list index out of range"
    assert "`__len__` promises 7 batches (0–6), and `__getitem__` gave none for index 5" in found.explanation
    assert found.fix == (
        "Let `__len__` return how many batches `__getitem__` has data for. If there should be a batch 5, mend "
        "train.py, line 12, in batches."
    )


@pytest.mark.parametrize(
    "story",
    [
        asked_by_index("KeyError"),
        asked_by_index("IndexError", length=None),
        asked_by_index("IndexError", batch=7),
        asked_by_index("IndexError", kind="generator"),
    ],
)
def test_that_the_length_is_not_doubted_for_another_reason(story: Story) -> None:
    found = the("source-raised", story)
    assert "__len__" not in found.explanation + found.fix
    assert found.fix.startswith("Mend train.py, line 12, in batches. To leave a bad sample out, ")


def test_that_data_asked_by_index_is_not_advised_to_go_on_to_the_next_batch() -> None:
    fix = the("source-raised", asked_by_index("ValueError")).fix
    assert fix.endswith("catch the exception inside `__getitem__` and return the batch without it.")


def test_that_a_pipeline_is_advised_what_it_can_do_and_what_that_drops() -> None:
    told = the("source-raised", asked_by_index("ValueError", kind="tf_dataset"))
    assert told.explanation.startswith("train.py, line 12, in batches. ")
    assert told.fix.startswith("Mend train.py, line 12, in batches. To leave a bad sample out, put `.ignore_errors(")
    assert "it drops every element that raises" in told.fix
    assert "go on to the next batch" not in told.fix


def test_that_of_a_group_that_died_of_a_pipeline_it_is_one_of_some_batches() -> None:
    story = Story(kind="tf_dataset", length=9, steps_per_execution=3).train_begin().epoch_begin(0).new_pass()
    story.read(0, 1, 2, 3).group(0, 3).step_begins(3)
    died = story.put(Kind.PULL_RAISED, step=0, batch=4, payload=failure("ValueError", "no")).fit_raises()
    assert the("source-raised", died).title == "The tf.data.Dataset raised at one of batches 3–4: ValueError: no"


def test_that_a_next_that_ran_dry_inside_a_generator_is_no_bad_sample() -> None:
    ran_dry = failure("RuntimeError", "generator raised StopIteration")
    fix = the("source-raised", asked_by_index(ran_dry, kind="generator")).fix
    assert fix.endswith("catch StopIteration there, and return or begin anew.")
    assert "sample" not in fix


def test_that_no_place_is_named_where_none_is_known() -> None:
    nowhere = {**failure("InvalidArgumentError"), "file": None, "line": None, "function": None}
    pipeline = the("source-raised", asked_by_index(nowhere, kind="tf_dataset"))
    assert pipeline.explanation.startswith("An operation of TensorFlow's inside the pipeline raised it")
    assert pipeline.fix.startswith("Look in the pipeline for what the message names")
    other = the("source-raised", asked_by_index(nowhere, kind="py_dataset"))
    assert other.explanation.startswith("It was raised outside your own files. ")
    assert other.fix.startswith("Look at what your own code passes on")


def test_that_data_that_is_no_kind_known_is_not_told_how_to_leave_a_sample_out() -> None:
    assert the("source-raised", asked_by_index("ValueError", kind="unknown")).fix == (
        "Mend train.py, line 12, in batches."
    )


def test_that_an_index_without_data_is_told_of_validation_data_too() -> None:
    story = Story(steps_per_epoch=1).peek(1).train_begin().epoch_begin(0).steps(0, 1)
    story.source("py_dataset", 3, role=Role.VALIDATION).test_begin().new_pass(Role.VALIDATION)
    story.take(0, 0, Role.VALIDATION).step_begins(1, Role.VALIDATION)
    story.put(Kind.PULL_BEGIN, Role.VALIDATION, step=0, batch=1)
    raised = failure("IndexError", "list index out of range", "validation")
    found = the(
        "validation-raised", story.put(Kind.PULL_RAISED, Role.VALIDATION, step=0, batch=1, payload=raised).fit_raises()
    )
    assert "promises 3 batches (0–2), and `__getitem__` gave none for index 1" in found.explanation
    assert found.fix.startswith("Let `__len__` return how many batches")


def test_that_a_group_of_steps_is_not_said_to_have_got_no_batch_at_all() -> None:
    story = underway(steps_per_execution=2).step_begins(2).source_raises().fit_raises()
    assert "did not get all of its batches" in the("source-raised", story).explanation


def test_that_a_source_that_raised_in_the_peek_ended_fit_before_the_first_epoch() -> None:
    story = Story(steps_per_epoch=10).pull().source_raises(peek=True).fit_raises()
    found = the("source-raised", story)
    assert (found.epoch, found.step, found.batch) == (None, None, 1)
    assert "before the first epoch" in found.explanation
    assert grave(story) == {"source-raised": None, "epoch-missing": "source-raised"}


def test_that_while_fit_has_not_reached_it_a_source_that_raised_is_told_so() -> None:
    found = the("source-raised", underway().source_raises())
    assert "fit has not seen it yet" in found.explanation


def test_that_a_process_that_died_after_the_source_had_raised_did_not_die_of_that() -> None:
    story = underway().source_raises().dies()
    assert "fit has not seen it yet" in the("source-raised", story).explanation
    assert [rule for rule, cause in grave(story).items() if cause is None] == ["process-died", "source-raised"]


def test_that_a_source_that_raised_beyond_the_last_step_is_a_warning_and_nothing_is_missing() -> None:
    story = Story(steps_per_epoch=2).peek(2).train_begin().epoch_begin(0).steps(0, 2).feed(1).source_raises()
    story.epoch_end().train_end().ends()
    found = the("source-raised", story)
    assert (found.severity, found.batch) == (Severity.WARNING, 3)
    assert "never saw it" in found.title
    assert grave(story) == {"source-raised": None}


def test_that_a_stop_by_the_person_is_not_told_as_a_source_that_raised() -> None:
    story = underway().stop_asked().source_raises().ends("cancelled")
    assert none("source-raised", story)
    assert grave(story) == {}


def test_that_validation_data_that_raised_is_not_told_as_training_data() -> None:
    story = Story(epochs=2, steps_per_epoch=2, validation_steps=4).peek(2).train_begin().epoch_begin(0).steps(0, 2)
    story.source("generator", None, role=Role.VALIDATION).peek(2, Role.VALIDATION)
    story.test_begin().pass_begin(Role.VALIDATION).ready_steps(0, 2, Role.VALIDATION)
    story.step_begins(2, Role.VALIDATION).source_raises(Role.VALIDATION).fit_raises()
    found = the("validation-raised", story)
    assert (found.epoch, found.step, found.batch) == (0, 2, 2)
    assert grave(story) == {
        "validation-raised": None,
        "epoch-end-missing": "validation-raised",
        "epoch-missing": "validation-raised",
        "train-end-missing": "validation-raised",
    }


def test_that_validation_data_that_raised_beyond_the_last_pass_is_a_warning() -> None:
    story = Story(steps_per_epoch=1, validation_steps=2).peek(1).train_begin().epoch_begin(0).steps(0, 1)
    story.source("generator", None, role=Role.VALIDATION).peek(2, Role.VALIDATION).validate(2)
    story.source_raises(Role.VALIDATION)
    assert none("validation-raised", story)  # fit may still come to it
    story.epoch_end().train_end().ends()
    found = the("validation-raised", story)
    assert (found.severity, found.epoch, found.batch) == (Severity.WARNING, None, 2)
    assert "never saw it" in found.title


def test_that_validation_data_that_raised_unseen_is_the_cause_of_the_short_passes_after_it() -> None:
    story = Story(epochs=2, steps_per_epoch=1, validation_steps=3).peek(1).train_begin().epoch_begin(0).steps(0, 1)
    story.source("generator", None, role=Role.VALIDATION).peek(2, Role.VALIDATION).validate(3)
    story.source_raises(Role.VALIDATION).epoch_end().epoch_begin(1).steps(0, 1).validate(2).epoch_end()
    story.train_end().ends()
    found = the("validation-raised", story)
    assert (found.severity, found.epoch, found.batch) == (Severity.ERROR, 1, 3)
    assert grave(story) == {
        "validation-raised": None,
        "validation-short": "validation-raised",
        "validation-drift": "validation-raised",
    }


def test_that_a_callback_that_raised_is_named_with_its_hook() -> None:
    story = underway(epochs=2).callback("on_train_batch_end", "Checkpoint", step=1, raises=True).fit_raises()
    found = the("callback-raised", story)
    assert found.title == "Checkpoint.on_train_batch_end raised: ValueError: nothing to monitor"
    assert (found.epoch, found.step) == (0, 1)
    assert set(grave(story).values()) == {None, "callback-raised"}
    assert [rule for rule, cause in grave(story).items() if cause is None] == ["callback-raised"]


def test_that_a_callback_of_keras_is_not_to_be_mended_but_looked_at() -> None:
    who = {"callback": "ModelCheckpoint", "index": 0, "hook": "on_epoch_end"}
    raised = {**failure("FileNotFoundError", "no folder", "callback"), "file": None}
    for told, fix in (
        (raised, "Look at how ModelCheckpoint is made, and what its on_epoch_end takes"),
        (INTERRUPT, "Nothing to mend if that"),
    ):
        story = underway().put(Kind.CALLBACK_BEGIN, epoch=0, payload=who)
        story.put(Kind.CALLBACK_RAISED, epoch=0, payload={**who, "failure": told}).fit_raises()
        assert the("callback-raised", story).fix.startswith(fix)


def test_that_a_step_of_validation_in_which_the_model_raised_is_named_as_one() -> None:
    story = underway().source("py_dataset", 3, role=Role.VALIDATION).test_begin().new_pass(Role.VALIDATION)
    story.step_begins(0, Role.VALIDATION).fit_raises(failure("RuntimeError", "no", "model"))
    assert the("model-raised", story).title == "The model raised at validation step 0 of epoch 0: RuntimeError: no"


def test_that_on_epoch_end_came_for_an_epoch_whose_on_epoch_end_raised() -> None:
    story = Story(epochs=2, steps_per_epoch=2).peek(2).train_begin().epoch_begin(0).steps(0, 2).epoch_end()
    story.callback("on_epoch_end", raises=True).fit_raises()
    assert grave(story) == {
        "callback-raised": None,
        "epoch-missing": "callback-raised",
        "train-end-missing": "callback-raised",
    }


def test_that_a_model_that_raised_is_told_with_its_step() -> None:
    message = "Graph execution error:\n\nDetected at node MatMul\n<stack traces unavailable>\nMatrix size-incompatible"
    story = underway().step_begins(2).feed(1).fit_raises(failure("InvalidArgumentError", message, "model"))
    found = the("model-raised", story)
    assert found.title == "The model raised at step 2 of epoch 0: InvalidArgumentError: Matrix size-incompatible"
    assert (found.epoch, found.step) == (0, 2)


def test_that_the_line_of_a_train_step_that_raised_is_named() -> None:
    raised = {**failure("RuntimeError", "no", "model"), "function": "train_step"}
    found = the("model-raised", underway().step_begins(2).feed(1).fit_raises(raised))
    assert found.explanation.startswith("train.py, line 12, in train_step. The data raised nothing")
    assert found.fix.startswith("Mend train.py, line 12, in train_step; ")


def test_that_an_interrupt_is_not_told_as_a_fault_of_the_model() -> None:
    found = the("model-raised", underway().step_begins(2).feed(1).fit_raises(INTERRUPT))
    assert found.title == "fit was interrupted at step 2 of epoch 0: KeyboardInterrupt"
    assert found.fix.startswith("Nothing to mend if that was meant")


@pytest.mark.parametrize(
    ("done", "told"), [(1, ": steps 1–2 never completed; on_epoch_end"), (2, ": step 2 never completed; on_epoch_end")]
)
def test_that_one_step_that_is_missing_is_told_in_the_singular(done: int, told: str) -> None:
    story = Story(steps_per_epoch=3).train_begin().epoch_begin(0).steps(0, done)
    assert told in the("steps-missing", story.fit_raises()).explanation


def test_that_the_one_step_that_is_missing_is_not_named_twice() -> None:
    story = Story(steps_per_epoch=3).train_begin().epoch_begin(0).steps(0, 2).step_begins(2).fit_raises()
    assert ": step 2 began and never ended; on_epoch_end never came." in the("steps-missing", story).explanation


def test_that_data_that_fit_refuses_is_not_told_as_the_models_fault() -> None:
    refusal = {**failure("ValueError", "Cannot interpret the data", "data"), "file": None}
    found = the("model-raised", Story(steps_per_epoch=2).peek(2).fit_raises(refusal))
    assert found.title == "fit refused the data before the first epoch: ValueError: Cannot interpret the data"
    assert found.fix.startswith("Mend what the message names")


def test_that_validation_data_that_fit_refuses_is_told_apart() -> None:
    refusal = {**failure("ValueError", "an empty generator", "validation"), "file": None}
    found = the("model-raised", underway().source("generator", None, role=Role.VALIDATION).fit_raises(refusal))
    assert found.title == "fit refused the validation data in epoch 0: ValueError: an empty generator"


def test_that_own_code_that_raised_while_fit_began_is_told_as_neither_data_nor_model() -> None:
    raised = {**failure(), "function": "set_params"}
    found = the("model-raised", Story(steps_per_epoch=2).peek(2).fit_raises(raised))
    assert found.title == "set_params raised before the first epoch: ZeroDivisionError: division by zero"
    assert "refused" not in found.explanation
    assert found.fix == "Mend train.py, line 12, in set_params."


def test_that_a_module_that_failed_is_the_only_cause_and_no_epoch_is_missed() -> None:
    story = Story()
    run = story.module_fails().run()
    assert run.failure is not None
    found = the("module-failed", story)
    assert "No module named 'cv3'" in found.title
    assert set(tree(story).values()) <= {None, "module-failed"}
    assert none("model-raised", story)


def test_that_a_process_that_died_is_told_with_its_signal_and_the_last_thing_recorded() -> None:
    story = underway(epochs=2).step_begins(2).dies("SIGKILL")
    found = the("process-died", story)
    assert found.title == "The process that ran fit died by signal SIGKILL"
    assert "“on_train_batch_begin”, epoch 0, step 2" in found.explanation
    assert (found.epoch, found.step) == (0, 2)
    assert [rule for rule, cause in tree(story).items() if cause is None] == ["process-died"]
    assert "less memory" in found.fix
    assert "exception" not in the("epoch-end-missing", story).explanation


def test_that_a_recording_that_was_cut_names_the_last_phase_as_the_person_saw_it() -> None:
    story = Story().put(Kind.PHASE, payload={"text": "Running fit…"})
    story.recorder.recording.growing = False
    assert "The last thing recorded is “Running fit…”. " in the("process-died", story).explanation


def test_that_a_process_that_left_by_an_exit_code_is_told_with_it() -> None:
    assert "exit code 3" in the("process-died", underway().dies(None, 3)).title


@pytest.mark.parametrize(
    ("signal", "said"), [("SIGKILL", "memory ran out"), ("SIGSEGV", "native code"), (None, "os._exit")]
)
def test_that_the_usual_reason_for_a_signal_is_told_and_no_other(signal: str | None, said: str) -> None:
    explanation = the("process-died", underway().dies(signal)).explanation
    assert [said in explanation for said in ("memory ran out", "native code", "os._exit")].count(True) == 1
    assert said in explanation


def test_that_a_run_that_goes_on_did_not_die() -> None:
    assert none("process-died", underway())


@pytest.mark.parametrize(
    ("structure", "said"),
    [
        ("None", "Batch 0 is None"),
        ("list of 2", "Batch 0 is no tuple: list of 2"),
        ("ndarray", "Batch 0 is no tuple: ndarray"),
        ("{image, label}", "Batch 0 is no tuple: {image, label}"),
        ("(x, y, sample_weight, [3])", "Batch 0 is a tuple of 4"),
        ("()", "Batch 0 is a tuple of 0"),
    ],
)
def test_that_a_first_batch_of_no_known_structure_is_named(structure: str, said: str) -> None:
    story = structured(Story(steps_per_epoch=3), structure).fit_raises(
        failure("ValueError", "must return a tuple", "data")
    )
    found = the("structure-invalid", story)
    assert found.title == said
    assert tree(story)["model-raised"] == "structure-invalid"
    assert tree(story)["epoch-missing"] == "structure-invalid"


@pytest.mark.parametrize("structure", ["(x,)", "(x, y)", "(x, y, sample_weight)", "({a, b}, y)", "([array, array], y)"])
def test_that_a_batch_of_a_known_structure_is_not_blamed_for_what_the_model_raised(structure: str) -> None:
    story = structured(Story(steps_per_epoch=3), structure).fit_raises(failure("ValueError", "no", "model"))
    assert none("structure-invalid", story)
    assert tree(story)["model-raised"] is None


@pytest.mark.parametrize("structure", ["list of 2", "{image, label}", "ndarray"])
def test_that_a_py_dataset_may_give_lists_dicts_and_arrays(structure: str) -> None:
    story = structured(Story(kind="py_dataset", length=3), structure).fit_raises(failure("ValueError", "no", "model"))
    assert none("structure-invalid", story)


def test_that_a_batch_that_changes_structure_is_named_with_what_it_was_before() -> None:
    story = underway()
    structured(story.step_begins(2), "(x, y, sample_weight)", for_pass=0).fit_raises()
    found = the("structure-invalid", story)
    assert found.title == "Batch 2 is (x, y, sample_weight), after (x, y)"
    assert (found.epoch, found.step, found.batch) == (0, 2, 2)
    assert found.fix.startswith("Yield a tuple")


def test_that_a_py_dataset_returns_its_tuples() -> None:
    story = structured(Story(kind="py_dataset", length=3), "None").fit_raises(failure("ValueError", "no", "data"))
    assert the("structure-invalid", story).fix.startswith("Return a tuple of arrays each time, for instance:")


def test_that_a_strange_structure_that_fit_took_is_not_claimed() -> None:
    story = structured(Story(steps_per_epoch=1), "list of 2")
    story.peeked[Role.TRAIN] = 1
    story.train_begin().epoch_begin(0).pass_begin().ready_steps(0, 1).epoch_end().train_end().ends()
    assert grave(story) == {}


def test_that_a_clean_run_is_no_death() -> None:
    assert tree(clean()) == {}


def structured(story: Story, structure: str, for_pass: int = -1) -> Story:
    """One more batch, of this structure."""
    payload: Payload = {"structure": structure, "inputs": []}
    batch = story.yielded[Role.TRAIN]
    story.yielded[Role.TRAIN] += 1
    story.put(Kind.PULL_BEGIN, step=for_pass, batch=batch)
    return story.put(Kind.PULL_END, step=for_pass, batch=batch, payload=payload)
