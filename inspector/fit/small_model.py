"""A small model made to fit a batch, for a module that has data and no model of its own."""

from __future__ import annotations

import itertools
import types
from collections.abc import Iterator
from typing import Any

import numpy as np

from inspector.fit.problem import WrongUse
from inspector.fit.taps.signature import leaves_of


def first_batch(data: Any) -> tuple[Any, Any]:
    """The first batch of `data`, and data from which it has not been taken."""
    if isinstance(data, types.GeneratorType):
        batch = next(data, None)
        return batch, _with_first(batch, data)
    if hasattr(data, "__getitem__") and not isinstance(data, (tuple, dict)) and not hasattr(data, "shape"):
        return data[0], data
    if hasattr(data, "element_spec"):
        return next(iter(data), None), data
    return data, data


def _with_first(batch: Any, rest: Iterator[Any]) -> Iterator[Any]:
    # Keras asks for a real generator, which itertools.chain is not.
    yield from itertools.chain([batch], rest)


def small_model_for(batch: Any) -> Any:
    """A compiled model with one dense layer an output, for batches like this one.

    Raises `WrongUse` where the batch has nothing to train towards.
    """
    import keras

    if not isinstance(batch, (tuple, list)) or len(batch) < 2:
        raise WrongUse("No model was named, and none can be made: the first batch has no targets (it is not (x, y)).")
    inputs = {name: np.asarray(leaf) for name, leaf in leaves_of(batch[0])}
    if any(array.dtype.kind not in "fiub" for array in inputs.values()):
        raise WrongUse(
            "No model was named, and none can be made for inputs that are not numbers: "
            "define one, or name one (on the command line: --model NAME)."
        )
    layers = keras.tree.map_structure(
        lambda leaf: keras.Input(np.asarray(leaf).shape[1:], dtype=np.asarray(leaf).dtype.name), batch[0]
    )
    flat = [keras.layers.Flatten()(keras.ops.cast(layer, "float32")) for layer in keras.tree.flatten(layers)]
    joined = flat[0] if len(flat) == 1 else keras.layers.Concatenate()(flat)
    outputs = keras.tree.map_structure(lambda leaf: _head(joined, np.asarray(leaf).shape[1:]), batch[1])
    model = keras.Model(layers, outputs, name="made_to_fit_the_data")
    model.compile(optimizer="sgd", loss=keras.tree.map_structure(lambda _: "mse", batch[1]))
    return model


def _head(joined: Any, shape: tuple[int, ...]) -> Any:
    import keras

    dense = keras.layers.Dense(int(np.prod(shape, initial=1)))(joined)
    return keras.layers.Reshape(shape)(dense) if shape else keras.layers.Reshape(())(dense)
