"""The callback that the guide offers to paste: once an epoch, whether or not `on_epoch_end` comes, with true steps."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from inspector.resources import resource

RECIPE = resource("recipes", "at_epoch_end.py")
Done = list[tuple[int, int, bool]]
"""Epoch, steps, whether on_epoch_end came; as the callback was told, or as it really was."""


def test_that_the_guide_shows_the_code_as_it_is() -> None:
    page = resource("guide", "safe-callbacks.md").read_text(encoding="utf-8")
    listings = re.findall(r"```python\n(.*?)```", page, re.S)
    assert RECIPE.read_text(encoding="utf-8") in listings


class Trial:
    """One Keras, a model that counts its own updates, and the callback with a note of what it was called for."""

    def __init__(self, keras: Any, *, group: int = 1) -> None:
        import tensorflow as tf

        self.keras = keras
        code = RECIPE.read_text(encoding="utf-8").replace("import keras", f"import {keras.__name__} as keras")
        names: dict[str, Any] = {}
        exec(compile(code, str(RECIPE), "exec"), names)
        self.told: Done = []
        self.logs: list[dict[str, Any]] = []
        self.safe = names["AtEpochEnd"](self._work)
        self.updates = tf.Variable(0)
        updates = self.updates

        class Counting(keras.Model):  # type: ignore[misc, name-defined]
            def __init__(self) -> None:
                super().__init__()
                self.dense = keras.layers.Dense(1)

            def call(self, x: Any) -> Any:
                return self.dense(x)

            def train_step(self, batch: Any) -> Any:
                logs = super().train_step(batch)
                # One, computed from the batch: TensorFlow would add a plain 1 even where there is no batch.
                updates.assign_add(tf.shape(batch[0])[0] // tf.shape(batch[0])[0])
                return logs

        self.model = Counting()
        self.model.compile("sgd", "mse", steps_per_execution=group)

    def _work(self, epoch: int, steps: int, ended: bool, logs: dict[str, Any]) -> None:
        self.told.append((epoch, steps, ended))
        self.logs.append(logs)

    def fit(self, data: Any, *callbacks: Any, **asked: Any) -> BaseException | None:
        """fit as the guide says, with the callback; what it raised."""
        try:
            with self.safe:
                self.model.fit(data, callbacks=[*callbacks, self.safe], verbose=0, **asked)
        except BaseException as error:
            return error
        return None

    def callback(self, hook: str, at: int, act: Any) -> Any:
        """A callback that does `act` in `hook` at that epoch or batch."""
        made = self.keras.callbacks.Callback()
        setattr(made, hook, lambda number, logs=None: act() if number == at else None)
        return made


def batch() -> tuple[np.ndarray, np.ndarray]:
    return np.ones((4, 3), "float32"), np.ones((4, 1), "float32")


def forever() -> Iterator[Any]:
    while True:
        yield batch()


def some(number: int, then: BaseException | None = None) -> Iterator[Any]:
    for _ in range(number):
        yield batch()
    if then is not None:
        raise then


@pytest.fixture(params=["keras", "tf_keras"])
def keras(request: pytest.FixtureRequest) -> Any:
    return importlib.import_module(request.param)


@pytest.fixture
def trial(keras: Any) -> Trial:
    return Trial(keras)


def boom() -> None:
    raise KeyError("gone")


def interrupt() -> None:
    raise KeyboardInterrupt


pytestmark = pytest.mark.keras


def test_that_whole_epochs_are_told_once_each(trial: Trial) -> None:
    assert trial.fit(forever(), steps_per_epoch=4, epochs=3) is None
    assert trial.told == [(0, 4, True), (1, 4, True), (2, 4, True)]
    assert trial.updates.numpy() == 12
    assert all("loss" in logs for logs in trial.logs)


def test_that_an_epoch_that_the_data_left_is_told_with_its_steps(trial: Trial) -> None:
    assert trial.fit(some(6, OSError("gone")), steps_per_epoch=4, epochs=3) is not None
    assert trial.told == [(0, 4, True), (1, 2, False)]
    assert trial.updates.numpy() == 6
    assert "loss" in trial.logs[-1]


@pytest.mark.parametrize("act", [boom, interrupt])
@pytest.mark.parametrize("first", [True, False])
def test_that_an_epoch_that_a_callback_left_is_told(trial: Trial, act: Any, first: bool) -> None:
    breaks = trial.callback("on_train_batch_begin", 2, act)
    callbacks = [breaks, trial.safe] if first else [trial.safe, breaks]
    with pytest.raises((KeyError, KeyboardInterrupt)), trial.safe:
        trial.model.fit(forever(), steps_per_epoch=4, callbacks=callbacks, verbose=0)
    assert trial.told == [(0, 2, False)]
    assert trial.updates.numpy() == 2


def test_that_a_callback_that_raises_in_on_epoch_end_leaves_it_told(trial: Trial) -> None:
    error = trial.fit(forever(), trial.callback("on_epoch_end", 1, boom), steps_per_epoch=4, epochs=3)
    assert isinstance(error, KeyError)
    assert trial.told == [(0, 4, True), (1, 4, False)]
    assert trial.updates.numpy() == 8


def test_that_an_epoch_that_validation_left_is_told(trial: Trial) -> None:
    val = some(2, OSError("gone"))
    assert trial.fit(forever(), validation_data=val, validation_steps=3, steps_per_epoch=4) is not None
    assert trial.told == [(0, 4, False)]
    assert trial.updates.numpy() == 4


def test_that_an_epoch_that_was_stopped_midway_is_told(trial: Trial) -> None:
    stops = trial.callback("on_train_batch_end", 1, lambda: setattr(trial.model, "stop_training", True))
    assert trial.fit(forever(), stops, steps_per_epoch=4, epochs=3) is None
    assert trial.told == [(0, 2, True)]
    assert trial.updates.numpy() == 2


def test_that_it_comes_where_a_datasets_own_hook_does_not(trial: Trial) -> None:
    kind = trial.keras.utils.PyDataset if trial.keras.__name__ == "keras" else trial.keras.utils.Sequence
    ended: list[int] = []

    class Rows(kind):  # type: ignore[misc, valid-type]
        def __len__(self) -> int:
            return 4

        def __getitem__(self, index: int) -> Any:
            return batch()

        def on_epoch_end(self) -> None:
            ended.append(int(trial.updates.numpy()))

    stops = trial.callback("on_train_batch_end", 1, lambda: setattr(trial.model, "stop_training", True))
    assert trial.fit(Rows(), stops, epochs=3) is None
    assert [updates for updates in ended if updates] == [], "the dataset's own hook never came for the epoch"
    assert trial.told == [(0, 2, True)]


def test_that_short_and_empty_epochs_are_told_as_short_as_they_are(trial: Trial) -> None:
    assert trial.fit(some(5), steps_per_epoch=4, epochs=2) is None
    assert trial.told == [(0, 4, True), (1, 1, True)]
    assert trial.updates.numpy() == 5


def test_that_groups_of_steps_count_as_the_updates_that_they_are(keras: Any) -> None:
    trial = Trial(keras, group=3)
    assert trial.fit(forever(), steps_per_epoch=6, epochs=2) is None
    assert trial.told == [(0, 6, True), (1, 6, True)]
    assert trial.updates.numpy() == 12


def test_that_without_with_it_is_told_when_the_next_fit_begins(trial: Trial) -> None:
    with pytest.raises(KeyError):
        trial.model.fit(
            forever(),
            steps_per_epoch=4,
            verbose=0,
            callbacks=[trial.callback("on_train_batch_begin", 2, boom), trial.safe],
        )
    assert trial.told == []
    trial.model.fit(forever(), steps_per_epoch=1, verbose=0, callbacks=[trial.safe])
    assert trial.told == [(0, 2, False), (0, 1, True)]


def test_that_work_that_raises_is_not_done_again(trial: Trial) -> None:
    calls: list[int] = []

    def work(epoch: int, *_: Any) -> None:
        calls.append(epoch)
        raise RuntimeError("no room on the disk")

    trial.safe.work = work
    assert isinstance(trial.fit(forever(), steps_per_epoch=2), RuntimeError)
    assert calls == [0]
