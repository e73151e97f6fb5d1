"""What looking on takes within a real `fit`, in the places where it is done: the hooks of a step, and the next batch.

A whole step scatters by more than this is (see `watching`), and a loop without a model between (see `taps`) has what it
needs in the processor's caches, which a step of a model empties. So the places themselves are timed, with nobody and
with each of those that look on, in the midst of training.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from threading import get_ident
from time import perf_counter_ns
from typing import Any
from unittest.mock import patch

import numpy as np

from inspector.fit.stopping import StopRequest
from inspector.fit.taps import replacing
from inspector.fit.watched_fit import Arguments, watched_fit
from inspector.recording.recorder import Recorder
from tests.benchmarks.table import Table
from tests.benchmarks.watching import BARE, TENSORBOARD, Fit, batches, one_layer_model

ROUNDS, EPOCHS, STEPS = 10, 6, 100
BEGIN, END, WALK, NEXT = "on_train_batch_begin", "on_train_batch_end", "_on_train_batch_end", "next batch"
PLACES = (BEGIN, END, WALK, NEXT)
HEADS = (
    "who looks on",
    "begin",
    "end",
    "callbacks, where Keras walks them",
    "next batch",
    "added to a step, µs",
    "of what TensorBoard adds",
)


class Places:
    """How long each place took, each time, in ns."""

    def __init__(self) -> None:
        self.took: dict[str, list[int]] = defaultdict(list)
        self._within: dict[int, int] = defaultdict(int)

    def timed(self, place: str, original: Callable[..., Any]) -> Callable[..., Any]:
        """`original`, timed without what is timed within it."""

        def called(*args: Any, **kwargs: Any) -> Any:
            thread = get_ident()
            before, self._within[thread] = self._within[thread], 0
            began = perf_counter_ns()
            try:
                return original(*args, **kwargs)
            finally:
                took = perf_counter_ns() - began
                self.took[place].append(took - self._within[thread])
                self._within[thread] = before + took

        return called

    def of_callbacks(self, callbacks: Any) -> None:
        """Time the hooks of this list."""
        for place in (BEGIN, END):
            setattr(callbacks, place, self.timed(place, getattr(callbacks, place)))

    def of_batches(self, make: Callable[[], Iterator[Any]]) -> Callable[[], Iterator[Any]]:
        """`make` with each batch of its iterators timed."""

        def iterate() -> Iterator[Any]:
            following = self.timed(NEXT, iter(make()).__next__)
            while True:
                try:
                    batch = following()
                except StopIteration:
                    return
                yield batch

        return iterate

    def median_us(self, place: str) -> float:
        """Of all but the first steps, in which things are made."""
        return float(np.median(self.took[place][STEPS:])) / 1000

    def more_us(self, nobody: Places) -> float:
        """What all of them together take more than with nobody."""
        return sum(self.median_us(place) - nobody.median_us(place) for place in PLACES)


def table(rounds: int = ROUNDS) -> Table:
    """A row for each of those that look on; what it adds is the sum over the places."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    model = one_layer_model()
    with tempfile.TemporaryDirectory() as folder:
        looks = _looks(model, folder)
        places = {name: Places() for name in looks}
        for _ in range(rounds):
            for name, fit in looks.items():
                with _timing(places[name]):
                    steps = {"epochs": EPOCHS, "steps_per_epoch": STEPS}
                    fit({"x": batches(), "verbose": 0, "callbacks": [], **steps})
    title = "The same, timed in the places where looking on is done: µs, medians"
    return Table(title, HEADS, [_row(name, one, places[BARE], places[TENSORBOARD]) for name, one in places.items()])


def _looks(model: Any, folder: str) -> dict[str, Fit]:
    import keras

    def tensorboard(given: dict[str, Any]) -> object:
        writes = keras.callbacks.TensorBoard(tempfile.mkdtemp(dir=folder), update_freq="batch")
        return model.fit(**{**given, "callbacks": [writes]})

    def watched(statistics: bool) -> Fit:
        return lambda given: watched_fit(model, Arguments(given), Recorder(), StopRequest(), statistics)

    return {
        BARE: lambda given: model.fit(**given),
        "Fit Inspector": watched(False),
        "Fit Inspector, and the statistics of each batch": watched(True),
        TENSORBOARD: tensorboard,
    }


@contextlib.contextmanager
def _timing(places: Places) -> Iterator[None]:
    """Time the places in the block, around whatever else sits there."""
    import keras
    from keras.src.trainers.data_adapters.generator_data_adapter import GeneratorDataAdapter

    made, walked, tap, handed = (
        keras.callbacks.CallbackList.__init__,
        keras.callbacks.CallbackList._on_train_batch_end,
        replacing.watch_callbacks,
        GeneratorDataAdapter.get_tf_dataset,
    )

    def unwatched(self: Any, *args: Any, **kwargs: Any) -> None:
        made(self, *args, **kwargs)
        places.of_callbacks(self)

    def watched(callbacks: Any, *args: Any) -> None:
        for place in (BEGIN, END):
            delattr(callbacks, place)  # the timers sit around the taps
        tap(callbacks, *args)
        places.of_callbacks(callbacks)

    def timed(self: Any) -> Any:
        self.generator = places.of_batches(self.generator)
        return handed(self)

    with (
        patch.object(keras.callbacks.CallbackList, "__init__", unwatched),
        # Of the class: the tap takes its own off the list again, where nothing is done in it.
        patch.object(keras.callbacks.CallbackList, WALK, lambda *given: places.timed(WALK, walked)(*given)),
        patch.object(replacing, "watch_callbacks", watched),
        patch.object(GeneratorDataAdapter, "get_tf_dataset", timed),
    ):
        yield


def _row(name: str, places: Places, nobody: Places, tensorboard: Places) -> tuple[str, ...]:
    took = [f"{places.median_us(place):.1f}" for place in PLACES]
    if places is nobody:
        return name, *took, "", ""
    added, whole = places.more_us(nobody), tensorboard.more_us(nobody)
    return name, *took, f"{added:.0f}", f"{added / whole:.3f}"
