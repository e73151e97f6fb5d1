"""Code that was not written for the inspector: what others' generators and examples give."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fit.test_script import Ran, ran

pytestmark = pytest.mark.keras

PRELUDE = """\
import math
import keras
import numpy as np

def dense(*shape):
    model = keras.Sequential([keras.Input(shape), keras.layers.Flatten(), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    return model
"""


def told_of(beside: Path, body: str) -> Ran:
    told = ran(beside, body, prelude=PRELUDE)
    assert (told.session.problem, told.session.remark) == (None, None)
    return told


def test_that_image_data_generator_is_clean_and_its_own_hooks_are_not_the_persons(tmp_path: Path) -> None:
    told = told_of(
        tmp_path,
        """
        from keras.src.legacy.preprocessing.image import ImageDataGenerator

        images, labels = np.random.rand(50, 8, 8, 3), np.random.rand(50, 1)
        flow = ImageDataGenerator(horizontal_flip=True).flow(images, labels, batch_size=16)
        dense(8, 8, 3).fit(flow, epochs=2, verbose=0)
        """,
    )
    assert told.rules(0) == []
    assert [epoch["steps_done"] for epoch in told.reports[0]["epochs"]] == [4, 4]
    assert told.runs[0].train.own_hooks == ()


def test_that_timeseries_generator_is_told_where_it_has_too_few(tmp_path: Path) -> None:
    told = told_of(
        tmp_path,
        """
        from keras.src.legacy.preprocessing.sequence import TimeseriesGenerator

        series = TimeseriesGenerator(np.random.rand(40, 2), np.random.rand(40, 1), length=5, batch_size=8)
        dense(5, 2).fit(series, epochs=2, verbose=0)
        dense(5, 2).fit(series, steps_per_epoch=6, epochs=2, verbose=0)
        """,
    )
    assert told.rules(0) == []
    assert told.rules(1)[0] == "data-exhausted"
    assert [sorted(epoch["batches"]) for epoch in told.reports[1]["epochs"]] == [list(range(5))] * 2


def test_that_the_example_of_keras_documentation_is_clean_with_workers(tmp_path: Path) -> None:
    told = told_of(
        tmp_path,
        """
        class CIFAR10PyDataset(keras.utils.PyDataset):
            def __init__(self, x_set, y_set, batch_size, **kwargs):
                super().__init__(**kwargs)
                self.x, self.y = x_set, y_set
                self.batch_size = batch_size

            def __len__(self):
                return math.ceil(len(self.x) / self.batch_size)

            def __getitem__(self, idx):
                low = idx * self.batch_size
                high = min(low + self.batch_size, len(self.x))
                return np.array(self.x[low:high]), np.array(self.y[low:high])

        data = CIFAR10PyDataset(np.random.rand(50, 4), np.random.rand(50, 1), 16, workers=2)
        dense(4).fit(data, epochs=2, verbose=0)
        """,
    )
    assert told.rules(0) == []
    assert [sorted(epoch["batches"]) for epoch in told.reports[0]["epochs"]] == [[0, 1, 2, 3]] * 2


def test_that_the_fit_of_another_library_is_none_of_ours(tmp_path: Path) -> None:
    told = told_of(
        tmp_path,
        """
        class Scaler:
            def fit(self, x, epochs=1):
                self.mean = x.mean()
                return self

        x = np.random.rand(8, 3)
        print(Scaler().fit(x, epochs=3).mean == x.mean())
        dense(3).fit(x, np.zeros((8, 1)), batch_size=4, verbose=0)
        """,
    )
    assert told.printed == ["True"]
    assert [run.header["model"] for run in told.runs] == ["dense(3)"]
