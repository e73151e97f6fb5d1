"""`validation_freq`, with real Keras: the recording says after which epochs validation was to come."""

from __future__ import annotations

import numpy as np
import pytest

from inspector.analysis.expected import validates
from inspector.analysis.run import Run
from inspector.fit.stopping import StopRequest
from inspector.fit.watched_fit import Arguments, watched_fit
from inspector.recording.recorder import Recorder

pytestmark = pytest.mark.keras


@pytest.mark.parametrize("validation_freq", [1, 2, [1, 4]])
def test_that_keras_validates_after_the_epochs_that_are_told(validation_freq: int | list[int]) -> None:
    import keras

    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    x, y = np.zeros((4, 3), "float32"), np.zeros((4, 1), "float32")
    given = {"x": x, "y": y, "validation_data": (x, y), "epochs": 4, "verbose": 0, "validation_freq": validation_freq}
    recorder = Recorder()
    assert watched_fit(model, Arguments(given), recorder, StopRequest()).outcome == "completed"
    recorder.drain()
    run = Run(recorder.recording)
    run.update()
    had = [epoch.number for epoch in run.epochs if epoch.validation is not None]
    assert had == [number for number in range(4) if validates(run, number)]
    assert len(run.epochs) == 4
