"""A recorded fit and a bare one, with the same seeds: the same weights to the bit, and the same calls."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

keras = pytest.importorskip("keras")
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


class Rows(keras.utils.PyDataset):
    """Notes each call on it."""

    def __init__(self, calls: Calls, **how: Any) -> None:
        super().__init__(**how)
        self.calls = calls

    def __len__(self) -> int:
        return 6

    def __getitem__(self, index: int) -> tuple[np.ndarray, np.ndarray]:
        self.calls.append(("getitem", index))
        return _x()[index * 4 : index * 4 + 4], _y()[index * 4 : index * 4 + 4]

    def on_epoch_begin(self) -> None:
        self.calls.append(("on_epoch_begin",))

    def on_epoch_end(self) -> None:
        self.calls.append(("on_epoch_end",))


def _tf_dataset(_: Calls) -> Any:
    return tf.data.Dataset.from_tensor_slices((_x(), _y())).shuffle(24, seed=5).batch(4)


def _unknown_length(_: Calls) -> Any:
    return tf.data.Dataset.from_tensor_slices((_x(), _y())).batch(4).filter(lambda x, y: True)


SOURCES: dict[str, tuple[Callable[[Calls], Any], dict[str, Any]]] = {
    "generator": (_generator, {"steps_per_epoch": 5}),
    "finite generator": (_generator, {}),
    "PyDataset": (Rows, {}),
    "PyDataset, two threads": (lambda calls: Rows(calls, workers=2), {}),
    "PyDataset, not shuffled": (Rows, {"shuffle": False}),
    "tf.data": (_tf_dataset, {}),
    "tf.data, short epochs": (_tf_dataset, {"steps_per_epoch": 4}),
    "tf.data, unknown length": (_unknown_length, {}),
    "arrays": (lambda _: _x(), {"y": _y(), "batch_size": 5}),
    "dict of arrays": (lambda _: {"only": _x()}, {"y": _y(), "batch_size": 5}),
    "validation": (_generator, {"steps_per_epoch": 3, "validation_data": (_x(8), _y(8))}),
}


class Notes(keras.callbacks.Callback):
    """Notes each hook, and whether it came on fit's thread."""

    def __init__(self, calls: Calls) -> None:
        super().__init__()
        self.calls = calls
        self.fit_thread = threading.get_ident()

    def _note(self, hook: str, number: int) -> None:
        self.calls.append((hook, number, threading.get_ident() == self.fit_thread))

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        self._note("epoch_begin", epoch)

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        self._note("epoch_end", epoch)

    def on_train_batch_begin(self, batch: int, logs: Any = None) -> None:
        self._note("batch_begin", batch)


class NotesBatchEnds(Notes):
    """Not async-safe: Keras calls it on fit's thread."""

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        self._note("batch_end", batch)


def _fit(source: str, callback: type[Notes], watched: bool, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    make, given = SOURCES[source]
    data_calls: Calls = []
    lists: list[Any] = []
    adapters: list[str] = []
    _catch_made(monkeypatch, keras.callbacks.CallbackList, lists.append)
    from keras.src.trainers import epoch_iterator

    _catch_made(
        monkeypatch, epoch_iterator.EpochIterator, lambda made: adapters.append(type(made.data_adapter).__name__)
    )
    keras.utils.set_random_seed(11)
    inputs = keras.Input((3,), name="only")
    model = keras.Model({"only": inputs} if source == "dict of arrays" else inputs, keras.layers.Dense(1)(inputs))
    model.compile("adam", "mse")
    notes = callback([])
    arguments = {"x": make(data_calls), "epochs": 3, "verbose": 0, "callbacks": [notes], **given}
    if watched:
        assert watched_fit(model, Arguments(arguments), Recorder(), StopRequest()) == "completed"
    else:
        model.fit(**arguments)
    monkeypatch.undo()
    return {
        "weights": [weight.tobytes() for weight in model.get_weights()],
        "history": model.history.history,
        "callback calls": notes.calls,
        "data calls": _in_order(source, data_calls, 9),
        "adapters": adapters,
        "async": [(one._async_train, one._async_test) for one in lists],
        "batch hook of the class": keras.callbacks.CallbackList.on_train_batch_end,
    }


def _in_order(source: str, calls: Calls, sure: int) -> Calls:
    """Read-ahead goes on while training does, so how far it gets is not the same twice: compare what must be."""
    if "threads" in source:
        return sorted(set(calls))
    return calls[:sure]


def _catch_made(monkeypatch: pytest.MonkeyPatch, owner: type, catch: Callable[[Any], None]) -> None:
    original = owner.__init__  # type: ignore[misc]

    def made(self: Any, *args: Any, **kwargs: Any) -> None:
        original(self, *args, **kwargs)
        catch(self)

    monkeypatch.setattr(owner, "__init__", made)


@pytest.mark.parametrize("callback", [Notes, NotesBatchEnds])
@pytest.mark.parametrize("source", SOURCES)
def test_that_a_watched_fit_is_the_same_fit(
    source: str, callback: type[Notes], monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = _fit(source, callback, False, monkeypatch)
    watched = _fit(source, callback, True, monkeypatch)
    for what, value in bare.items():
        assert watched[what] == value, what


def test_that_the_comparison_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    one = _fit("generator", Notes, False, monkeypatch)
    other = _fit("tf.data", Notes, False, monkeypatch)
    assert one["weights"] != other["weights"]
    assert one["adapters"] != other["adapters"]


def test_that_keras_is_put_back_as_it_was() -> None:
    from keras.src.trainers.data_adapters.generator_data_adapter import GeneratorDataAdapter

    before = (keras.callbacks.CallbackList.__init__, GeneratorDataAdapter.__init__)
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    watched_fit(model, Arguments({"x": _generator([]), "steps_per_epoch": 2, "verbose": 0}), Recorder(), StopRequest())
    assert (keras.callbacks.CallbackList.__init__, GeneratorDataAdapter.__init__) == before
