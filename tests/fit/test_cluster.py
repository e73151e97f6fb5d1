"""Two worker processes on one machine under `MultiWorkerMirroredStrategy`, for real, each recording with `record`."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.reading import run_of
from inspector.analysis.workers import Worker, across, aligned
from inspector.cli import main
from inspector.recording.reader import open_recording
from tests.fit.cluster import ENOUGH, train

pytest.importorskip("tf_keras")
pytestmark = [pytest.mark.keras, pytest.mark.long]


def recorded(folder: Path) -> list[Worker]:
    paths = sorted(folder.glob("worker-*.fitrec"))
    return aligned([(path.stem, run_of(open_recording(path))) for path in paths])


def weights(folder: Path, index: int) -> list[np.ndarray]:
    with np.load(folder / f"weights-{index}.npz") as stored:
        return [stored[name] for name in stored.files]


def test_that_two_workers_are_watched_and_train_as_they_would_unwatched(tmp_path: Path) -> None:
    watched, bare = tmp_path / "watched", tmp_path / "bare"
    assert train(watched, ENOUGH, ENOUGH) == [0, 0]
    assert train(bare, ENOUGH, ENOUGH, record=False) == [0, 0]
    for index in (0, 1):
        for one, other in zip(weights(watched, index), weights(bare, index), strict=True):
            np.testing.assert_array_equal(one, other)
    workers = recorded(watched)
    assert [[epoch.steps_done for epoch in worker.run.epochs] for worker in workers] == [[4, 4], [4, 4]]
    assert workers[0].run.epochs[0].batches == [None] * 4, "what a step used is not a batch as it was given"
    assert [(worker.run.task or {}).get("index") for worker in workers] == [0, 1]
    assert workers[1].apart is None
    assert workers[1].clock.shared == 8
    assert workers[1].clock.spread_ns < 1_000_000_000
    assert across(workers) == []
    assert [finding for worker in workers for finding in diagnose(worker.run) if finding.severity > 0] == []


def test_that_the_worker_whose_data_was_over_first_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 not in train(tmp_path, ENOUGH, 5)
    findings = across(recorded(tmp_path))
    assert [finding.rule for finding in findings][:2] == ["worker-data-over-first", "worker-failed-first"]
    assert findings[0].title == "The data of worker-1 was over first, after 5 batches"
    assert findings[1].title.startswith("worker-1 raised first")
    paths = [str(tmp_path / f"worker-{index}.fitrec") for index in (0, 1)]
    assert main(["workers", *paths, "--report", str(tmp_path / "all.json")]) == 1
    assert "worker-data-over-first" in capsys.readouterr().out
    assert (tmp_path / "all.json").is_file()


def test_that_a_worker_that_was_killed_is_the_cause_of_what_the_other_raised(tmp_path: Path) -> None:
    left, gone = train(tmp_path, ENOUGH, ENOUGH, killed=1)
    assert left != 0
    assert gone == -9
    workers = recorded(tmp_path)
    assert workers[1].run.cut
    (finding,) = across(workers)
    assert finding.rule == "worker-gone-first"
    assert finding.title.startswith("worker-1 was not heard of any more")
    assert finding.moments[0].worker == "worker-1"


def test_that_keras_3_does_not_train_under_several_workers(tmp_path: Path) -> None:
    """What the guide says of it. Where this fails, Keras has learnt it, and the guide is to be mended."""
    assert 0 not in train(tmp_path, ENOUGH, ENOUGH, keras="keras")
    for worker in recorded(tmp_path):
        assert worker.run.fit_raised is not None
        assert "PerReplica" in worker.run.fit_raised.message
        assert worker.run.epochs == []
