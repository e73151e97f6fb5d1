"""The dataset's own hooks, and lengths that disagree."""

from __future__ import annotations

import pytest

from inspector.analysis.finding import Severity
from inspector.recording.events import Kind
from tests.analysis.claims import grave, none, the, tree
from tests.story import Story

BEGIN, END = Kind.DATASET_EPOCH_BEGIN, Kind.DATASET_EPOCH_END
OWN = ("on_epoch_begin", "on_epoch_end")


def dataset(epochs: int = 2, hooks: tuple[str, ...] = OWN) -> Story:
    return Story(epochs=epochs, kind="py_dataset", length=3, hooks=hooks).peek(2)


def epoch(story: Story, number: int) -> Story:
    return story.epoch_begin(number).dataset_hook(BEGIN).whole_pass(3).dataset_hook(END).epoch_end()


def test_that_the_reset_before_the_first_epoch_is_told_where_the_class_has_the_hook() -> None:
    story = dataset().dataset_hook(END).train_begin()
    found = the("dataset-epoch-end-early", epoch(epoch(story, 0), 1).train_end().ends())
    assert found.severity is Severity.WARNING
    assert found.title == "The dataset's own on_epoch_end came once before the first epoch"
    assert "3 times for 2 epochs" in found.explanation
    assert "Keras 3.15.1 resets the data" in found.explanation


def test_that_the_reset_is_not_told_where_the_class_has_no_such_hook() -> None:
    story = dataset(hooks=("on_epoch_begin",)).dataset_hook(END).train_begin()
    assert grave(epoch(epoch(story, 0), 1).train_end().ends()) == {}


def test_that_a_hook_after_each_epoch_and_no_other_is_right() -> None:
    story = dataset().train_begin()
    assert grave(epoch(epoch(story, 0), 1).train_end().ends()) == {}


def test_that_a_hook_that_comes_twice_in_an_epoch_is_told() -> None:
    story = dataset(1).train_begin().epoch_begin(0).dataset_hook(BEGIN).whole_pass(3)
    story.dataset_hook(END).dataset_hook(END).epoch_end().train_end().ends()
    found = the("dataset-epoch-end-early", story)
    assert found.title == "The dataset's own on_epoch_end came twice in epoch 0"
    assert found.epoch == 0


def test_that_a_hook_before_the_last_step_is_told() -> None:
    story = dataset(1).train_begin().epoch_begin(0).dataset_hook(BEGIN).new_pass().take(0, 0).take(1, 1)
    story.dataset_hook(END).take(2, 2).epoch_end().train_end().ends()
    assert the("dataset-epoch-end-early", story).title.endswith("came before the last step of epoch 0")


def test_that_the_hook_of_an_epoch_that_raised_never_came() -> None:
    story = dataset().train_begin().epoch_begin(0).dataset_hook(BEGIN).new_pass().take(0, 0)
    story.step_begins(1).source_raises().fit_raises()
    found = the("dataset-epoch-end-missing", story)
    assert (found.severity, found.epoch, found.caused_by) == (Severity.WARNING, 0, "source-raised")
    assert "by an exception" in found.explanation


def test_that_the_hook_of_an_epoch_stopped_after_its_last_batch_never_came() -> None:
    story = epoch(dataset(3).train_begin(), 0).epoch_begin(1).dataset_hook(BEGIN).whole_pass(3)
    story.stop_training("on_train_batch_end", step=2).epoch_end().train_end().ends()
    found = the("dataset-epoch-end-missing", story)
    assert (found.epoch, found.caused_by) == (1, "stopped-early")
    assert "even after the epoch's last batch" in found.explanation
    assert list(tree(story)) == ["stopped-early", "dataset-epoch-end-missing"]


def test_that_the_hook_is_pending_while_its_epoch_goes_on() -> None:
    story = dataset().train_begin().epoch_begin(0).dataset_hook(BEGIN).new_pass().take(0, 0)
    assert none("dataset-epoch-end-missing", story)


def test_that_a_hook_that_the_class_does_not_define_is_not_missed() -> None:
    story = dataset(hooks=()).train_begin().epoch_begin(0).new_pass().take(0, 0)
    story.step_begins(1).source_raises().fit_raises()
    assert none("dataset-epoch-end-missing", story)


def test_that_the_hook_of_an_epoch_that_the_person_stopped_is_not_missed() -> None:
    story = dataset().train_begin().epoch_begin(0).dataset_hook(BEGIN).new_pass().take(0, 0)
    assert grave(story.stop_asked().epoch_end().train_end().ends("cancelled")) == {}


def test_that_an_epoch_end_hook_while_a_batch_was_being_made_leaves_its_age_open() -> None:
    story = Story(epochs=2, steps_per_epoch=2, kind="py_dataset", length=4, hooks=OWN).train_begin().new_pass()
    story.epoch_begin(0).read(0, 1, 2).ready_steps(0, 2).put(Kind.PULL_BEGIN, step=0, batch=3)
    story.dataset_hook(END).put(Kind.PULL_END, step=0, batch=3, payload=story.signed()).deliver(3).epoch_end()
    story.epoch_begin(1).ready_steps(0, 2).dataset_hook(END).epoch_end().train_end().ends()
    assert none("epochs-mixed", story)


def test_that_a_batch_made_anew_for_a_second_pass_is_told_by_its_own_making() -> None:
    story = Story(epochs=2, kind="py_dataset", length=3, hooks=OWN).peek(2).train_begin()
    assert none("epochs-mixed", epoch(epoch(story, 0), 1).train_end().ends())


@pytest.mark.parametrize(
    ("length", "steps", "epochs", "said"),
    [
        (3, 5, 1, "2 of 5 steps have no batch, in every epoch"),
        (7, 2, 1, "1 of 7 batches left for a short epoch"),
        (6, 4, 3, "2 of 6 batches left for a short epoch"),
        (6, 2, 1, "4 batches of the last pass never used"),
    ],
)
def test_that_a_length_that_does_not_go_with_the_steps_is_told(length: int, steps: int, epochs: int, said: str) -> None:
    story = Story(epochs=epochs, steps_per_epoch=steps, kind="tf_dataset", length=length).train_begin().epoch_begin(0)
    found = the("length-mismatch", story)
    assert found.severity is Severity.WARNING
    assert found.title == f"The tf.data.Dataset has {length} batches, steps_per_epoch is {steps}: {said}"


@pytest.mark.parametrize(("length", "steps", "epochs"), [(6, 6, 2), (6, 2, 3), (6, 3, 4), (None, 4, 2), (6, None, 2)])
def test_that_a_length_that_goes_with_the_steps_is_not(length: int | None, steps: int | None, epochs: int) -> None:
    story = Story(epochs=epochs, steps_per_epoch=steps, kind="tf_dataset", length=length).train_begin().epoch_begin(0)
    assert none("length-mismatch", story)


def test_that_a_dataset_whose_length_changes_has_uneven_epochs() -> None:
    story = Story(epochs=2, kind="py_dataset").train_begin().epoch_begin(0).whole_pass(3).epoch_end()
    story.epoch_begin(1).whole_pass(2).epoch_end().train_end().ends()
    assert grave(story) == {"steps-uneven": None}


def test_that_an_epoch_cut_by_a_callback_is_not_uneven() -> None:
    story = Story(epochs=3, kind="py_dataset").train_begin().epoch_begin(0).whole_pass(3).epoch_end()
    story.epoch_begin(1).new_pass().take(0, 0).stop_training(
        "on_train_batch_end", step=0
    ).epoch_end().train_end().ends()
    assert grave(story) == {}


@pytest.mark.parametrize("steps", [0, -1])
def test_that_no_steps_per_epoch_is_as_if_none_was_given(steps: int) -> None:
    story = Story(steps_per_epoch=steps, validation_steps=steps, kind="py_dataset", length=3).train_begin()
    story.epoch_begin(0).whole_pass(3).epoch_end().train_end().ends()
    assert story.run().requested.steps_per_epoch is None
    assert grave(story) == {}


def test_that_an_epoch_shorter_than_the_data_said_it_was_is_told_as_that() -> None:
    story = Story(kind="py_dataset", length=3).train_begin().epoch_begin(0).new_pass().take(0, 0).take(1, 1)
    found = the("steps-missing", story.step_begins(2).pass_end().epoch_end().train_end().ends())
    assert "Nobody gave steps_per_epoch: 3 is how many batches the PyDataset said it had." in found.explanation
    assert found.fix.startswith("Let the data say how many batches")


def test_that_arrays_are_many() -> None:
    story = Story(epochs=3, steps_per_epoch=2, kind="arrays", length=3).train_begin()
    story.epoch_begin(0).new_pass().take(0, 0).take(1, 1).epoch_end().epoch_begin(1).take(0, 2).pass_end().epoch_end()
    found = the("length-mismatch", story.train_end().ends())
    assert found.title.startswith("The arrays have 3 batches, steps_per_epoch is 2")
