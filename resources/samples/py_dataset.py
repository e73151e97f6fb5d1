"""A PyDataset: batches by index, a new order for each epoch."""

import math

import keras
import numpy as np


class Rows(keras.utils.PyDataset):
    def __init__(self, rows=200, batch_size=32, **kwargs):
        super().__init__(**kwargs)
        rng = np.random.default_rng(0)
        self.x = rng.normal(size=(rows, 10)).astype("float32")
        self.y = self.x.sum(axis=1, keepdims=True)
        self.batch_size = batch_size
        self.rng = rng
        self.order = np.arange(rows)

    def __len__(self):
        return math.ceil(len(self.x) / self.batch_size)

    def __getitem__(self, index):
        rows = self.order[index * self.batch_size : (index + 1) * self.batch_size]
        return self.x[rows], self.y[rows]

    def on_epoch_begin(self):
        self.rng.shuffle(self.order)


def build_model():
    model = keras.Sequential([keras.Input((10,)), keras.layers.Dense(1)])
    model.compile(optimizer="sgd", loss="mse")
    return model
