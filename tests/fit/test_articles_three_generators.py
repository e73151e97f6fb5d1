"""The three generators that this tool began with, on real Keras: what their runs are said to be."""

from __future__ import annotations

import pytest

from inspector.analysis.report import ReportData, build_report
from inspector.analysis.run import Run
from inspector.fit.samples import SAMPLES, sample_named
from inspector.fit.session import Session
from inspector.recording.recorder import Recorder

pytestmark = pytest.mark.keras


def report_of(sample: str) -> ReportData:
    recorder = Recorder()
    session = Session(sample_named(sample).request, recorder)
    session.run()
    assert session.problem is None
    recorder.drain()
    run = Run(recorder.recording)
    run.update()
    return build_report(run)


def rules(report: ReportData) -> list[tuple[str, str, str | None]]:
    return [(one["severity"], one["rule"], one["caused_by"]) for one in report["findings"]]


def test_that_a_generator_that_raises_at_batch_3_is_told_as_such() -> None:
    report = report_of("raises_at_batch_3")
    assert report["outcome"] == "raised"
    error = report["error"]
    assert (error["type"], error["where"], error["function"]) == ("ZeroDivisionError", "data", "batches")
    assert error["file"].endswith("raises_at_batch_3.py")
    source = sample_named("raises_at_batch_3").request.module.read_text().splitlines()
    assert "1 / (3 - i)" in source[error["line"] - 1]
    (epoch,) = report["epochs"]
    assert (epoch["steps_expected"], epoch["steps_begun"], epoch["steps_done"]) == (10, 4, 3)
    assert (epoch["began"], epoch["ended"], epoch["batches"]) == (True, False, [0, 1, 2])
    assert report["hooks"]["on_epoch_end"] == {"expected": 1, "called": 0}
    assert report["hooks"]["on_train_end"] == {"expected": 1, "called": 0}
    assert rules(report) == [
        ("error", "source-raised", None),
        ("error", "steps-missing", "source-raised"),
        ("error", "epoch-end-missing", "source-raised"),
        ("error", "train-end-missing", "source-raised"),
        ("info", "batch-begin-unfinished", "source-raised"),
    ]
    cause = report["findings"][0]
    assert (cause["epoch"], cause["step"], cause["batch"]) == (0, 3, 3)


def test_that_batch_sizes_that_vary_end_nothing() -> None:
    report = report_of("alternates_batch_size")
    assert (report["outcome"], report["error"]) == ("completed", None)
    (epoch,) = report["epochs"]
    assert (epoch["steps_done"], epoch["ended"], epoch["batches"]) == (10, True, list(range(10)))
    assert report["hooks"]["on_epoch_end"] == {"expected": 1, "called": 1}
    assert rules(report) == [("info", "batch-size-varies", None)]
    told = report["findings"][0]
    assert "32" in told["title"]
    assert "16" in told["title"]
    assert "ends nothing" in told["explanation"]


def test_that_a_generator_that_stops_after_5_gives_a_short_epoch_that_did_end() -> None:
    report = report_of("stops_after_5")
    assert (report["outcome"], report["error"]) == ("completed", None)
    (epoch,) = report["epochs"]
    assert (epoch["steps_expected"], epoch["steps_begun"], epoch["steps_done"]) == (10, 6, 5)
    assert (epoch["ended"], epoch["batches"]) == (True, [0, 1, 2, 3, 4])
    assert report["sources"]["train"]["produced"] == 5
    assert report["sources"]["train"]["exhausted"] is True
    assert report["hooks"]["on_epoch_end"] == {"expected": 1, "called": 1}
    assert rules(report) == [
        ("error", "data-exhausted", None),
        ("error", "steps-missing", "data-exhausted"),
        ("info", "batch-begin-unfinished", "data-exhausted"),
    ]


def test_that_validation_that_runs_out_is_told_for_each_epoch_after_the_first() -> None:
    report = report_of("validation_runs_out")
    validations = [epoch["validation"] for epoch in report["epochs"]]
    assert [one["batches"] for one in validations] == [[0, 1, 2], [0, 1], [0, 1]]
    assert [one["replayed"] for one in validations] == [[], [0, 1], [0, 1]]
    assert [epoch["steps_done"] for epoch in report["epochs"]] == [6, 6, 6]
    assert rules(report)[0] == ("error", "validation-short", None)


@pytest.mark.parametrize("sample", ["clean_generator", "py_dataset"])
def test_that_a_clean_sample_has_no_error_and_no_warning(sample: str) -> None:
    report = report_of(sample)
    assert report["outcome"] == "completed"
    assert [one["rule"] for one in report["findings"] if one["severity"] != "info"] == []
    assert all(epoch["steps_done"] == epoch["steps_expected"] for epoch in report["epochs"])


def test_that_the_samples_are_all_there() -> None:
    assert all(sample.request.module.is_file() for sample in SAMPLES)
