"""A generator with a bug: the fourth batch divides by zero."""

import keras
import numpy as np


def batches(batch_size=32, num_batches=10):
    rng = np.random.default_rng(0)
    for i in range(num_batches):
        scale = 1 / (3 - i)  # the bug: batch 3 divides by zero
        x = rng.normal(size=(batch_size, 10)).astype("float32") * scale
        y = x.sum(axis=1, keepdims=True)
        yield x, y


def build_model():
    model = keras.Sequential([keras.Input((10,)), keras.layers.Dense(1)])
    model.compile(optimizer="sgd", loss="mse")
    return model
