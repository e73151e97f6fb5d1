"""The cost of watching: one real `fit` of a one-layer model, bare and beside each of those that look on.

Each look is a fit of several epochs in the same process, one after the other, round after round, so that what else the
machine does meets them all alike. An epoch is timed from its begin to its end by a callback that every one of them has:
making the data adapter, compiling, and what is done once a fit is not a step's. The model is compiled once, before.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

import inspector
from inspector.fit.stopping import StopRequest
from inspector.fit.watched_fit import Arguments, watched_fit
from inspector.recording.recorder import Recorder
from tests.benchmarks.table import Table

ROUNDS, EPOCHS, STEPS = 24, 7, 50
ROWS, FEATURES = 32, 8
HEADS = (
    "who looks on",
    "a step, µs",
    "added to it, ± standard error",
    "of what TensorBoard adds",
)
BARE, TENSORBOARD = "nobody", 'TensorBoard(update_freq="batch")'
MISSING = "not installed: `pip install -e '.[bench]'`"

Fit = Callable[[dict[str, Any]], object]
"""Calls fit with these arguments, looked on in one way."""


@dataclass
class Look:
    """One way of looking on, and what a step took with it, on average over each epoch, in µs."""

    name: str
    fit: Fit | None
    """None: it is not installed."""
    wall: list[list[float]] = field(default_factory=list)
    """By round."""

    def a_round(self) -> np.ndarray:
        """What a step took in each round. What else a machine does only adds: of the epochs, the lower quartile."""
        return np.array([np.percentile(one, 25) for one in self.wall])

    def less(self, other: Look) -> np.ndarray:
        """The difference, round by round: the machine is as fast for both within one, and not from one to the next."""
        return self.a_round() - other.a_round()


def table(rounds: int = ROUNDS, epochs: int = EPOCHS, steps: int = STEPS) -> Table:
    """A row for each way of looking on."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    model = one_layer_model()
    with tempfile.TemporaryDirectory() as folder:
        looks = [Look(name, fit) for name, fit in _looks(model, Path(folder)).items()]
        for number in range(rounds):
            for look in looks if number % 2 else reversed(looks):
                if look.fit is not None:
                    _measure(look, epochs, steps)
    title = (
        f"What watching adds to a step of a one-layer model: batches of {ROWS} x {FEATURES} out of a generator, "
        f"{rounds} rounds of {epochs} epochs of {steps} steps"
    )
    return Table(title, HEADS, _rows(looks))


def _looks(model: Any, folder: Path) -> dict[str, Fit | None]:
    import keras

    def bare(given: dict[str, Any]) -> object:
        return model.fit(**given)

    def progress_bar(given: dict[str, Any]) -> object:
        with open(os.devnull, "w", encoding="utf-8") as nowhere, contextlib.redirect_stdout(nowhere):
            return model.fit(**{**given, "verbose": 1})

    def tensorboard(given: dict[str, Any]) -> object:
        writes = keras.callbacks.TensorBoard(tempfile.mkdtemp(dir=folder), update_freq="batch")
        return model.fit(**{**given, "callbacks": [*given["callbacks"], writes]})

    def viztracer(given: dict[str, Any]) -> object:
        from viztracer import VizTracer

        with VizTracer(verbose=0, output_file=str(folder / "viztracer.json")):
            return model.fit(**given)

    def watched(statistics: bool) -> Fit:
        return lambda given: watched_fit(model, Arguments(given), Recorder(), StopRequest(), statistics)

    def recorded(given: dict[str, Any]) -> object:
        with inspector.record(folder / "run.fitrec", statistics=False):
            return model.fit(**given)

    return {
        BARE: bare,
        "Keras' progress bar": progress_bar,
        "Fit Inspector": watched(False),
        "Fit Inspector, and its recording file": recorded,
        "Fit Inspector, and the statistics of each batch": watched(True),
        TENSORBOARD: tensorboard if _is_installed("tensorboard") else None,
        "VizTracer": viztracer if _is_installed("viztracer") else None,
    }


def _is_installed(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


def one_layer_model() -> Any:
    """Compiled, and its train step too."""
    import keras

    model = keras.Sequential([keras.Input((FEATURES,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    model.fit(batches(), steps_per_epoch=10, verbose=0)
    return model


def batches() -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """The same batch again and again: making it takes nothing."""
    batch = np.zeros((ROWS, FEATURES), "float32"), np.zeros((ROWS, 1), "float32")
    while True:
        yield batch


def _measure(look: Look, epochs: int, steps: int) -> None:
    import keras

    class Clock(keras.callbacks.Callback):
        """Has no hook for batches: it changes nothing of how Keras goes through them."""

        began = 0.0

        def on_epoch_begin(self, epoch: int, logs: object = None) -> None:
            self.began = perf_counter()

        def on_epoch_end(self, epoch: int, logs: object = None) -> None:
            if epoch > 0:  # the first waits for the first batches
                took.append((perf_counter() - self.began) / steps * 1e6)

    assert look.fit is not None
    took: list[float] = []
    look.fit({"x": batches(), "epochs": epochs, "steps_per_epoch": steps, "verbose": 0, "callbacks": [Clock()]})
    assert len(took) == epochs - 1, "fit did not run to its end"
    look.wall.append(took)


def _rows(looks: list[Look]) -> list[tuple[str, ...]]:
    by_name = {look.name: look for look in looks}
    bare, board = by_name[BARE], by_name[TENSORBOARD]
    whole = _median_and_error(board.less(bare))[0] if board.fit is not None else None
    rows = []
    for look in looks:
        if look.fit is None:
            rows.append((look.name, MISSING, "", ""))
            continue
        step = f"{np.median(look.a_round()):.0f}"
        if look is bare:
            rows.append((look.name, step, "", ""))
            continue
        added, error = _median_and_error(look.less(bare))
        share = "" if whole is None else f"{added / whole:.3f}"
        rows.append((look.name, step, f"{added:.0f} ± {error:.0f}", share))
    return rows


def _median_and_error(values: np.ndarray) -> tuple[float, float]:
    """The median, and how far that of other rounds would lie from it: the standard error of a median."""
    low, high = np.percentile(values, (25, 75))
    return float(np.median(values)), float(1.2533 * (high - low) / 1.349 / np.sqrt(len(values)))
