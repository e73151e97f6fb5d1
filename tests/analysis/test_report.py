"""The report: its keys are a contract."""

from __future__ import annotations

import json

from inspector.analysis.report import build_report
from inspector.recording.events import Kind, Role
from tests.story import Story, clean, raises_at_batch_3, stops_after_5


def test_that_the_keys_are_those_of_the_contract() -> None:
    story = Story(steps_per_epoch=2, validation_steps=2).peek(2).train_begin().epoch_begin(0).steps(0, 2)
    story.source("generator", None, role=Role.VALIDATION).peek(2, Role.VALIDATION).validate(2)
    report = build_report(story.step_begins(2).fit_raises().run())
    assert list(report) == [
        "schema",
        "outcome",
        "error",
        "requested",
        "environment",
        "epochs",
        "sources",
        "hooks",
        "findings",
    ]
    assert list(report["error"]) == ["type", "message", "file", "line", "function", "where"]
    assert list(report["requested"]) == [
        "epochs",
        "initial_epoch",
        "steps_per_epoch",
        "validation_steps",
        "steps_per_execution",
    ]
    assert list(report["environment"]) == ["inspector", "python", "tensorflow", "keras", "engine", "device", "lineage"]
    (epoch,) = report["epochs"]
    assert list(epoch) == [
        "epoch",
        "began",
        "ended",
        "steps_expected",
        "steps_begun",
        "steps_done",
        "batches",
        "replayed",
        "dataset_began",
        "dataset_ended",
        "validation",
    ]
    assert list(epoch["validation"]) == ["steps_expected", "steps_done", "batches", "replayed"]
    assert list(report["sources"]) == ["train", "validation"]
    assert all(list(one) == ["produced", "peeked", "exhausted", "unused"] for one in report["sources"].values())
    assert list(report["hooks"]) == ["on_epoch_end", "on_train_end", "dataset_on_epoch_end"]
    assert all(list(one) == ["expected", "called"] for one in report["hooks"].values())
    assert list(report["findings"][0]) == [
        "rule",
        "severity",
        "epoch",
        "step",
        "batch",
        "title",
        "explanation",
        "fix",
        "caused_by",
    ]
    assert report["schema"] == 1
    assert json.loads(json.dumps(report)) == report


def test_that_a_clean_run_reports_what_it_did() -> None:
    report = build_report(clean(epochs=2, steps=3).run())
    assert (report["outcome"], report["error"]) == ("completed", None)
    assert [(e["epoch"], e["steps_done"], e["batches"]) for e in report["epochs"]] == [
        (0, 3, [0, 1, 2]),
        (1, 3, [3, 4, 5]),
    ]
    assert report["sources"] == {
        "train": {"produced": 6, "peeked": 2, "exhausted": False, "unused": []},
        "validation": None,
    }
    assert report["hooks"] == {
        "on_epoch_end": {"expected": 2, "called": 2},
        "on_train_end": {"expected": 1, "called": 1},
        "dataset_on_epoch_end": {"expected": 0, "called": 0},
    }
    assert report["findings"] == []


def test_that_the_first_generator_of_the_article_is_told_as_it_was() -> None:
    report = build_report(raises_at_batch_3().run())
    (epoch,) = report["epochs"]
    assert (report["outcome"], report["error"]["type"], report["error"]["where"]) == (
        "raised",
        "ZeroDivisionError",
        "data",
    )
    assert (epoch["steps_expected"], epoch["steps_begun"], epoch["steps_done"], epoch["ended"]) == (10, 4, 3, False)
    assert report["hooks"]["on_epoch_end"] == {"expected": 1, "called": 0}
    assert report["hooks"]["on_train_end"] == {"expected": 1, "called": 0}


def test_that_the_third_generator_of_the_article_is_told_as_it_was() -> None:
    report = build_report(stops_after_5().run())
    (epoch,) = report["epochs"]
    assert (epoch["steps_expected"], epoch["steps_begun"], epoch["steps_done"], epoch["ended"]) == (10, 6, 5, True)
    assert report["sources"]["train"]["exhausted"] is True
    assert report["hooks"]["on_epoch_end"] == {"expected": 1, "called": 1}


def test_that_epochs_that_never_began_are_not_listed_but_expected() -> None:
    report = build_report(raises_at_batch_3(epochs=3).run())
    assert [epoch["epoch"] for epoch in report["epochs"]] == [0]
    assert report["hooks"]["on_epoch_end"] == {"expected": 3, "called": 0}


def test_that_epochs_that_a_callback_left_out_are_not_expected() -> None:
    story = Story(epochs=9, steps_per_epoch=1).peek(1).train_begin()
    story.epoch_begin(0).steps(0, 1).epoch_end().epoch_begin(1).steps(0, 1).stop_training().epoch_end()
    report = build_report(story.train_end().ends().run())
    assert report["hooks"]["on_epoch_end"] == {"expected": 2, "called": 2}


def test_that_a_cancelled_run_has_no_error() -> None:
    story = Story(steps_per_epoch=3).peek(1).train_begin().epoch_begin(0).steps(0, 1).stop_asked()
    report = build_report(story.ends("cancelled").run())
    assert (report["outcome"], report["error"]) == ("cancelled", None)


def test_that_a_datasets_hooks_are_counted_with_the_reset() -> None:
    story = Story(epochs=2, kind="py_dataset", length=2, hooks=("on_epoch_end",))
    story.dataset_hook(Kind.DATASET_EPOCH_END).train_begin()
    for epoch in range(2):
        story.epoch_begin(epoch).dataset_hook(Kind.DATASET_EPOCH_BEGIN).whole_pass(2)
        story.dataset_hook(Kind.DATASET_EPOCH_END).epoch_end()
    report = build_report(story.train_end().ends().run())
    assert report["hooks"]["dataset_on_epoch_end"] == {"expected": 3, "called": 3}
    assert [(e["dataset_began"], e["dataset_ended"]) for e in report["epochs"]] == [(True, True), (True, True)]


def test_that_the_same_recording_gives_the_same_report() -> None:
    story = raises_at_batch_3(epochs=2)
    assert build_report(story.run()) == build_report(story.run())
