"""What Keras does without a word, each case as real Keras 3.15.1 does it: epochs, batches, and what is said of it."""

from __future__ import annotations

from inspector.analysis.report import build_report
from inspector.recording.events import Kind, Role
from tests.analysis.claims import grave, none, the, tree
from tests.story import Story


def batches(story: Story) -> list[list[int]]:
    return [epoch["batches"] for epoch in build_report(story.run())["epochs"]]


def replayed(story: Story) -> list[list[int]]:
    return [epoch["replayed"] for epoch in build_report(story.run())["epochs"]]


def replaying_epoch(story: Story, epoch: int) -> Story:
    """An epoch over a new iterator of a generator that has no more: the two peeked batches, and that is all."""
    story.epoch_begin(epoch).pass_begin().ready_steps(0, 2).step_begins(2)
    return story.pass_end().epoch_end()


def test_a_finite_generator_of_7_without_steps_for_two_epochs() -> None:
    story = Story(epochs=2).peek(2).train_begin().epoch_begin(0).steps(0, 7).step_begins(7).source_stops().epoch_end()
    replaying_epoch(story, 1).train_end().ends()
    assert batches(story) == [[0, 1, 2, 3, 4, 5, 6], [0, 1]]
    assert replayed(story) == [[], [0, 1]]
    assert grave(story) == {"replayed-batches": None, "steps-uneven": "replayed-batches"}
    found = the("replayed-batches", story)
    assert found.title == "Epoch 1 trained on batches 0–1 again, and on nothing else"
    assert (found.epoch, found.step, found.batch) == (1, 0, 0)
    assert "cannot start again" in found.explanation
    assert "while True" in found.fix
    assert the("steps-uneven", story).title == "Epochs have different numbers of steps: 7 in epoch 0, 2 in epoch 1"


def test_a_generator_of_10_with_10_steps_for_three_epochs() -> None:
    story = Story(epochs=3, steps_per_epoch=10).peek(2).train_begin().epoch_begin(0).steps(0, 10).epoch_end()
    story.epoch_begin(1).step_begins(0).source_stops().epoch_end()
    replaying_epoch(story, 2).train_end().ends()
    assert batches(story) == [list(range(10)), [], [0, 1]]
    assert replayed(story) == [[], [], [0, 1]]
    assert grave(story) == {
        "data-exhausted": None,
        "replayed-batches": "data-exhausted",
        "empty-epoch": "data-exhausted",
        "steps-missing": "data-exhausted",
        "steps-uneven": "data-exhausted",
    }
    found = the("data-exhausted", story)
    assert found.title == "The data ran out: 10 batches given, 30 needed"
    assert (found.epoch, found.step, found.batch) == (1, 0, 9)
    assert "`steps_per_epoch=3` with epochs=3" in found.fix


def test_a_generator_of_1_with_1_step_for_two_epochs() -> None:
    story = Story(epochs=2, steps_per_epoch=1).peek(1).train_begin().epoch_begin(0).steps(0, 1).epoch_end()
    story.epoch_begin(1).step_begins(0).source_stops().epoch_end().train_end().ends()
    assert batches(story) == [[0], []]
    assert grave(story) == {
        "data-exhausted": None,
        "empty-epoch": "data-exhausted",
        "steps-missing": "data-exhausted",
        "steps-uneven": "data-exhausted",
    }
    found = the("empty-epoch", story)
    assert found.epoch == 1
    assert "loss 0.0" in found.explanation


def training_under_validation(epochs: int, validation_steps: int | None) -> Story:
    story = Story(epochs=epochs, steps_per_epoch=1, validation_steps=validation_steps).peek(1)
    return story.source("generator", None, role=Role.VALIDATION).train_begin()


def test_a_validation_generator_of_3_with_3_steps_for_three_epochs() -> None:
    story = training_under_validation(3, 3).epoch_begin(0).steps(0, 1).peek(2, Role.VALIDATION).validate(3).epoch_end()
    for epoch in (1, 2):
        story.epoch_begin(epoch).steps(0, 1).test_begin().pass_begin(Role.VALIDATION).ready_steps(0, 2, Role.VALIDATION)
        story.step_begins(2, Role.VALIDATION).source_stops(Role.VALIDATION).test_end().epoch_end()
    story.train_end().ends()
    report = build_report(story.run())
    assert [e["validation"]["batches"] for e in report["epochs"]] == [[0, 1, 2], [0, 1], [0, 1]]
    assert [e["validation"]["replayed"] for e in report["epochs"]] == [[], [0, 1], [0, 1]]
    assert grave(story) == {"validation-short": None, "validation-drift": "validation-short"}
    found = the("validation-short", story)
    assert found.title == "Validation was short in epochs 1–2: 2 of 3 steps, on batches 0–1 again"
    assert (found.epoch, found.step) == (1, 2)


def test_a_validation_generator_of_3_without_steps() -> None:
    story = training_under_validation(2, None).epoch_begin(0).steps(0, 1).peek(2, Role.VALIDATION).validate(3)
    story.epoch_end().epoch_begin(1).steps(0, 1).validate(2).epoch_end().train_end().ends()
    assert grave(story) == {"validation-short": None, "validation-drift": "validation-short"}
    assert the("validation-short", story).title == "Validation was short in epoch 1: 2 steps, on batches 0–1 again"


def test_an_infinite_validation_generator_with_4_steps() -> None:
    story = training_under_validation(3, 4)
    for epoch in range(3):
        story.epoch_begin(epoch).steps(0, 1)
        if epoch == 0:
            story.peek(2, Role.VALIDATION)
        story.validate(4)
        story.pull(Role.VALIDATION, for_pass=epoch).epoch_end()  # read ahead, and lost
    story.train_end().ends()
    report = build_report(story.run())
    assert [e["validation"]["batches"] for e in report["epochs"]] == [[0, 1, 2, 3], [0, 1, 5, 6], [0, 1, 8, 9]]
    assert grave(story) == {"validation-drift": None}
    found = the("validation-drift", story)
    assert found.title == "Validation saw different batches: 0–3 in epoch 0, 0–1, 5–6 in epoch 1"
    assert report["sources"]["validation"]["unused"] == [4, 7, 10]


def test_a_py_dataset_of_3_with_2_steps_for_two_epochs() -> None:
    story = Story(epochs=2, steps_per_epoch=2, kind="py_dataset", length=3).peek(2).train_begin()
    story.epoch_begin(0).new_pass().take(0, 0).take(1, 1).epoch_end()
    story.epoch_begin(1).take(0, 2).epoch_end().pass_end().train_end().ends()
    assert batches(story) == [[0, 1], [2]]
    assert grave(story) == {
        "data-exhausted": None,
        "steps-missing": "data-exhausted",
        "length-mismatch": "data-exhausted",
        "steps-uneven": "data-exhausted",
    }
    assert the("data-exhausted", story).title == "The data ran out in epoch 1: 3 batches a pass, 4 needed"
    assert "1 of 3 batches left for a short epoch" in the("length-mismatch", story).title


def test_a_tf_dataset_of_3_with_2_steps_for_three_epochs() -> None:
    story = Story(epochs=3, steps_per_epoch=2, kind="tf_dataset", length=3).train_begin()
    story.epoch_begin(0).new_pass().take(0, 0).take(1, 1).epoch_end().epoch_begin(1).take(0, 2).pass_end().epoch_end()
    story.epoch_begin(2).new_pass().take(0, 0).take(1, 1).epoch_end().train_end().ends()
    assert batches(story) == [[0, 1], [2], [0, 1]]
    assert replayed(story) == [[], [], []]
    assert grave(story) == {
        "data-exhausted": None,
        "steps-missing": "data-exhausted",
        "length-mismatch": "data-exhausted",
        "steps-uneven": "data-exhausted",
    }
    assert the("data-exhausted", story).epoch == 1
    assert the("steps-uneven", story).title.endswith("2 in epochs 0, 2, 1 in epoch 1")


def test_a_tf_dataset_of_3_that_nobody_knows_the_length_of_with_5_steps() -> None:
    story = Story(epochs=2, steps_per_epoch=5, kind="tf_dataset").train_begin()
    for epoch in range(2):
        story.epoch_begin(epoch).whole_pass(3).step_begins(3).epoch_end()
    story.train_end().ends()
    assert batches(story) == [[0, 1, 2], [0, 1, 2]]
    assert grave(story) == {"data-exhausted": None, "steps-missing": "data-exhausted"}
    assert "has 3 batches, fewer than steps_per_epoch=5" in the("data-exhausted", story).explanation


def test_a_py_dataset_of_3_with_5_steps() -> None:
    story = Story(epochs=2, steps_per_epoch=5, kind="py_dataset", length=3, hooks=("on_epoch_end",)).peek(2)
    story.dataset_hook(Kind.DATASET_EPOCH_END).train_begin()
    for epoch in range(2):
        story.epoch_begin(epoch).dataset_hook(Kind.DATASET_EPOCH_BEGIN).whole_pass(3)
        story.dataset_hook(Kind.DATASET_EPOCH_END).epoch_end()
    story.train_end().ends()
    report = build_report(story.run())
    assert [epoch["batches"] for epoch in report["epochs"]] == [[0, 1, 2], [0, 1, 2]]
    assert [epoch["dataset_ended"] for epoch in report["epochs"]] == [True, True]
    assert report["hooks"]["on_epoch_end"] == {"expected": 2, "called": 2}
    assert grave(story) == {
        "data-exhausted": None,
        "steps-missing": "data-exhausted",
        "length-mismatch": "data-exhausted",
        "dataset-epoch-end-early": None,
    }
    assert none("batch-begin-unfinished", story)  # Keras knows the length and does not begin the fourth step


def test_two_mixed_epochs_are_told_together() -> None:
    story = Story(epochs=3, steps_per_epoch=2, kind="py_dataset", length=6, hooks=("on_epoch_end",)).train_begin()
    story.new_pass()
    for epoch, ahead in enumerate(((0, 1, 2), (3, 4), (5,))):
        story.epoch_begin(epoch).dataset_hook(Kind.DATASET_EPOCH_BEGIN).read(*ahead).ready_steps(0, 2)
        story.dataset_hook(Kind.DATASET_EPOCH_END).epoch_end()
    found = the("epochs-mixed", story.train_end().ends())
    assert found.epoch == 1
    assert found.title.endswith(", as did 1 more")


def six_in_twos(*, reads_ahead: bool) -> Story:
    story = Story(epochs=3, steps_per_epoch=2, kind="py_dataset", length=6, hooks=("on_epoch_end",)).peek(2)
    story.dataset_hook(Kind.DATASET_EPOCH_END).train_begin().new_pass()
    for epoch in range(3):
        story.epoch_begin(epoch).dataset_hook(Kind.DATASET_EPOCH_BEGIN)
        if reads_ahead:
            story.read(*range(3 * epoch, min(6, 3 * epoch + 3))).ready_steps(0, 2)
        else:
            story.take(0, 2 * epoch).take(1, 2 * epoch + 1)
        story.dataset_hook(Kind.DATASET_EPOCH_END).epoch_end()
    return story.train_end().ends()


def test_a_py_dataset_of_6_with_2_steps_that_is_read_ahead_across_its_on_epoch_end() -> None:
    story = six_in_twos(reads_ahead=True)
    assert batches(story) == [[0, 1], [2, 3], [4, 5]]
    assert grave(story) == {"dataset-epoch-end-early": None, "epochs-mixed": None}
    found = the("epochs-mixed", story)
    assert (found.epoch, found.batch) == (1, 3)
    assert found.explanation.startswith("Batch 2 had been made before")
    assert found.title.endswith("on_epoch_end")  # epoch 2 is not mixed: its batches were made after it


def test_a_py_dataset_of_6_with_2_steps_whose_epochs_are_not_mixed() -> None:
    assert grave(six_in_twos(reads_ahead=False)) == {"dataset-epoch-end-early": None}


def test_a_second_fit_on_a_generator_whose_batches_the_first_had_read_ahead() -> None:
    story = Story(steps_per_epoch=2)
    told = {"kind": "generator", "name": "batches", "length": None, "hooks": [], "lost": [10, 11, 12]}
    story.put(Kind.SOURCE, payload=told).peek(2).train_begin().epoch_begin(0).steps(0, 2).epoch_end().train_end().ends()
    assert grave(story) == {"unused-batches": None}
    assert the("unused-batches", story).title == "3 batches were lost between two fits: batches 10–12"


def test_the_progress_bar_of_a_short_epoch() -> None:
    story = Story(steps_per_epoch=10).peek(2).train_begin().epoch_begin(0).steps(0, 5).step_begins(5).source_stops()
    story.epoch_end().train_end().ends()
    assert "it shows 10/10 for this epoch, too" in the("steps-missing", story).explanation


def test_tf_keras_ends_training_where_the_data_ends() -> None:
    story = Story(epochs=3, steps_per_epoch=4, engine="tf_keras").peek(1).train_begin().epoch_begin(0).steps(0, 3)
    story.step_begins(3).source_stops().epoch_end().train_end().ends()
    assert grave(story) == {
        "data-exhausted": None,
        "steps-missing": "data-exhausted",
        "epoch-missing": "data-exhausted",
    }
    assert "tf-keras 3.15.1 ends training there" in the("data-exhausted", story).explanation


def test_tf_keras_trains_a_second_epoch_of_a_used_up_generator_on_nothing() -> None:
    story = Story(epochs=2, engine="tf_keras").peek(1).train_begin().epoch_begin(0).steps(0, 7).step_begins(7)
    story.source_stops().epoch_end().epoch_begin(1).step_begins(0).epoch_end().train_end().ends()
    assert batches(story) == [[0, 1, 2, 3, 4, 5, 6], []]
    assert grave(story) == {"empty-epoch": None, "steps-uneven": "empty-epoch"}


def test_tf_keras_validates_on_what_is_left_of_a_generator() -> None:
    story = Story(epochs=2, steps_per_epoch=1, validation_steps=3, engine="tf_keras").peek(1).train_begin()
    story.source("generator", None, role=Role.VALIDATION)
    story.epoch_begin(0).steps(0, 1).validate(3).epoch_end().epoch_begin(1).steps(0, 1).test_begin()
    story.step_begins(0, Role.VALIDATION).source_stops(Role.VALIDATION).test_end().epoch_end().train_end().ends()
    assert grave(story) == {"validation-short": None, "validation-drift": "validation-short"}
    assert the("validation-short", story).title == "Validation was short in epoch 1: 0 of 3 steps"
    assert "peek" not in the("validation-short", story).explanation


def test_tf_keras_leaves_the_same_number_of_batches_of_a_sequence_out_of_every_epoch() -> None:
    story = Story(epochs=3, steps_per_epoch=4, kind="py_dataset", length=6, engine="tf_keras").train_begin()
    for epoch in range(3):
        story.epoch_begin(epoch).whole_pass(4).epoch_end()
    story.train_end().ends()
    assert grave(story) == {"length-mismatch": None}
    assert the("length-mismatch", story).title.endswith("2 of 6 batches left out of every epoch")
    assert the("length-mismatch", story).title.startswith("The Sequence has 6 batches")


def test_tf_keras_calls_a_sequences_own_hook_on_the_way_to_the_next_epoch_only() -> None:
    story = Story(epochs=3, kind="py_dataset", length=2, hooks=("on_epoch_end",), engine="tf_keras").train_begin()
    story.epoch_begin(0).whole_pass(2).epoch_end()
    assert none("dataset-epoch-end-missing", story)  # it may still come
    story.dataset_hook(Kind.DATASET_EPOCH_END).epoch_begin(1).whole_pass(2).stop_training().epoch_end()
    found = the("dataset-epoch-end-missing", story.train_end().ends())
    assert (found.epoch, found.caused_by) == (1, "stopped-early")
    assert "there was none" in found.explanation


def test_a_generator_that_gives_nothing() -> None:
    story = Story(steps_per_epoch=3)
    story.put(Kind.PULL_BEGIN, batch=0).put(Kind.PULL_STOP, batch=0).fit_raises()
    assert grave(story) == {
        "data-exhausted": None,
        "model-raised": "data-exhausted",
        "epoch-missing": "data-exhausted",
    }
    assert the("data-exhausted", story).title == "The data ran out: the generator gave no batch at all"


def test_a_group_that_is_not_cut_overruns_the_epoch() -> None:
    story = Story(epochs=2, steps_per_epoch=7, steps_per_execution=3).peek(2).train_begin().pass_begin()
    for epoch in range(2):
        story.epoch_begin(epoch).feed(9 if epoch else 7)
        story.group(0, 3).group(3, 3).group(6, 3).epoch_end()
    story.train_end().ends()
    assert batches(story) == [list(range(9)), list(range(9, 18))]
    assert grave(story) == {"steps-per-execution-overrun": None}
    assert the("steps-per-execution-overrun", story).title == "9 updates an epoch, 7 asked for, in epochs 0–1"


def test_a_group_that_the_data_cuts_reports_an_end_that_did_not_run() -> None:
    story = Story(kind="py_dataset", length=7, steps_per_execution=3).train_begin().epoch_begin(0)
    story.new_pass().read(*range(7)).pass_end().group(0, 3).group(3, 3).group(6, 3).epoch_end().train_end().ends()
    assert batches(story) == [list(range(7))]
    assert grave(story) == {"steps-per-execution-overrun": None}
    found = the("steps-per-execution-overrun", story)
    assert found.title == "A group of 3 steps was cut to 1, in epoch 0"
    assert found.step == 6
    assert "on_train_batch_end was given 8" in found.explanation


def test_a_last_group_that_keras_makes_smaller_is_no_cut_one() -> None:
    story = Story(steps_per_epoch=7, steps_per_execution=3, engine="tf_keras").peek(1).train_begin().epoch_begin(0)
    story.pass_begin().feed(7).group(0, 3).group(3, 3).group(6, 1).epoch_end().train_end().ends()
    assert batches(story) == [list(range(7))]
    assert grave(story) == {}


def test_a_callback_that_stops_midway_leaves_the_datasets_own_hook_out() -> None:
    story = Story(epochs=2, kind="py_dataset", length=4, hooks=("on_epoch_end",)).train_begin()
    story.epoch_begin(0).dataset_hook(Kind.DATASET_EPOCH_BEGIN).new_pass().take(0, 0).take(1, 1)
    story.stop_training("on_train_batch_end", step=1).epoch_end().train_end().ends()
    assert tree(story) == {"stopped-early": None, "dataset-epoch-end-missing": "stopped-early"}
    assert build_report(story.run())["epochs"][0]["dataset_ended"] is False
