"""Where Keras 3 is tapped while a `fit` is watched, and put back as it was afterwards.

Public: `Model.fit`'s arguments, `keras.callbacks.CallbackList`. Private: the data adapters' classes. Those are looked
for, and where they are not what they were in the releases that this was checked with (3.3 to 3.15), they are not
tapped and the run says that its lineage is inferred.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from inspector.fit.taps.epoch_iterators import walked_iterators
from inspector.fit.taps.generator_tap import WatchedChain, watched_generator, watched_passes
from inspector.fit.taps.py_dataset_tap import WatchedPool, WatchedPyDataset, watched_indices
from inspector.fit.taps.replacing import Make, Tapped, own_hooks, watched_engine
from inspector.fit.taps.tf_dataset_tap import watched_tf_dataset
from inspector.fit.taps.watch import SourceWatch, Watch


@contextmanager
def watched_keras3(watch: Watch) -> Iterator[bool]:
    """Watch what the fit in this block does; yields whether lineage can be observed."""
    import keras

    with walked_iterators(watch), watched_engine(keras.callbacks, _adapters(), watch) as observed:
        yield observed


def _adapters() -> list[tuple[type, Tapped]]:
    """Keras' data adapters and how each is tapped; none where this Keras does not have them as they were known."""
    try:
        from keras.src.trainers.data_adapters.array_data_adapter import ArrayDataAdapter
        from keras.src.trainers.data_adapters.generator_data_adapter import GeneratorDataAdapter
        from keras.src.trainers.data_adapters.py_dataset_adapter import PyDatasetAdapter
        from keras.src.trainers.data_adapters.tf_dataset_adapter import TFDatasetAdapter
    except ImportError:
        return []
    known: list[tuple[type, Tapped]] = [
        (GeneratorDataAdapter, _generator_made),
        (PyDatasetAdapter, _py_dataset_made),
        (TFDatasetAdapter, _tf_dataset_made),
        (ArrayDataAdapter, _arrays_made),
    ]
    as_known = all("__init__" in vars(owner) for owner, _ in known) and hasattr(PyDatasetAdapter, "_get_iterator")
    return known if as_known else []


def _generator_made(make: Make, adapter: Any, source: SourceWatch, data: Any) -> None:
    source.describe_generator(data)
    make(watched_generator(data, source))
    if callable(adapter.generator):
        adapter.generator = watched_passes(adapter.generator, source)
    else:
        adapter.generator = WatchedChain(iter(adapter.generator), source)


def _py_dataset_made(make: Make, adapter: Any, source: SourceWatch, data: Any) -> None:
    import keras

    make(data)
    hooks = own_hooks(data, keras.utils.PyDataset)

    def describe(ordered: bool = True) -> None:
        source.describe("py_dataset", type(data).__name__, adapter.num_batches, hooks, ordered)

    describe()
    adapter.py_dataset = WatchedPyDataset(data, source)
    submitted: deque[int] | None = None
    if getattr(adapter, "enqueuer", None) is not None:
        submitted = deque()
        make_pool, indices = adapter.enqueuer.executor_fn, submitted
        adapter.enqueuer.executor_fn = lambda seqs: WatchedPool(make_pool(seqs), source, indices)
    adapter._get_iterator = watched_indices(adapter._get_iterator, source, submitted)
    make_dataset = adapter.get_tf_dataset

    def get_tf_dataset() -> Any:
        dataset = make_dataset()
        if _shuffled_after(dataset):  # Keras before 3.6: which batch comes out when is tf.data's own affair
            describe(ordered=False)
        return dataset

    adapter.get_tf_dataset = get_tf_dataset


def _tf_dataset_made(make: Make, adapter: Any, source: SourceWatch, data: Any) -> None:
    make(data)
    source.describe("tf_dataset", type(data).__name__, adapter.num_batches)
    if hasattr(adapter._dataset, "scan"):  # a distributed dataset has none
        adapter._dataset = watched_tf_dataset(adapter._dataset, source)


def _arrays_made(make: Make, adapter: Any, source: SourceWatch, data: Any) -> None:
    make(data)
    source.describe("arrays", type(data).__name__, adapter.num_batches)
    make_dataset = adapter.get_tf_dataset
    adapter.get_tf_dataset = lambda: watched_tf_dataset(make_dataset(), source)


def _shuffled_after(dataset: Any) -> bool:
    """Whether a shuffle stands between the person's data and the end of this pipeline."""
    while dataset is not None:
        if "Shuffle" in type(dataset).__name__:
            return True
        dataset = getattr(dataset, "_input_dataset", None)
    return False
