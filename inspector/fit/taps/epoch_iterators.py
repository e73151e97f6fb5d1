"""Letting go of Keras' iterators when a fit is over, wherever in an epoch it ended.

Keras 3's epoch iterator and the generator that walks it hold each other, and a model holds that of its validation.
Where fit leaves an epoch before its end (it was stopped, or it raised), only a garbage collection lets go of them, and
with them of TensorFlow's iterator, which waits for the `next()` that is under way. A collection comes on any thread: on
that of this very `next()` it waits for itself, and nothing is ever collected again; on the window's it would freeze it.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator
from typing import Any
from weakref import WeakSet

from inspector.fit.taps.replacing import replaced
from inspector.fit.taps.watch import Watch

_walked: WeakSet[Any] = WeakSet()
"""Of the fits that were watched, as long as something else holds them."""


def walked_iterators(watch: Watch) -> contextlib.AbstractContextManager[None]:
    """What the fit in this block walks is held by nothing but fit afterwards. Older Keras has nothing to let go of."""
    try:
        from keras.src.trainers.epoch_iterator import EpochIterator
    except ImportError:
        return contextlib.nullcontext()
    return _noted(EpochIterator, watch) if "__iter__" in vars(EpochIterator) else contextlib.nullcontext()


@contextlib.contextmanager
def _noted(owner: type, watch: Watch) -> Iterator[None]:
    walked: WeakSet[Any] = WeakSet()

    def make(original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def walk(self: Any) -> Any:
            if watch.here:  # else another fit walks it, which goes on
                walked.add(self)
            return original(self)

        return walk

    with replaced(owner, "__iter__", make):
        try:
            yield
        finally:
            for iterator in list(walked):
                iterator._epoch_iterator = None  # made anew whenever the iterator is walked again
            _walked.update(walked)


@contextlib.contextmanager
def letting_go() -> Iterator[None]:
    """What watched fits walk is held by nothing after this block, in which all of the person's code runs."""
    try:
        yield
    finally:
        for iterator in list(_walked):
            iterator._current_iterator = None
