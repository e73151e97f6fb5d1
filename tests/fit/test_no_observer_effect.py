"""A recorded fit and a bare one, with the same seeds: the same weights to the bit, and the same calls."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

keras = pytest.importorskip("keras")
tf_keras = pytest.importorskip("tf_keras")
import tensorflow as tf  # noqa: E402

from inspector.fit.stopping import StopRequest  # noqa: E402
from inspector.fit.watched_fit import Arguments, watched_fit  # noqa: E402
from inspector.recording.recorder import Recorder  # noqa: E402

pytestmark = pytest.mark.keras

Calls = list[tuple[Any, ...]]


def _x(rows: int = 24) -> np.ndarray:
    return np.random.default_rng(3).normal(size=(rows, 3)).astype("float32")


def _y(rows: int = 24) -> np.ndarray:
    return _x(rows).sum(axis=1, keepdims=True)


def _generator(calls: Calls) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    for i in range(40):
        calls.append(("next", i))
        rows = slice((i % 6) * 4, (i % 6) * 4 + 4)
        yield _x()[rows], _y()[rows]


class RowsByIndex:
    """A dataset that notes each call on it; made into a PyDataset or a Sequence below."""

    calls: Calls

    def __len__(self) -> int:
        return 6

    def __getitem__(self, index: int) -> tuple[np.ndarray, np.ndarray]:
        self.calls.append(("getitem", index))
        return _x()[index * 4 : index * 4 + 4], _y()[index * 4 : index * 4 + 4]

    def on_epoch_begin(self) -> None:
        self.calls.append(("on_epoch_begin",))

    def on_epoch_end(self) -> None:
        self.calls.append(("on_epoch_end",))


class Rows(RowsByIndex, keras.utils.PyDataset):
    def __init__(self, calls: Calls, **how: Any) -> None:
        super().__init__(**how)
        self.calls = calls


class LegacyRows(RowsByIndex, tf_keras.utils.Sequence):
    def __init__(self, calls: Calls) -> None:
        self.calls = calls


def _tf_dataset(_: Calls) -> Any:
    return tf.data.Dataset.from_tensor_slices((_x(), _y())).shuffle(24, seed=5).batch(4)


def _unknown_length(_: Calls) -> Any:
    return tf.data.Dataset.from_tensor_slices((_x(), _y())).batch(4).filter(lambda x, y: True)


SOURCES: dict[str, tuple[Callable[[Calls], Any], dict[str, Any]]] = {
    "generator": (_generator, {"steps_per_epoch": 5}),
    "finite generator": (_generator, {}),
    "PyDataset": (Rows, {}),
    "PyDataset, two threads": (lambda calls: Rows(calls, workers=2), {}),
    "PyDataset, two processes": (lambda calls: Rows(calls, workers=2, use_multiprocessing=True), {}),
    "PyDataset, not shuffled": (Rows, {"shuffle": False}),
    "tf.data": (_tf_dataset, {}),
    "tf.data, short epochs": (_tf_dataset, {"steps_per_epoch": 4}),
    "tf.data, unknown length": (_unknown_length, {}),
    "arrays": (lambda _: _x(), {"y": _y(), "batch_size": 5}),
    "dict of arrays": (lambda _: {"only": _x()}, {"y": _y(), "batch_size": 5}),
    "validation": (_generator, {"steps_per_epoch": 3, "validation_data": (_x(8), _y(8))}),
    "groups of steps": (_generator, {"steps_per_epoch": 6, "steps_per_execution": 3}),
}
LEGACY_SOURCES: dict[str, tuple[Callable[[Calls], Any], dict[str, Any]]] = {
    "generator": (_generator, {"steps_per_epoch": 5}),
    "Sequence": (LegacyRows, {}),
    "Sequence, two threads": (LegacyRows, {"workers": 2}),
    "tf.data": (_tf_dataset, {}),
    "arrays": (lambda _: _x(), {"y": _y(), "batch_size": 5}),
    "validation": (_generator, {"steps_per_epoch": 3, "validation_data": (_x(8), _y(8))}),
}


class Noting:
    """Notes each hook, and whether it came on fit's thread; made into either Keras' callback below."""

    calls: Calls
    fit_thread: int

    def _note(self, hook: str, number: int) -> None:
        self.calls.append((hook, number, threading.get_ident() == self.fit_thread))

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        self._note("epoch_begin", epoch)

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        self._note("epoch_end", epoch)

    def on_train_batch_begin(self, batch: int, logs: Any = None) -> None:
        self._note("batch_begin", batch)


class NotingBatchEnds(Noting):
    """Not async-safe: Keras calls it on fit's thread."""

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        self._note("batch_end", batch)


def _callback(engine: Any, noting: type[Noting]) -> Any:
    made = type(noting.__name__, (noting, engine.callbacks.Callback), {})()
    made.calls, made.fit_thread = [], threading.get_ident()
    return made


def _fit(engine: Any, source: str, noting: type[Noting], watched: bool, patch: pytest.MonkeyPatch) -> dict[str, Any]:
    make, given = (SOURCES if engine is keras else LEGACY_SOURCES)[source]
    given = dict(given)
    data_calls: Calls = []
    lists: list[Any] = []
    adapters: list[str] = []
    _catch_made(patch, engine.callbacks.CallbackList, lists.append)
    _catch_adapters(engine, patch, adapters)
    engine.utils.set_random_seed(11)
    inputs = engine.Input((3,), name="only")
    model = engine.Model({"only": inputs} if source == "dict of arrays" else inputs, engine.layers.Dense(1)(inputs))
    # With momentum the weights depend on every step's order; Adam's do too, and take twice the time to compile.
    optimizer = engine.optimizers.SGD(0.01, momentum=0.9)
    model.compile(optimizer, "mse", steps_per_execution=given.pop("steps_per_execution", 1))
    notes = _callback(engine, noting)
    arguments = {"x": make(data_calls), "epochs": 3, "verbose": 0, "callbacks": [notes], **given}
    if watched:
        assert watched_fit(model, Arguments(arguments), Recorder(), StopRequest()).outcome == "completed"
    else:
        model.fit(**arguments)
    patch.undo()
    return {
        "weights": [weight.tobytes() for weight in model.get_weights()],
        "history": model.history.history,
        "callback calls": notes.calls,
        "data calls": _in_order(source, data_calls),
        "adapters": adapters,
        "async": [(getattr(one, "_async_train", None), getattr(one, "_async_test", None)) for one in lists],
        "batch hook of the class": engine.callbacks.CallbackList.on_train_batch_end,
    }


def _catch_adapters(engine: Any, patch: pytest.MonkeyPatch, names: list[str]) -> None:
    if engine is keras:
        from keras.src.trainers.epoch_iterator import EpochIterator

        _catch_made(patch, EpochIterator, lambda made: names.append(type(made.data_adapter).__name__))
    else:
        from tf_keras.src.engine.data_adapter import DataHandler

        _catch_made(patch, DataHandler, lambda made: names.append(type(made._adapter).__name__))


def _in_order(source: str, calls: Calls) -> Calls:
    """Read-ahead goes on while training does, so how far it gets is not the same twice: compare what must be."""
    if "threads" in source:
        return sorted(set(calls))
    return calls[:9]


def _catch_made(monkeypatch: pytest.MonkeyPatch, owner: type, catch: Callable[[Any], None]) -> None:
    original = owner.__init__  # type: ignore[misc]

    def made(self: Any, *args: Any, **kwargs: Any) -> None:
        original(self, *args, **kwargs)
        catch(self)

    monkeypatch.setattr(owner, "__init__", made)


# With each source Keras calls back on fit's thread; that its executor may do it as well is asked often of these.
DISPATCHED_OFTEN = {"generator", "PyDataset", "tf.data", "validation"}


def _sources_and_callbacks() -> Iterator[Any]:
    for source in SOURCES:
        yield source, NotingBatchEnds
        yield pytest.param(source, Noting, marks=[] if source in DISPATCHED_OFTEN else [pytest.mark.long])


@pytest.mark.parametrize(("source", "noting"), list(_sources_and_callbacks()))
def test_that_a_watched_fit_is_the_same_fit(source: str, noting: type[Noting], monkeypatch: pytest.MonkeyPatch) -> None:
    _compare(keras, source, noting, monkeypatch)


# Keras 2 waits for its enqueuer's queue to time out, several times over.
WAITS = {"Sequence, two threads"}


@pytest.mark.parametrize(
    "source", [pytest.param(name, marks=[pytest.mark.long] if name in WAITS else []) for name in LEGACY_SOURCES]
)
def test_that_a_watched_fit_of_tf_keras_is_the_same_fit(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _compare(tf_keras, source, NotingBatchEnds, monkeypatch)


def _compare(engine: Any, source: str, noting: type[Noting], patch: pytest.MonkeyPatch) -> None:
    bare = _fit(engine, source, noting, False, patch)
    watched = _fit(engine, source, noting, True, patch)
    assert bare["callback calls"]
    for what, value in bare.items():
        assert watched[what] == value, what


def test_that_the_comparison_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    one = _fit(keras, "generator", Noting, False, monkeypatch)
    other = _fit(keras, "tf.data", Noting, False, monkeypatch)
    assert one["weights"] != other["weights"]
    assert one["adapters"] != other["adapters"]


def test_that_keras_is_put_back_as_it_was() -> None:
    from keras.src.trainers.data_adapters.generator_data_adapter import GeneratorDataAdapter

    before = (keras.callbacks.CallbackList.__init__, GeneratorDataAdapter.__init__)
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    watched_fit(model, Arguments({"x": _generator([]), "steps_per_epoch": 2, "verbose": 0}), Recorder(), StopRequest())
    assert (keras.callbacks.CallbackList.__init__, GeneratorDataAdapter.__init__) == before
