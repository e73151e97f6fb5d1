"""A person's module in which everything goes wrong that can: each data and each callback does one thing at batch 2."""

from __future__ import annotations

import ctypes
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf

Batch = tuple[np.ndarray, np.ndarray]
MIB = 1 << 20


def batch() -> Batch:
    return np.zeros((4, 3), "float32"), np.zeros((4, 1), "float32")


def model() -> keras.Model:
    made = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
    made.compile("sgd", "mse")
    return made


def mark() -> None:
    """Say in a file which process it is, because what happens next may leave no other way."""
    time.sleep(0.3)  # what waits to be sent or written has its chance
    Path("now").write_text(str(os.getpid()), encoding="ascii")


def at_batch_2(fault: Callable[[], object]) -> Iterator[Batch]:
    for number in range(1000):
        if number == 2:
            mark()
            fault()
        yield batch()


def clean() -> Iterator[Batch]:
    while True:
        yield batch()


# -- what ends the process --


def exits() -> Iterator[Batch]:
    return at_batch_2(lambda: os._exit(3))


def aborts() -> Iterator[Batch]:
    return at_batch_2(os.abort)


def reads_null() -> Iterator[Batch]:
    return at_batch_2(lambda: ctypes.string_at(0))


def overflows_the_stack() -> Iterator[Batch]:
    def deeper(depth: int) -> int:
        return max([depth], key=deeper)  # through C, which no count of Python's calls holds up

    sys.setrecursionlimit(1 << 30)
    return at_batch_2(lambda: deeper(0))


# -- memory under a limit --


def limit_memory(kind: str) -> None:
    import resource

    with open("/proc/self/statm", encoding="ascii") as statm:
        pages = int(statm.read().split()[0 if kind == "RLIMIT_AS" else 5])
    limit = pages * resource.getpagesize() + 256 * MIB
    resource.setrlimit(getattr(resource, kind), (limit, limit))


def fill_memory() -> None:
    spare, kept = np.ones(8 * MIB, "uint8"), []
    try:
        while True:
            kept.append(np.ones(16 * MIB, "uint8"))
    finally:
        del spare  # what is left of the last piece differs from run to run, down to nothing: so much is left at least


def fill_memory_of_tensorflow() -> None:
    kept = [tf.ones(16 * MIB) for _ in range(1000)]
    raise AssertionError(f"there is room for {len(kept)}")


def within(kind: str, fill: Callable[[], None]) -> Iterator[Batch]:
    def use_up() -> None:
        limit_memory(kind)
        fill()

    return at_batch_2(use_up)


def uses_up_its_addresses() -> Iterator[Batch]:
    return within("RLIMIT_AS", fill_memory)


def uses_up_its_data() -> Iterator[Batch]:
    return within("RLIMIT_DATA", fill_memory)


def lets_tensorflow_use_up_memory() -> Iterator[Batch]:
    return within("RLIMIT_AS", fill_memory_of_tensorflow)


# -- what does not end by itself --


def sleeps() -> Iterator[Batch]:
    return at_batch_2(threading.Event().wait)


def spins() -> Iterator[Batch]:
    def spin() -> None:
        while True:
            pass

    return at_batch_2(spin)


def holds_the_lock() -> Iterator[Batch]:
    return at_batch_2(lambda: ctypes.PyDLL(None).sleep(1000))  # PyDLL: without giving up Python's lock


class Deadlocked(keras.utils.PyDataset):
    """A worker process waits for a lock that nobody gives back."""

    def __init__(self) -> None:
        super().__init__(workers=2, use_multiprocessing=True)

    def __len__(self) -> int:
        return 10

    def __getitem__(self, index: int) -> Batch:
        if index == 2:
            mark()
            lock = threading.Lock()
            lock.acquire()
            lock.acquire()
        return batch()


def has_a_deadlocked_worker() -> Deadlocked:
    return Deadlocked()


# -- exceptions that are no errors, or hard to tell --


def interrupts_itself() -> Iterator[Batch]:
    def interrupt() -> None:
        raise KeyboardInterrupt

    return at_batch_2(interrupt)


def leaves() -> Iterator[Batch]:
    return at_batch_2(lambda: sys.exit(4))


def calls_itself() -> Iterator[Batch]:
    def again() -> None:
        again()

    return at_batch_2(again)
