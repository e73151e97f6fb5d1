"""Putting a tap in place of a class's own `__init__` for as long as a fit is watched."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from inspector.fit.taps.callback_tap import watch_callbacks
from inspector.fit.taps.watch import SourceWatch, Watch

Make = Callable[[Any], None]
"""Calls an adapter's own `__init__` with the data given."""
Tapped = Callable[[Make, Any, SourceWatch, Any], None]
"""Makes an adapter (by `Make`) over the data, and taps it."""


@contextlib.contextmanager
def replaced(owner: type, name: str, make: Callable[[Callable[..., Any]], Callable[..., Any]]) -> Iterator[None]:
    """`owner.name` is `make(original)` within the block."""
    original = owner.__dict__[name]
    setattr(owner, name, make(original))
    try:
        yield
    finally:
        setattr(owner, name, original)


@contextlib.contextmanager
def watched_engine(callbacks: Any, adapters: Sequence[tuple[type, Tapped]], watch: Watch) -> Iterator[bool]:
    """Watch one engine's fit in the block, by its module of callbacks and its adapters with how each is tapped.

    Yields whether lineage can be observed.
    """
    with contextlib.ExitStack() as taps:
        taps.enter_context(_watched_callback_lists(callbacks, watch))
        for owner, tapped in adapters:
            taps.enter_context(_tapped_adapter(owner, watch, tapped))
        taps.callback(watch.fit_ends)
        yield bool(adapters)


def _watched_callback_lists(callbacks: Any, watch: Watch) -> contextlib.AbstractContextManager[None]:
    """Watch the list of callbacks that fit makes."""

    def make(original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def made(self: Any, *args: Any, **kwargs: Any) -> None:
            original(self, *args, **kwargs)
            if watch.here:
                watch.stage = "model"
                watch_callbacks(self, watch, callbacks.Callback)

        return made

    return replaced(callbacks.CallbackList, "__init__", make)


def _tapped_adapter(owner: type, watch: Watch, tapped: Tapped) -> contextlib.AbstractContextManager[None]:
    """Tap each adapter of this class that fit itself makes, the first as training data, the next as validation."""

    def make(original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def made(self: Any, *args: Any, **kwargs: Any) -> None:
            source = watch.next_source() if watch.here else None
            if source is None:
                original(self, *args, **kwargs)
                return
            # The data is the first argument, by whichever name the adapter has for it.
            first = None if args else next(iter(kwargs))
            data = kwargs.pop(first) if first else args[0]
            with watch.making(source):
                tapped(lambda given: original(self, given, *args[1:], **kwargs), self, source, data)

        return made

    return replaced(owner, "__init__", make)


def own_hooks(data: Any, base: type) -> tuple[str, ...]:
    """Which of a dataset's epoch hooks the person's class defines; those of Keras' own classes are none of theirs."""
    return tuple(
        name
        for name in ("on_epoch_begin", "on_epoch_end")
        if getattr(type(data), name, None) is not getattr(base, name, None) and not _keras_defines(type(data), name)
    )


def _keras_defines(made: type, name: str) -> bool:
    """Whether the method comes from Keras itself: `ImageDataGenerator.flow` gives a dataset with an on_epoch_end."""
    owner = next((one for one in made.__mro__ if name in vars(one)), made)
    return owner.__module__.partition(".")[0] in ("keras", "tf_keras")
