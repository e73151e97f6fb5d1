"""What the taps themselves take, in loops without a step of the model between: it is too small to be seen beside one.

Counted in processor time, less the same loop unwatched.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import islice
from time import process_time
from typing import Any

import numpy as np

from inspector.fit.engine import KERAS_3
from inspector.fit.stopping import StopRequest
from inspector.fit.taps.generator_tap import watched_generator, watched_passes
from inspector.fit.taps.statistics import arrays_of, statistics, surely_finite
from inspector.fit.taps.watch import SourceWatch, Watch
from inspector.recording.recorder import Recorder
from tests.benchmarks.table import Table, spread
from tests.benchmarks.watching import batches, one_layer_model

ROUNDS, TIMES = 15, 5_000

_model = cache(one_layer_model)


def table(rounds: int = ROUNDS) -> Table:
    """A row for each part."""
    rows = [
        ("a step: its begin and end, the usual callbacks", _spread(rounds, lambda watched: _hooks(watched, []))),
        ("the same with a callback of one's own on batches", _spread(rounds, _hooks_of_a_callback)),
        ("a batch: pulled from a generator, handed over, used", _spread(rounds, _batches)),
        ("of that, looking for NaN and infinity", _spread(rounds, _finite)),
        ("the statistics of a batch", _spread(rounds, _statistics)),
    ]
    return Table("What the taps take, of the processor", ("part", "µs, median / 95th"), rows)


def _spread(rounds: int, times: Callable[[bool], float]) -> str:
    return spread(times(True) - times(False) for _ in range(rounds))


def _hooks_of_a_callback(watched: bool) -> float:
    import keras

    class OnBatches(keras.callbacks.Callback):
        def on_train_batch_end(self, batch: int, logs: object = None) -> None: ...

    return _hooks(watched, [OnBatches()])


def _hooks(watched: bool, own: list[Any]) -> float:
    import keras

    watch = _watch()
    if not watched:
        return _steps(keras.callbacks.CallbackList(own, add_history=True, model=_model()))
    with KERAS_3.watched(watch):
        return _steps(keras.callbacks.CallbackList(own, add_history=True, model=_model()))


def _steps(callbacks: Any) -> float:
    callbacks._async_train = False  # what Keras' executor takes is not the taps'
    callbacks.on_epoch_begin(0)
    logs: dict[str, float] = {}
    began = process_time()
    for step in range(TIMES):
        callbacks.on_train_batch_begin(step)
        callbacks.on_train_batch_end(step, logs)
    return _each(began)


def _batches(watched: bool) -> float:
    source = _source()
    given = batches()
    if watched:
        source.describe_generator(given)
        pulled = watched_generator(given, source)
        given = watched_passes(lambda: pulled, source)()
    began = process_time()
    for _ in islice(given, TIMES):
        if watched:
            source.used += 1
    return _each(began)


def _finite(watched: bool) -> float:
    batch = next(batches())
    began = process_time()
    for _ in range(TIMES):
        if watched:
            all(map(surely_finite, batch))
    return _each(began)


def _statistics(watched: bool) -> float:
    batch = next(batches())
    began = process_time()
    for _ in range(TIMES):
        if watched:
            statistics(arrays_of(batch))
    return _each(began)


def _watch() -> Watch:
    return Watch(Recorder(), StopRequest(), statistics=False)


def _source() -> SourceWatch:
    source = _watch().next_source()
    assert source is not None
    return source


def _each(began: float) -> float:
    return float(np.float64(process_time() - began) / TIMES * 1e6)
