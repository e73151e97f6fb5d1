"""Modules that go their own ways: with arguments, with a fit of their own, with a run within the run."""

from __future__ import annotations

import sys

import pytest

from .conftest import Inspect

pytestmark = pytest.mark.keras

DATA = "def data(): yield from forever()\n"


def test_that_a_module_that_parses_arguments_finds_none_of_ours(
    inspect: Inspect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["fit-inspector", "run", "train.py", "--steps-per-epoch", "2"])
    body = """
import argparse
import sys

parser = argparse.ArgumentParser()
parser.add_argument("--rows", type=int, default=4)
arguments = parser.parse_args()
assert sys.argv == [__file__]
"""
    seen = inspect(body + DATA, steps_per_epoch=2)
    assert seen.done == [2]
    assert sys.argv[0] == "fit-inspector"


def test_that_a_second_run_in_the_same_process_is_refused_and_harms_nothing(inspect: Inspect) -> None:
    body = """
import pathlib
from inspector.fit.request import FitRequest
from inspector.fit.session import Session
from inspector.recording.recorder import Recorder

inner = Session(FitRequest(pathlib.Path(__file__)), Recorder())
inner.run()
print(inner.problem)
"""
    seen = inspect(body + DATA, steps_per_epoch=2)
    assert seen.done == [2]
    assert any("Another run still goes on" in line.text for line in seen.run.log)


def test_that_a_model_with_a_fit_of_its_own_around_that_of_keras_is_watched(inspect: Inspect) -> None:
    body = """
class Own(keras.Sequential):
    def fit(self, *given, **named):
        return super().fit(*given, **named)

def own():
    model = Own([keras.Input((3,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse", steps_per_execution=2)
    return model
"""
    seen = inspect(body + DATA, model="own", steps_per_epoch=4)
    assert seen.batches == [[0, 1, 2, 3]]


def test_that_a_loop_of_the_persons_own_may_call_hooks_as_it_likes(inspect: Inspect) -> None:
    body = """
class Own(keras.Sequential):
    def fit(self, x=None, **named):
        hooks = keras.callbacks.CallbackList([keras.callbacks.Callback()], model=self)
        hooks.on_train_begin()
        hooks.on_epoch_begin(None)
        hooks.on_train_batch_end("the first")
        hooks.on_epoch_end(epoch=0)
        hooks.on_train_end()

def own():
    model = Own([keras.Input((3,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    return model
"""
    seen = inspect(body + DATA, model="own")
    assert (seen.session.problem, seen.report["outcome"]) == (None, "completed")
    assert seen.report["error"] is None
