"""Stop: the first press after the batch, the second at the next event; what was recorded stays."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from inspector.analysis.report import build_report
from inspector.analysis.run import Run
from inspector.fit.request import FitRequest
from inspector.fit.session import Session
from inspector.recording.recorder import Recorder

from .conftest import PRELUDE

pytestmark = pytest.mark.keras

ENDLESS = PRELUDE + "def data(): yield from forever()\n"
BUSY = PRELUDE + "import time\ndef data():\n  while True:\n    time.sleep(0.001)\n    yield one()\n"


def run_and_stop(tmp_path: Path, body: str, presses: int) -> Run:
    path = tmp_path / "train.py"
    path.write_text(body)
    recorder = Recorder()
    session = Session(FitRequest(path, data="data", model="model", epochs=1000, steps_per_epoch=1000), recorder)
    worker = threading.Thread(target=session.run)
    worker.start()
    run = Run(recorder.recording)
    while not (run.epochs and run.epochs[0].steps_done >= 3):
        recorder.drain()
        run.update()
        assert worker.is_alive()
    for _ in range(presses):
        session.stop()
    worker.join(timeout=60)
    assert not worker.is_alive()
    recorder.drain()
    run.update()
    return run


def test_that_the_first_press_stops_after_the_batch_and_keeps_what_was_recorded(tmp_path: Path) -> None:
    run = run_and_stop(tmp_path, ENDLESS, presses=1)
    report = build_report(run)
    assert report["outcome"] == "cancelled"
    assert report["error"] is None
    assert len(report["epochs"]) == 1
    assert 3 <= report["epochs"][0]["steps_done"] < 1000
    assert report["epochs"][0]["ended"] is True
    assert report["hooks"]["on_train_end"] == {"expected": 1, "called": 1}
    assert [one["rule"] for one in report["findings"] if one["severity"] != "info"] == []
    assert "cancelled" in [one["rule"] for one in report["findings"]]
    assert run.stop_training is None, "it was the person, not a callback"


def test_that_the_second_press_raises_and_nothing_is_called_missing(tmp_path: Path) -> None:
    run = run_and_stop(tmp_path, BUSY, presses=2)
    report = build_report(run)
    assert (report["outcome"], report["error"]) == ("cancelled", None)
    assert [one["rule"] for one in report["findings"] if one["severity"] != "info"] == []
