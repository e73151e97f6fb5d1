"""tf-keras (legacy Keras 2): told by the objects that the module makes, and seen as what it is."""

from __future__ import annotations

from typing import Any

import pytest

from .cases import DATASET, FOREVER, TF_DATA
from .conftest import PRELUDE, Inspect, Inspected

pytest.importorskip("tf_keras")
pytestmark = pytest.mark.keras

SEQUENCE = DATASET.replace("keras.utils.PyDataset", "keras.utils.Sequence").replace(
    "        super().__init__(**how)\n", ""
)


def legacy(inspect: Inspect, body: str, **asked: Any) -> Inspected:
    return inspect(body, prelude=PRELUDE.replace("import keras", "import tf_keras as keras"), **asked)


def test_that_the_engine_is_told_by_the_model(inspect: Inspect) -> None:
    import tf_keras

    environment = legacy(inspect, FOREVER, steps_per_epoch=2).report["environment"]
    assert (environment["engine"], environment["keras"]) == ("tf_keras", tf_keras.__version__)
    assert environment["lineage"] == "observed"


def test_that_one_batch_is_peeked_and_none_is_replayed(inspect: Inspect) -> None:
    seen = legacy(inspect, "def data(): yield from numbers(7)", epochs=2)
    assert seen.batches == [[0, 1, 2, 3, 4, 5, 6], []]
    assert seen.report["sources"]["train"]["peeked"] == 1
    assert seen.errors[0] == "empty-epoch"


def test_that_training_ends_when_the_data_does(inspect: Inspect) -> None:
    seen = legacy(inspect, "def data(): yield from numbers(5)", epochs=3, steps_per_epoch=10)
    assert seen.done == [5]
    assert seen.report["hooks"]["on_epoch_end"] == {"expected": 3, "called": 1}
    assert seen.errors[0] == "data-exhausted"
    assert "epoch-missing" in seen.errors


def test_that_the_articles_first_generator_raises_as_in_keras_3(inspect: Inspect) -> None:
    seen = legacy(inspect, "def data():\n  for i in range(10): yield one(value=1 / (3 - i))", steps_per_epoch=10)
    assert (seen.report["error"]["type"], seen.report["error"]["where"]) == ("ZeroDivisionError", "data")
    assert seen.done == [3]
    assert seen.report["hooks"]["on_epoch_end"] == {"expected": 1, "called": 0}


@pytest.mark.parametrize("steps", [None, 4])
def test_that_a_sequence_is_asked_by_index(inspect: Inspect, steps: int | None) -> None:
    seen = legacy(inspect, SEQUENCE, epochs=2, steps_per_epoch=steps)
    assert seen.done == [steps or 6] * 2
    assert all(len(set(batches)) == len(batches) for batches in seen.batches)
    assert all(set(batches) <= set(range(6)) for batches in seen.batches)


def test_that_a_sequences_own_on_epoch_end_comes_once_an_epoch(inspect: Inspect) -> None:
    seen = legacy(inspect, SEQUENCE + "\n    def on_epoch_end(self): print('reshuffled')\n", epochs=2)
    assert [line.text for line in seen.run.log].count("reshuffled") == 2
    assert seen.report["hooks"]["dataset_on_epoch_end"] == {"expected": 2, "called": 2}
    assert [epoch["dataset_ended"] for epoch in seen.report["epochs"]] == [True, True]
    assert seen.errors == []


def test_that_tf_data_and_arrays_show_positions_in_each_pass(inspect: Inspect) -> None:
    assert legacy(inspect, TF_DATA, epochs=2).batches == [[0, 1, 2], [0, 1, 2]]
    arrays = 'data = np.zeros((70, 3), "float32"), np.zeros((70, 1), "float32")'
    assert legacy(inspect, arrays, epochs=2).batches == [[0, 1, 2], [0, 1, 2]]


def test_that_a_last_group_of_steps_is_cut(inspect: Inspect) -> None:
    seen = legacy(inspect, FOREVER, model_args={"steps_per_execution": "3"}, steps_per_epoch=7)
    assert seen.batches == [list(range(7))]
    assert seen.errors == []


def test_that_clean_runs_are_clean(inspect: Inspect) -> None:
    for body, asked in (
        (FOREVER, {"epochs": 2, "steps_per_epoch": 3}),
        (SEQUENCE, {"epochs": 2}),
        (TF_DATA, {"epochs": 2}),
        ("def data(): yield from numbers(5)", {}),
    ):
        assert legacy(inspect, body, **asked).errors == []


def test_that_fit_generator_is_seen_as_the_fit_that_it_is() -> None:
    import numpy as np
    import tf_keras

    from inspector.fit.engine import TF_KERAS
    from inspector.fit.stopping import StopRequest
    from inspector.fit.taps.watch import Watch
    from inspector.recording.events import Kind
    from inspector.recording.recorder import Recorder

    model = tf_keras.Sequential([tf_keras.Input((3,)), tf_keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    batches = ((np.zeros((4, 3), "float32"), np.zeros((4, 1), "float32")) for _ in range(20))
    recorder = Recorder()
    with TF_KERAS.watched(Watch(recorder, StopRequest())) as observed, pytest.warns(UserWarning, match="fit_generator"):
        model.fit_generator(batches, steps_per_epoch=3, verbose=0)
    recorder.drain()
    kinds = [event.kind for event in recorder.recording.events()]
    assert observed
    assert kinds.count(Kind.TRAIN_BATCH_END) == 3
    assert kinds.count(Kind.EPOCH_END) == 1
    assert Kind.DELIVERED in kinds
