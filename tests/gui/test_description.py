"""What the details say of each kind of thing."""

from __future__ import annotations

from inspector.gui.panels.description import describe, describe_event
from inspector.gui.selection import Selection, Thing
from inspector.recording.events import Kind, Role
from tests.story import Story, clean, raises_at_batch_3, raises_in_a_step


def rows(run: object, selection: Selection) -> dict[str, str]:
    return dict(describe(run, selection).rows)  # type: ignore[arg-type]


def inputs(run: object, selection: Selection) -> list[tuple[str, str, str]]:
    return [(one.name, one.shape, one.dtype) for one in describe(run, selection).inputs]  # type: ignore[arg-type]


def test_that_a_batch_tells_its_shape_and_the_step_it_reached() -> None:
    run = clean().run()
    pull = run.train.pulls[0]
    selection = Selection(Thing.BATCH, batch=0, seq=pull.seq)
    assert describe(run, selection).title == "Batch 0"
    told = rows(run, selection)
    assert told["trained on by"] == "epoch 0 step 0"
    assert inputs(run, selection) == [("x", "(32, 10)", "float32"), ("y", "(32, 1)", "float32")]
    assert told["took"] == "500 µs"
    assert "when Keras peeked at the first batches" in describe(run, selection).sentence


def test_that_a_replayed_batch_tells_both_steps() -> None:
    story = Story(epochs=2, steps_per_epoch=2)
    story.peek(2).train_begin().epoch_begin(0).steps(0, 2).epoch_end()
    story.epoch_begin(1).pass_begin().step_begins(0).step_ends(0).step_begins(1).step_ends(1).epoch_end()
    run = story.train_end().ends().run()
    assert run.epochs[1].replayed == [0, 1]
    told = rows(run, Selection(Thing.BATCH, batch=1, seq=run.train.pulls[1].seq))
    assert told["trained on by"] == "epoch 0 step 1\nepoch 1 step 1 (replay)"


def test_that_a_batch_that_reached_nothing_says_so_only_once_the_run_is_over() -> None:
    story = Story(epochs=1, steps_per_epoch=10)
    story.peek(2).train_begin().epoch_begin(0)
    selection = Selection(Thing.BATCH, batch=1)
    assert rows(story.run(), selection)["trained on"] == "not used yet"
    assert rows(story.ends().run(), selection)["trained on"] == "never used"


def test_that_a_batch_that_a_step_which_never_ended_may_have_had_is_not_never_used() -> None:
    run = raises_in_a_step().run()
    told = [rows(run, Selection(Thing.BATCH, batch=batch))["trained on"] for batch in (3, 4)]
    assert told == ["perhaps used by a step that never ended", "never used"]


def test_that_the_batch_that_raised_was_never_made() -> None:
    run = raises_at_batch_3().run()
    said = describe(run, Selection(Thing.BATCH, batch=3, seq=run.train.pulls[3].seq))
    assert said.title == "Batch 3 was never made"
    assert dict(said.rows)["raised"] == "ZeroDivisionError: division by zero"
    assert dict(said.rows)["at"] == "train.py, line 12, in batches"


def test_that_a_step_tells_the_batch_it_trained_on() -> None:
    run = clean().run()
    step = run.epochs[1].steps[2]
    selection = Selection(Thing.STEP, epoch=1, step=2, seq=step.seq)
    told = rows(run, selection)
    assert told["trained on"].startswith("batch 6 (thread ")
    assert inputs(run, selection) == [("x", "(32, 10)", "float32"), ("y", "(32, 1)", "float32")]


def test_that_an_inferred_lineage_is_called_inferred() -> None:
    story = clean()
    story.put(Kind.ENVIRONMENT, payload={"lineage": "inferred"})
    run = story.run()
    told = rows(run, Selection(Thing.STEP, epoch=0, step=0, seq=run.epochs[0].steps[0].seq))
    assert told["trained on"].endswith("(inferred)")


def test_that_a_step_that_never_ended_says_so() -> None:
    run = raises_at_batch_3().run()
    step = run.epochs[0].steps[3]
    said = describe(run, Selection(Thing.STEP, epoch=0, step=3, seq=step.seq))
    assert said.title == "Step 3 of epoch 0 never ended"
    assert "took" not in dict(said.rows)


def test_that_a_step_tells_the_callbacks_in_it() -> None:
    story = Story(epochs=1, steps_per_epoch=1)
    story.peek(2).train_begin().epoch_begin(0).step_begins(0).pass_begin()
    story.callback("on_train_batch_end", "Schedule", took_ms=0.4).callback("on_train_batch_end", "Log", 1, took_ms=0.2)
    run = story.step_ends(0).epoch_end().train_end().ends().run()
    told = rows(run, Selection(Thing.STEP, epoch=0, step=0, seq=run.epochs[0].steps[0].seq))
    assert told["callbacks"] == "600 µs in 2 objects"


def test_that_a_missing_step_is_pending_while_the_run_goes_on() -> None:
    story = Story(epochs=2, steps_per_epoch=5)
    story.peek(2).train_begin().epoch_begin(0).steps(0, 2)
    missing = Selection(Thing.MISSING_STEP, epoch=0, step=4)
    assert describe(story.run(), missing).title == "Step 4 of epoch 0 has not come yet"
    over = story.fit_raises().run()
    assert describe(over, missing).title == "Step 4 of epoch 0 never began"
    assert rows(over, Selection(Thing.MISSING_STEP, epoch=1, step=0))["epoch"] == "epoch 1 never began either"


def test_that_an_epoch_tells_its_verdict_and_whether_on_epoch_end_came() -> None:
    run = raises_at_batch_3(epochs=2).run()
    first = rows(run, Selection(Thing.EPOCH, epoch=0, seq=run.epochs[0].seq))
    assert (first["verdict"], first["steps"], first["on_epoch_end"]) == (
        "never ended", "3 of 10 completed", "never came",
    )  # fmt: skip
    assert rows(run, Selection(Thing.EPOCH, epoch=1)) == {"verdict": "never began", "steps": "0 of 10 completed"}


def test_that_a_callback_tells_its_hook_and_object() -> None:
    run = clean().run()
    call = run.callback_calls[0]
    said = describe(run, Selection(Thing.CALLBACK, epoch=0, seq=call.seq))
    assert said.title == "Checkpoint · on_epoch_end"
    assert dict(said.rows)["in"] == "epoch 0"
    assert dict(said.rows)["took"] == "500 µs"


def test_that_a_dataset_hook_tells_its_epoch() -> None:
    story = Story(epochs=1, steps_per_epoch=1, kind="py_dataset", length=1, hooks=("on_epoch_end",))
    story.dataset_hook(Kind.DATASET_EPOCH_END)
    run = story.run()
    said = describe(run, Selection(Thing.DATASET_HOOK, seq=run.dataset_calls[0].seq))
    assert said.title == "The dataset's own on_epoch_end"
    assert dict(said.rows)["in"] == "before or after every epoch"


def test_that_an_event_that_stands_for_nothing_larger_is_told_as_itself() -> None:
    run = clean().run()
    said = describe_event(run, 1)
    assert said.title == "Environment"
    assert "Keras 3.15.1" in dict(said.rows)["carries"]


def test_that_a_validation_batch_is_tested_on() -> None:
    story = Story(epochs=1, steps_per_epoch=1, validation_steps=1)
    story.source("generator", None, role=Role.VALIDATION)
    story.peek(2).peek(2, Role.VALIDATION).train_begin().epoch_begin(0).steps(0, 1)
    story.test_begin().steps(0, 1, Role.VALIDATION).test_end().epoch_end()
    run = story.train_end().ends().run()
    pull = run.sources[Role.VALIDATION].pulls[0]
    said = describe(run, Selection(Thing.BATCH, Role.VALIDATION, batch=0, seq=pull.seq))
    assert said.title == "Validation batch 0"
    assert dict(said.rows)["tested on by"] == "epoch 0 step 0"
