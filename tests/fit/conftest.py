"""Running real Keras on small modules written in the test."""

from __future__ import annotations

import functools
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from inspector.analysis.report import ReportData, build_report
from inspector.analysis.run import Run
from inspector.fit.request import FitRequest
from inspector.fit.session import Session
from inspector.recording.recorder import Recorder

PRELUDE = """\
import keras
import numpy as np
import tensorflow as tf

def one(rows=4, features=3, value=0.0):
    return np.full((rows, features), value, "float32"), np.zeros((rows, 1), "float32")

def model(steps_per_execution=1):
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse", steps_per_execution=steps_per_execution)
    return model

def numbers(n):
    for i in range(n):
        yield one(value=i)

def forever():
    i = 0
    while True:
        yield one(value=i)
        i += 1
"""


OF_TIME = {"input-bound", "slow-callback", "stalled"}
"""Rules about time: on a machine that is busy enough each of them is true of any run, and says so."""


@dataclass
class Inspected:
    """One run of a module, with what there is to say about it."""

    run: Run
    report: ReportData
    session: Session

    @property
    def rules(self) -> list[str]:
        return [finding["rule"] for finding in self.report["findings"]]

    @property
    def errors(self) -> list[str]:
        """What is wrong, but for what the machine may have done."""
        return self.errors_and(set())

    def errors_and(self, of_time: set[str]) -> list[str]:
        """The same, with those rules about time that the run is made for."""
        wrong = [finding["rule"] for finding in self.report["findings"] if finding["severity"] != "info"]
        return [rule for rule in wrong if rule not in OF_TIME - of_time]

    @property
    def done(self) -> list[int]:
        return [epoch["steps_done"] for epoch in self.report["epochs"]]

    @property
    def batches(self) -> list[list[int]]:
        return [epoch["batches"] for epoch in self.report["epochs"]]


Inspect = Callable[..., Inspected]


def inspected(folder: Path, body: str = "", *, prelude: str = PRELUDE, **asked: Any) -> Inspected:
    """Inspect a module of this text, written into `folder`; `data` and `model` are its data and model."""
    path = folder / "train.py"
    path.write_text(prelude + textwrap.dedent(body))
    asked.setdefault("data", "data")
    asked.setdefault("model", "model")
    recorder = Recorder()
    session = Session(FitRequest(path, **asked), recorder)
    session.run()
    recorder.drain()
    run = Run(recorder.recording)
    run.update()
    return Inspected(run, build_report(run), session)


@pytest.fixture
def inspect(tmp_path: Path) -> Inspect:
    """Inspect a module: `inspect("def data(): ...", epochs=2)`."""
    return functools.partial(inspected, tmp_path)
