"""Watching a PyDataset: each `__getitem__`, its own epoch hooks, and the order in which its batches are handed on.

With one worker Keras asks the dataset on tf.data's thread. With several it submits indices to a pool of threads or
processes and takes the results in the order in which it submitted them, which is what is recorded here.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from time import perf_counter_ns
from typing import Any

from inspector.fit.taps.passes import watched_pass
from inspector.fit.taps.watch import SourceWatch
from inspector.recording.events import NONE, Kind, Role


class WatchedPyDataset:
    """Stands where Keras' adapter keeps the person's dataset; everything else about it is the dataset's own."""

    def __init__(self, dataset: Any, source: SourceWatch) -> None:
        self._dataset = dataset
        self._source = source

    def __getattr__(self, name: str) -> Any:
        return getattr(self._dataset, name)

    def __len__(self) -> int:
        return len(self._dataset)

    def __reduce__(self) -> tuple[Any, ...]:
        # A worker process that is spawned gets the person's own dataset.
        return _itself, (self._dataset,)

    def __getitem__(self, index: int) -> Any:
        source = self._source
        source.pull_begins(index)
        try:
            value = self._dataset[index]
        except BaseException as error:
            source.pull_raises(index, error)
            raise
        source.pull_ends(index, value)
        return value

    def on_epoch_begin(self) -> None:
        self._call(self._dataset.on_epoch_begin, Kind.DATASET_EPOCH_BEGIN)

    def on_epoch_end(self) -> None:
        self._call(self._dataset.on_epoch_end, Kind.DATASET_EPOCH_END)

    def _call(self, hook: Callable[[], object], kind: Kind) -> None:
        source = self._source
        source.watch.recorder.put(kind, source.role, epoch=source.watch.epoch)
        try:
            hook()
        except BaseException:
            source.watch.stage = "data" if source.role is Role.TRAIN else "validation"
            raise
        source.watch.recorder.put(Kind.DATASET_RETURNED, source.role)


def _itself(dataset: Any) -> Any:
    return dataset


def watched_indices(
    make_iterator: Callable[[], Iterable[Any]], source: SourceWatch, submitted: deque[int] | None
) -> Callable[[], Iterator[Any]]:
    """`make_iterator` with every batch that its iterators hand over recorded by the index that was asked for.

    `submitted`: the indices given to a pool, in order; None: the dataset is asked on the iterator's own thread.
    """

    def which(pulled: int | None) -> int:
        if submitted is not None:
            return submitted.popleft() if submitted else NONE
        return NONE if pulled is None else pulled

    return lambda: watched_pass(make_iterator, source, which)


class WatchedPool:
    """Stands where Keras' enqueuer keeps its pool: notes which index is submitted when, and what came of it."""

    def __init__(self, pool: Any, source: SourceWatch, submitted: deque[int]) -> None:
        self._pool = pool
        self._source = source
        self._submitted = submitted

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pool, name)

    def apply_async(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> PooledBatch:
        index = arguments[-1]
        self._submitted.append(index)
        return PooledBatch(self._pool.apply_async(timed, (function, *arguments)), self._source, index)


class PooledBatch:
    """Stands for the pool's result; records the call when the result is taken."""

    def __init__(self, result: Any, source: SourceWatch, index: int) -> None:
        self._result = result
        self._source = source
        self._index = index

    def __getattr__(self, name: str) -> Any:
        return getattr(self._result, name)

    def get(self, timeout: float | None = None) -> Any:
        source, recorder = self._source, self._source.watch.recorder
        # The pass that takes it; where Keras drains its queue between two passes, the next one will.
        wanted_by = source.wanted_by if source.wanted_by != NONE else source.passes
        source.pooled.begins(self._index, perf_counter_ns())
        try:
            batch, began, ended, worker = self._result.get(timeout)
        except Exception as error:
            failure = source.failure_of(error)
            for kind, payload in ((Kind.PULL_BEGIN, None), (Kind.PULL_RAISED, failure)):
                recorder.put(kind, source.role, step=wanted_by, batch=self._index, payload=payload)
            raise
        finally:
            source.pooled.ends(perf_counter_ns())
        signature = source.watch.signatures.of(batch)
        for kind, t_ns, payload in ((Kind.PULL_BEGIN, began, None), (Kind.PULL_END, ended, signature)):
            recorder.put(
                kind, source.role, step=wanted_by, batch=self._index, payload=payload, t_ns=t_ns, thread=worker
            )
        source.look_at(self._index, batch)
        return batch


def timed(function: Callable[..., Any], *arguments: Any) -> tuple[Any, int, int, tuple[int, str]]:
    """Call `function` in a worker and say when and where: `perf_counter_ns` is comparable between processes."""
    began = perf_counter_ns()
    value = function(*arguments)
    ended = perf_counter_ns()
    in_process = multiprocessing.parent_process() is not None
    name = f"worker process {os.getpid()}" if in_process else f"worker thread {threading.get_native_id()}"
    return value, began, ended, (os.getpid(), name)
