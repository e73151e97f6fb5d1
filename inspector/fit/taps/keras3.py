"""Where Keras 3 is tapped while a `fit` is watched, and put back as it was afterwards.

Public: `Model.fit`'s arguments, `keras.callbacks.CallbackList`. Private: the data adapters' classes. Those are looked
for, and where they are not what they were in the releases that this was checked with, the source is not tapped there
and the run says that its lineage is inferred.
"""

from __future__ import annotations

import contextlib
import functools
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

from inspector.fit.taps.callback_tap import watch_callbacks
from inspector.fit.taps.generator_tap import watched_generator, watched_passes
from inspector.fit.taps.py_dataset_tap import WatchedPool, WatchedPyDataset, watched_indices
from inspector.fit.taps.tf_dataset_tap import watched_tf_dataset
from inspector.fit.taps.watch import SourceWatch, Watch


@contextlib.contextmanager
def watched_keras3(watch: Watch) -> Iterator[bool]:
    """Watch what the fit in this block does; yields whether lineage can be observed."""
    import keras

    with contextlib.ExitStack() as taps:
        taps.enter_context(_callback_lists(keras, watch))
        adapters = _Adapters.found()
        if adapters is not None:
            adapters.tap(taps, watch)
        yield adapters is not None


@contextlib.contextmanager
def _replaced(owner: type, name: str, make: Callable[[Callable[..., Any]], Callable[..., Any]]) -> Iterator[None]:
    """`owner.name` replaced by `make(original)` within the block."""
    original = owner.__dict__[name]
    setattr(owner, name, make(original))
    try:
        yield
    finally:
        setattr(owner, name, original)


def _callback_lists(keras: Any, watch: Watch) -> contextlib.AbstractContextManager[None]:
    def make(original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def made(self: Any, *args: Any, **kwargs: Any) -> None:
            original(self, *args, **kwargs)
            if watch.here:
                watch.stage = "model"
                watch_callbacks(self, watch, keras.callbacks.Callback)

        return made

    return _replaced(keras.callbacks.CallbackList, "__init__", make)


class _Adapters:
    """Keras' data adapters, by class."""

    def __init__(self, generator: type, py_dataset: type, tf_dataset: type, array: type, base: type) -> None:
        self._generator = generator
        self._py_dataset = py_dataset
        self._tf_dataset = tf_dataset
        self._array = array
        self._py_dataset_base = base

    @classmethod
    def found(cls) -> _Adapters | None:
        """The adapters, where this Keras has them as they were known."""
        try:
            from keras.src.trainers.data_adapters.array_data_adapter import ArrayDataAdapter
            from keras.src.trainers.data_adapters.generator_data_adapter import GeneratorDataAdapter
            from keras.src.trainers.data_adapters.py_dataset_adapter import PyDataset, PyDatasetAdapter
            from keras.src.trainers.data_adapters.tf_dataset_adapter import TFDatasetAdapter
        except ImportError:
            return None
        known = all("__init__" in vars(one) for one in (GeneratorDataAdapter, PyDatasetAdapter, TFDatasetAdapter))
        if not known or not hasattr(PyDatasetAdapter, "_get_iterator"):
            return None
        return cls(GeneratorDataAdapter, PyDatasetAdapter, TFDatasetAdapter, ArrayDataAdapter, PyDataset)

    def tap(self, taps: contextlib.ExitStack, watch: Watch) -> None:
        """Tap each adapter as it is made."""
        for owner, tapped in (
            (self._generator, self._generator_made),
            (self._py_dataset, self._py_dataset_made),
            (self._tf_dataset, self._tf_dataset_made),
            (self._array, self._array_made),
        ):
            taps.enter_context(_replaced(owner, "__init__", _as_made(watch, tapped)))

    def _generator_made(self, make: Callable[..., None], adapter: Any, source: SourceWatch, data: Any) -> None:
        source.describe("generator", getattr(data, "__name__", type(data).__name__), None)
        make(watched_generator(data, source))
        adapter.generator = watched_passes(adapter.generator, source)

    def _py_dataset_made(self, make: Callable[..., None], adapter: Any, source: SourceWatch, data: Any) -> None:
        make(data)
        hooks = tuple(
            name
            for name in ("on_epoch_begin", "on_epoch_end")
            if getattr(type(data), name, None) is not getattr(self._py_dataset_base, name, None)
        )
        source.describe("py_dataset", type(data).__name__, adapter.num_batches, hooks)
        adapter.py_dataset = WatchedPyDataset(data, source)
        submitted: deque[int] | None = None
        if getattr(adapter, "enqueuer", None) is not None:
            submitted = deque()
            make_pool, indices = adapter.enqueuer.executor_fn, submitted
            adapter.enqueuer.executor_fn = lambda seqs: WatchedPool(make_pool(seqs), source, indices)
        adapter._get_iterator = watched_indices(adapter._get_iterator, source, submitted)

    def _tf_dataset_made(self, make: Callable[..., None], adapter: Any, source: SourceWatch, data: Any) -> None:
        make(data)
        source.describe("tf_dataset", type(data).__name__, adapter.num_batches)
        if hasattr(adapter._dataset, "scan"):  # a distributed dataset has none
            adapter._dataset = watched_tf_dataset(adapter._dataset, source)

    def _array_made(self, make: Callable[..., None], adapter: Any, source: SourceWatch, data: Any) -> None:
        make(data)
        source.describe("arrays", type(data).__name__, adapter.num_batches)
        make_dataset = adapter.get_tf_dataset
        adapter.get_tf_dataset = lambda: watched_tf_dataset(make_dataset(), source)


def _as_made(watch: Watch, tapped: Callable[..., None]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """An adapter's `__init__` that taps what it makes, where it is fit that makes it."""

    def make(original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def made(self: Any, data: Any = None, *args: Any, **kwargs: Any) -> None:
            source = watch.next_source() if watch.here else None
            if source is None:
                # A keyword call may name the data as the adapter does (x, generator, dataset): leave it as it is.
                original(self, *(() if data is None else (data,)), *args, **kwargs)
                return
            if data is None:
                data = kwargs.pop(next(iter(kwargs)))
            watch.stage = "data" if source.role == 0 else "validation"
            tapped(lambda given: original(self, given, *args, **kwargs), self, source, data)

        return made

    return make
