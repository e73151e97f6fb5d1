"""What an interrupted fit leaves behind waits for no garbage collection, which could come on the thread of its data."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from inspector.analysis.run import Run
from inspector.fit.request import FitRequest
from inspector.fit.session import Session
from inspector.fit.stopping import StopRequest
from inspector.fit.taps.epoch_iterators import letting_go
from inspector.fit.watched_fit import Arguments, watched_fit
from inspector.recording.recorder import Recorder
from tests.fit.conftest import PRELUDE
from tests.fit.test_stopping import run_and_stop

pytestmark = pytest.mark.keras

HOOKS: list[Any] = []
"""What the module of a test calls in the test."""

STOPS = "if batch == 3: self.model.stop_training = True"
RAISES = "if batch == 3: raise KeyError('gone')"
GENERATOR = "def data(): yield from forever()"
ENDINGS = {
    "Keras' own end": (GENERATOR, "pass"),
    "a callback that stops the training": (GENERATOR, STOPS),
    "a callback that raises": (GENERATOR, RAISES),
    "a generator that raises": ("def data():\n  yield from numbers(8)\n  raise KeyError('gone')", "pass"),
    "a shape that the model refuses": ("def data():\n  yield from numbers(8)\n  yield one(features=4)", "pass"),
    "a tf.data that is left": ("def data(): return tf.data.Dataset.from_tensors(one()).repeat()", RAISES),
    "a PyDataset that is left": (
        "class data(keras.utils.PyDataset):\n  def __len__(self): return 9\n  def __getitem__(self, i): return one()",
        RAISES,
    ),
}


@pytest.fixture
def uncollected() -> Iterator[None]:
    """No collection comes meanwhile."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def iterators() -> list[Any]:
    from tensorflow.python.data.ops.iterator_ops import OwnedIterator

    return [one for one in gc.get_objects() if isinstance(one, OwnedIterator)]


@pytest.mark.parametrize(("data", "hook"), ENDINGS.values(), ids=ENDINGS.keys())
@pytest.mark.parametrize("validation", ["", "data"], ids=["", "with validation"])
@pytest.mark.usefixtures("uncollected")
def test_that_tensorflows_iterator_is_gone_with_the_run(tmp_path: Path, data: str, hook: str, validation: str) -> None:
    path = tmp_path / "train.py"
    ends = f"class Ends(keras.callbacks.Callback):\n  def on_train_batch_end(self, batch, logs=None):\n    {hook}\n"
    path.write_text(f"{PRELUDE}{data}\n{ends}def callbacks(): return [Ends()]\n")
    before = iterators()
    recorder = Recorder()
    session = Session(
        FitRequest(
            path, data="data", model="model", validation=validation, callbacks="callbacks", epochs=2,
            steps_per_epoch=5, validation_steps=2,
        ),
        recorder,
    )  # fmt: skip
    session.run()
    assert session.problem is None
    recorder.drain()
    assert len(recorder.recording) > 20
    assert [one for one in iterators() if not any(one is other for other in before)] == []


COLLECTS = "import gc, time\ndef data():\n  while True:\n    time.sleep(0.02)\n    gc.collect()\n    yield one()\n"


class Cycle:
    """Something that only a collection lets go of."""

    def __init__(self) -> None:
        self.itself = self


def test_that_a_generator_that_collects_after_a_stop_does_not_wait_for_itself(tmp_path: Path) -> None:
    """It would be in the midst of a collection for ever, and no other would come any more."""
    run_and_stop(tmp_path, PRELUDE + COLLECTS, presses=1)
    gone = weakref.ref(Cycle())
    assert gone() is not None
    gc.collect()
    assert gone() is None


def fitted(data: Iterator[Any]) -> dict[str, Any]:
    """Arguments of a fit of one long epoch on this."""
    return {"x": data, "steps_per_epoch": 5, "verbose": 0}


def test_that_a_fit_on_another_thread_keeps_what_it_walks() -> None:
    """It is no part of the run: it goes on where it was when the watched one ends."""
    import keras

    half, over = threading.Event(), threading.Event()

    def batches(wait: bool) -> Iterator[Any]:
        for i in range(20):
            if wait and i == 3:  # two were handed over at least: the epoch is under way
                half.set()
                over.wait(60)
            yield np.zeros((4, 3), "float32"), np.zeros((4, 1), "float32")

    models = [keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)]) for _ in range(2)]
    for model in models:
        model.compile("sgd", "mse")
    done: list[int] = []
    counts = keras.callbacks.LambdaCallback(on_train_batch_end=lambda batch, logs: done.append(batch))
    beside = threading.Thread(target=lambda: models[0].fit(**fitted(batches(True)), callbacks=[counts]))

    class Starts(keras.callbacks.Callback):
        def on_train_begin(self, logs: object = None) -> None:
            beside.start()
            assert half.wait(60)

    given = {**fitted(batches(False)), "callbacks": [Starts()]}
    with letting_go():
        ended = watched_fit(models[1], Arguments(given), Recorder(), StopRequest())
    over.set()
    beside.join(60)
    assert ended.outcome == "completed"
    assert done == [0, 1, 2, 3, 4]


def test_that_a_session_that_is_refused_leaves_the_run_that_goes_on_what_it_walks(tmp_path: Path) -> None:
    path = tmp_path / "train.py"
    again = "class Again(keras.callbacks.Callback):\n  def on_train_batch_end(self, batch, logs=None):\n    refused()\n"
    hooks = f"from {__name__} import HOOKS\nrefused = HOOKS[0]\n"
    path.write_text(f"{PRELUDE}{hooks}{GENERATOR}\n{again}def callbacks(): return [Again()]\n")
    told: list[str | None] = []

    def refused() -> None:
        beside = Session(FitRequest(path, data="data", model="model"), Recorder())
        beside.run()
        told.append(beside.problem)

    HOOKS[:] = [refused]
    recorder = Recorder()
    session = Session(
        FitRequest(path, data="data", model="model", callbacks="callbacks", epochs=2, steps_per_epoch=5), recorder
    )
    session.run()
    recorder.drain()
    run = Run(recorder.recording)
    run.update()
    assert [epoch.steps_done for epoch in run.epochs] == [5, 5]
    assert [("Another run" in str(one)) for one in told] == [True] * 10
