"""Stop: the first press after the batch, the second at the next event; what was recorded stays."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest

from inspector.analysis.report import build_report
from inspector.analysis.run import Run
from inspector.fit.request import FitRequest
from inspector.fit.session import Session
from inspector.fit.stopping import StopRequest
from inspector.fit.watched_fit import Arguments, watched_fit
from inspector.recording.events import Kind
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
        worker.join(timeout=0.01)  # leaves Python's lock to the worker, which imports TensorFlow
        assert worker.is_alive()
        recorder.drain()
        run.update()
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


class Presses:
    """Presses Stop from inside a hook, so that it comes at exactly that moment; made into a callback below."""

    stop: StopRequest

    def on_train_end(self, logs: object = None) -> None:
        self.stop.ask()


class PressesAndBreaks(Presses):
    def on_train_batch_end(self, batch: int, logs: object = None) -> None:
        self.stop.ask()
        self.stop.ask()
        raise KeyError("gone")


def outcome_with(presses: type[Presses]) -> tuple[str, Recorder]:
    import keras

    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    callback = type("Callback", (presses, keras.callbacks.Callback), {})()
    callback.stop = StopRequest()
    data = np.zeros((8, 3), "float32"), np.zeros((8, 1), "float32")
    recorder = Recorder()
    given = {"x": data[0], "y": data[1], "verbose": 0, "callbacks": [callback]}
    return watched_fit(model, Arguments(given), recorder, callback.stop).outcome, recorder


def test_that_a_press_after_the_last_batch_stopped_nothing() -> None:
    assert outcome_with(Presses)[0] == "completed"


def test_that_an_exception_of_the_persons_own_is_not_hidden_by_a_stop() -> None:
    outcome, recorder = outcome_with(PressesAndBreaks)
    recorder.drain()
    assert outcome == "raised"
    (raised,) = [event.payload for event in recorder.recording.events() if event.kind is Kind.CALLBACK_RAISED]
    assert raised is not None
    assert raised["failure"]["type"] == "KeyError"
