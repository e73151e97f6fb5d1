"""Each callback's share of a hook, on Keras' own list: who does nothing is passed by, and nothing is missed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from inspector.fit.engine import KERAS_3
from inspector.fit.stopping import StopRequest
from inspector.fit.taps.watch import Watch
from inspector.recording.events import Kind
from inspector.recording.recorder import Recorder

keras = pytest.importorskip("keras")
pytestmark = pytest.mark.keras


class Silent(keras.callbacks.Callback):
    """Has no hook of its own."""


class WalksAgain(keras.callbacks.Callback):
    """Goes through the list itself, in the midst of a hook."""

    def on_train_batch_begin(self, batch: int, logs: Any = None) -> None:
        self.met = [type(one).__name__ for one in self.everybody]


class Raises(keras.callbacks.Callback):
    """Ends the fit."""

    def on_train_batch_begin(self, batch: int, logs: Any = None) -> None:
        raise ZeroDivisionError


@pytest.fixture
def recorder() -> Iterator[Recorder]:
    made = Recorder()
    with KERAS_3.watched(Watch(made, StopRequest())):
        yield made


def listed(*callbacks: Any) -> Any:
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
    return keras.callbacks.CallbackList(list(callbacks), model=model)


def shares(recorder: Recorder) -> list[tuple[Kind, str, int]]:
    recorder.drain()
    begun = (Kind.CALLBACK_BEGIN, Kind.CALLBACK_END)
    return [(one.kind, one.payload["callback"], one.step) for one in recorder.recording.events() if one.kind in begun]


def test_that_a_hook_in_which_nobody_does_something_has_no_share_and_is_recorded(recorder: Recorder) -> None:
    listed(Silent(), Silent()).on_train_batch_begin(3)
    assert shares(recorder) == []
    assert [(one.kind, one.step) for one in recorder.recording.events()] == [(Kind.TRAIN_BATCH_BEGIN, 3)]


def test_that_a_hook_that_an_object_is_given_midway_is_seen_from_then_on(recorder: Recorder) -> None:
    heard: list[int] = []
    given = Silent()
    callbacks = listed(Silent(), given)
    callbacks.on_train_batch_begin(0)
    given.on_train_batch_begin = lambda batch, logs=None: heard.append(batch)
    callbacks.on_train_batch_begin(1)
    assert heard == [1]
    assert shares(recorder) == [(Kind.CALLBACK_BEGIN, "Silent", 1), (Kind.CALLBACK_END, "Silent", 1)]


def test_that_a_hook_that_is_taken_away_again_has_no_share(recorder: Recorder) -> None:
    given = Silent()
    given.on_train_batch_end = lambda batch, logs=None: None
    callbacks = listed(given)
    callbacks.on_train_batch_begin(0)
    callbacks.on_train_batch_end(0)
    del given.on_train_batch_end
    callbacks.on_train_batch_begin(1)
    callbacks.on_train_batch_end(1)
    callbacks.on_epoch_end(0)  # Keras waits for its executor there
    assert shares(recorder) == [(Kind.CALLBACK_BEGIN, "Silent", 0), (Kind.CALLBACK_END, "Silent", 0)]


def test_that_an_object_that_comes_later_is_seen(recorder: Recorder) -> None:
    callbacks = listed(Silent())
    callbacks.on_train_batch_begin(0)
    again = WalksAgain()
    again.everybody = callbacks.callbacks
    callbacks.callbacks.append(again)
    callbacks.on_train_batch_begin(1)
    assert shares(recorder) == [(Kind.CALLBACK_BEGIN, "WalksAgain", 1), (Kind.CALLBACK_END, "WalksAgain", 1)]


def test_that_a_call_that_raised_is_not_under_way() -> None:
    watch = Watch(Recorder(), StopRequest())
    with KERAS_3.watched(watch):
        callbacks = listed(Raises())
    with pytest.raises(ZeroDivisionError):
        callbacks.on_train_batch_begin(0)
    under_way = [call.alike.sits for _, call in watch.calls.overdue(2**62)]
    assert under_way == [Kind.STEP_SITS]


def test_that_a_model_that_stops_itself_is_told_with_its_step(recorder: Recorder) -> None:
    callbacks = listed(Silent())
    callbacks.on_epoch_begin(0)
    for step in range(3):
        callbacks.on_train_batch_begin(step)
        callbacks.model.stop_training = step == 2
        callbacks.on_train_batch_end(step)
    callbacks.on_epoch_end(0)
    recorder.drain()
    (told,) = [one for one in recorder.recording.events() if one.kind is Kind.STOP_TRAINING]
    assert (told.step, told.payload and told.payload["callback"]) == (2, "model")


def test_that_who_walks_the_list_again_within_a_hook_meets_all_and_makes_no_shares(recorder: Recorder) -> None:
    again = WalksAgain()
    callbacks = listed(again, Silent())
    again.everybody = callbacks.callbacks
    callbacks.on_train_batch_begin(0)
    assert again.met == ["WalksAgain", "Silent"]
    assert shares(recorder) == [(Kind.CALLBACK_BEGIN, "WalksAgain", 0), (Kind.CALLBACK_END, "WalksAgain", 0)]
