"""Where tf-keras (legacy Keras 2) is tapped while a `fit` is watched, and put back as it was afterwards.

It differs from Keras 3: a generator is peeked at once, its batches are one chain that all iterators share (so nothing
is replayed), and a dataset's own `on_epoch_end` comes after the callbacks'.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from inspector.fit.taps.generator_tap import WatchedChain, watched_generator
from inspector.fit.taps.py_dataset_tap import WatchedPyDataset, watched_indices
from inspector.fit.taps.replacing import Make, Tapped, own_hooks, watched_engine
from inspector.fit.taps.tf_dataset_tap import watched_tf_dataset
from inspector.fit.taps.watch import SourceWatch, Watch


def watched_tf_keras(watch: Watch) -> AbstractContextManager[bool]:
    """Watch what the fit in this block does; yields whether lineage can be observed."""
    import tf_keras

    return watched_engine(tf_keras.callbacks, _adapters(), watch)


def _adapters() -> list[tuple[type, Tapped]]:
    """tf-keras' data adapters and how each is tapped; none where they are not as they were known."""
    try:
        from tf_keras.src.engine import data_adapter as adapters

        known: list[tuple[type, Tapped]] = [
            (adapters.GeneratorDataAdapter, _generator_made),
            (adapters.KerasSequenceAdapter, _sequence_made),
            (adapters.DatasetAdapter, _tf_dataset_made),
            (adapters.TensorLikeDataAdapter, _arrays_made),
            (adapters.CompositeTensorDataAdapter, _arrays_made),
        ]
    except (ImportError, AttributeError):
        return []
    as_known = all("__init__" in vars(owner) for owner, _ in known)
    return known if as_known and hasattr(adapters.GeneratorDataAdapter, "_handle_multiprocessing") else []


def _generator_made(make: Make, adapter: Any, source: SourceWatch, data: Any) -> None:
    source.describe_generator(data)
    handle = adapter._handle_multiprocessing

    def watched(chain: Any, workers: int, use_multiprocessing: bool, max_queue_size: int) -> Callable[[], Any]:
        if _has_workers(workers, use_multiprocessing):
            source.describe_generator(data, ordered=False)
            return _passes_unknown(handle(chain, workers, use_multiprocessing, max_queue_size), source)
        chained = WatchedChain(chain, source)
        return lambda: chained

    adapter._handle_multiprocessing = watched
    make(watched_generator(data, source))


def _sequence_made(make: Make, adapter: Any, source: SourceWatch, data: Any) -> None:
    import tf_keras

    hooks = own_hooks(data, tf_keras.utils.Sequence)
    source.describe("py_dataset", type(data).__name__, len(data), hooks)
    handle = adapter._handle_multiprocessing

    def watched(sequence: Any, workers: int, use_multiprocessing: bool, max_queue_size: int) -> Callable[[], Any]:
        generators = handle(sequence, workers, use_multiprocessing, max_queue_size)
        if _has_workers(workers, use_multiprocessing):
            source.describe("py_dataset", type(data).__name__, len(data), hooks, ordered=False)
            return _passes_unknown(generators, source)
        return watched_indices(generators, source, None)

    sequence = WatchedPyDataset(data, source)
    adapter._handle_multiprocessing = watched
    # The adapter checks the type of what it is given, and uses what this returns.
    adapter._peek_and_restore = lambda _: (sequence[0], sequence)
    make(data)
    adapter._keras_sequence = sequence


def _tf_dataset_made(make: Make, adapter: Any, source: SourceWatch, data: Any) -> None:
    make(data)
    length = int(adapter._dataset.cardinality()) if hasattr(adapter._dataset, "cardinality") else -1
    source.describe("tf_dataset", type(data).__name__, length if length >= 0 else None)
    if hasattr(adapter._dataset, "scan"):
        adapter._dataset = watched_tf_dataset(adapter._dataset, source)


def _arrays_made(make: Make, adapter: Any, source: SourceWatch, data: Any) -> None:
    make(data)
    source.describe("arrays", type(data).__name__, adapter.get_size())
    # One iterator runs through all epochs here: the data is repeated inside it.
    adapter._dataset = watched_tf_dataset(adapter._dataset, source, a_pass=adapter.get_size())


def _has_workers(workers: int, use_multiprocessing: bool) -> bool:
    return workers > 1 or (workers > 0 and use_multiprocessing)


def _passes_unknown(generators: Callable[[], Any], source: SourceWatch) -> Callable[[], Any]:
    """Batches from several workers: that one is handed over is seen, which one it is is not."""
    return watched_indices(generators, source, None)
