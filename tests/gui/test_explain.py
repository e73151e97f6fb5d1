"""The one sentence on what is selected says what was recorded, and claims nothing else."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from inspector.analysis.consumers import Consumers
from inspector.analysis.run import Run
from inspector.gui.panels.explain import explain
from inspector.gui.selection import Selection, Thing
from inspector.recording.events import Kind, Role
from tests.gui.conftest import MakeWindow
from tests.gui.timeline.stories import carried_over, everything, replays, under_way, validation_runs_out
from tests.story import Story, clean, failure, raises_at_batch_3, raises_in_a_step, stops_after_5


def told(run: Run, selection: Selection) -> str:
    consumers = Consumers(run)
    return explain(run, selection, consumers)


def step(run: Run, epoch: int, number: int, role: Role = Role.TRAIN) -> Selection:
    one = run.epochs[epoch]
    steps = one.steps if role is Role.TRAIN else one.validation.steps  # type: ignore[union-attr]
    return Selection(Thing.STEP, role, epoch, number, seq=steps[number].seq)


def batch(run: Run, at: int, role: Role = Role.TRAIN) -> Selection:
    pull = run.sources[role].pulls[at]
    return Selection(Thing.BATCH, role, batch=pull.batch, seq=pull.seq)


def test_that_a_batch_says_where_it_came_from_and_where_it_went() -> None:
    run = replays().run()
    assert told(run, batch(run, 0)) == (
        "Batch 0 came from the generator “batches” in 500 µs when Keras peeked at the first batches, and was trained "
        "on in step 0 of epoch 0, and again in step 0 of epoch 1 and in step 0 of epoch 2."
    )
    run = carried_over().run()
    assert told(run, batch(run, len(run.train.pulls) - 1)).endswith("and was never used.")
    run = raises_in_a_step().run()
    assert told(run, batch(run, 3)).endswith(" µs, and was perhaps used by a step that never ended.")


def test_that_a_batch_that_was_never_made_says_why() -> None:
    run = raises_at_batch_3().run()
    assert told(run, batch(run, 3)) == (
        "Batch 3 was never made: asked for it, the generator “batches” raised ZeroDivisionError: division by zero "
        "(train.py, line 12, in batches)."
    )
    run = stops_after_5().run()
    assert told(run, batch(run, 5)).endswith("the generator “batches” said that it has no more.")
    run = under_way().run()
    assert told(run, batch(run, 8)).endswith("and the call has not come back yet.")


def test_that_which_step_used_a_batch_is_not_claimed_where_it_was_not_observed() -> None:
    story = Story(epochs=1, steps_per_epoch=4).put(Kind.ENVIRONMENT, payload={"lineage": "inferred"})
    run = story.peek(2).ends().run()
    assert told(run, batch(run, 0)).endswith("which step used it is not known.")


def test_that_a_step_says_what_it_trained_on() -> None:
    run = everything().run()
    assert told(run, step(run, 0, 1)) == "Step 1 of epoch 0 trained on batch 1, in 1.0 ms."
    assert "which an earlier pass had already given" in told(run, step(run, 3, 0))
    assert told(run, step(run, 0, 0, Role.VALIDATION)).startswith("Validation step 0 of epoch 0 tested on batch 0")


def test_that_a_step_that_never_ended_says_what_ended_its_epoch_and_not_what_ended_fit() -> None:
    run = everything().run()
    assert told(run, step(run, 2, 3)) == (
        "Step 3 of epoch 2 began and never ended: the generator had ended after 19 batches."
    )
    assert told(run, step(run, 3, 2)).endswith("fit ended with ValueError: nothing to monitor.")
    story = Story(epochs=1, steps_per_epoch=4).peek(2).train_begin().epoch_begin(0).step_begins(0).pass_begin()
    run = story.fit_raises(failure("ValueError", "shapes do not match", "model")).run()
    sentence = told(run, step(run, 0, 0))
    assert sentence == "Step 0 of epoch 0 began and never ended: fit ended with ValueError: shapes do not match."
    assert "no batch" not in sentence, "it had one; the model raised"


@pytest.mark.parametrize(
    ("story", "epoch", "number", "sentence"),
    [
        (raises_at_batch_3, 0, 7, "was asked for and never began: fit ended with ZeroDivisionError: division by zero."),
        (stops_after_5, 0, 7, "was asked for and never began: the generator had ended after 5 batches."),
        (under_way, 2, 1, "was asked for and has not come yet."),
    ],
)
def test_that_a_missing_step_says_what_is_known(story: object, epoch: int, number: int, sentence: str) -> None:
    run = story().run()  # type: ignore[operator]
    selection = Selection(Thing.MISSING_STEP, epoch=epoch, step=number)
    assert told(run, selection) == f"Step {number} of epoch {epoch} {sentence}"


def test_that_a_step_that_the_person_stopped_before_is_not_called_missing() -> None:
    story = Story(epochs=1, steps_per_epoch=4).peek(2).train_begin().epoch_begin(0).steps(0, 2).stop_asked()
    run = story.ends("cancelled").run()
    selection = Selection(Thing.MISSING_STEP, epoch=0, step=3)
    assert told(run, selection) == "Step 3 of epoch 0 did not run: you stopped the run before it."


def test_that_an_epoch_counts_its_steps() -> None:
    run = everything().run()
    assert told(run, Selection(Thing.EPOCH, epoch=0)) == (
        "Epoch 0 completed 8 of 8 steps, and on_epoch_end was called after 28.3 ms."
    )
    assert told(run, Selection(Thing.EPOCH, epoch=3)) == (
        "Epoch 3 completed 2 of 8 steps (missing: 2–7), 2 of them on batches that an earlier pass had already given, "
        "and on_epoch_end never came: fit ended with ValueError: nothing to monitor."
    )
    run = raises_at_batch_3(epochs=2).run()
    assert told(run, Selection(Thing.EPOCH, epoch=1)).startswith("Epoch 1 was asked for and never began")


def test_that_calls_say_where_and_how_long() -> None:
    run = everything().run()
    call = next(call for call in run.callback_calls if call.hook == "on_epoch_end")
    sentence = told(run, Selection(Thing.CALLBACK, epoch=0, seq=call.seq))
    assert sentence == "ModelCheckpoint.on_epoch_end was called in epoch 0 and took 3.0 ms."
    story = Story(epochs=1, steps_per_epoch=2, kind="py_dataset", length=2).train_begin().epoch_begin(0).new_pass()
    story.take(0, 0).dataset_hook(Kind.DATASET_EPOCH_END).take(1, 1)
    run = story.epoch_end().train_end().ends().run()
    hook = Selection(Thing.DATASET_HOOK, epoch=0, seq=run.dataset_calls[0].seq)
    assert told(run, hook) == (
        "The dataset's own on_epoch_end was called in epoch 0, after 1 of the 2 steps that began in it."
    )


def test_that_everything_that_can_be_selected_has_a_sentence() -> None:
    for story in (clean, everything, validation_runs_out, carried_over):
        run = story().run()
        for role, source in run.sources.items():
            assert all(told(run, batch(run, at, role)).endswith(".") for at in range(len(source.pulls)))
        for epoch in run.epochs:
            assert all(told(run, step(run, epoch.number, at)).endswith(".") for at in range(len(epoch.steps)))


def test_that_the_sentence_is_shown_and_copied_by_button_and_by_key(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window()
    run = window.controller.run
    assert run is not None
    window.selection.set(step(run, 0, 1))
    sentence = "Step 1 of epoch 0 trained on batch 1, in 1.0 ms."
    assert window.details.description.sentence == sentence
    qtbot.mouseClick(window.findChild(QPushButton, "copyExplanationButton"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == sentence
    QGuiApplication.clipboard().clear()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_E)
    assert QGuiApplication.clipboard().text() == sentence
    assert window.message.text == "The explanation is on the clipboard."
    window.selection.set(None)
    window.commands.copy_explanation.trigger()
    assert window.message.text.startswith("Select a batch")
