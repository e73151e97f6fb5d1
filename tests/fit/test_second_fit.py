"""A second fit on the same generator object: what the first had read ahead is lost, and told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from inspector.analysis.report import ReportData, build_report
from inspector.analysis.run import Run
from inspector.fit.stopping import StopRequest
from inspector.fit.watched_fit import Arguments, watched_fit
from inspector.recording.events import Kind
from inspector.recording.recorder import Recorder

from .conftest import Inspect

pytestmark = pytest.mark.keras


STEPS = 4


def numbers(n: int, read_ahead: threading.Event | None = None) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """`read_ahead` is set once more was taken than the steps of one fit use."""
    for i in range(n):
        if i > STEPS and read_ahead is not None:
            read_ahead.set()
        yield np.full((4, 3), i, "float32"), np.zeros((4, 1), "float32")


def fit(model: Any, data: Any, read_ahead: threading.Event | None = None) -> ReportData:
    """With an event, fit ends only once that is set."""
    import keras

    recorder, asked = Recorder(), {"steps_per_epoch": STEPS}
    waits = keras.callbacks.LambdaCallback(on_train_end=lambda logs: read_ahead is None or read_ahead.wait(60))
    arguments = Arguments({"x": data, "verbose": 0, "callbacks": [waits], **asked}, asked)
    outcome = watched_fit(model, arguments, recorder, StopRequest()).outcome
    recorder.put(Kind.RUN_END, payload={"outcome": outcome})
    recorder.drain()
    run = Run(recorder.recording)
    run.update()
    return build_report(run)


def model() -> Any:
    import keras

    made = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
    made.compile("sgd", "mse")
    return made


def test_that_batches_read_ahead_by_the_first_are_lost_to_the_second() -> None:
    read_ahead = threading.Event()
    generator, trained = numbers(30, read_ahead), model()
    first = fit(trained, generator, read_ahead)
    second = fit(trained, generator)
    assert first["epochs"][0]["batches"] == [0, 1, 2, 3]
    lost = first["sources"]["train"]["unused"]
    assert lost, "Keras reads ahead of the last step"
    went_on = 4 + len(lost)
    assert second["epochs"][0]["batches"] == list(range(went_on, went_on + 4))
    (told,) = [one for one in second["findings"] if one["severity"] == "warning"]
    assert told["rule"] == "unused-batches"
    assert str(lost[0]) in told["title"]
    assert [one["severity"] for one in first["findings"] if one["rule"] == "unused-batches"] == ["info"]


def test_that_a_generator_of_its_own_for_each_fit_loses_nothing() -> None:
    trained = model()
    for _ in range(2):
        report = fit(trained, numbers(30))
        assert report["epochs"][0]["batches"] == [0, 1, 2, 3]
        assert [one["rule"] for one in report["findings"] if one["severity"] != "info"] == []


def test_that_validation_on_the_same_generator_is_no_second_fit(inspect: Inspect) -> None:
    body = "same = numbers(40)\ndef data(): return same\ndef val(): return same\n"
    seen = inspect(body, validation="val", epochs=2, steps_per_epoch=4, validation_steps=2)
    assert seen.batches[0] == [0, 1, 2, 3]
    assert not any("lost" in finding["title"] for finding in seen.report["findings"])
