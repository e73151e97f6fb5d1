"""Each callback object's share of a hook, seen from the list of them being walked.

`for callback in self.callbacks` asks for the next object when the one before is done. So no callback object is wrapped,
replaced or given an attribute, and Keras still finds each as async-safe as it was.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from inspector.fit.taps.open_calls import Alike
from inspector.fit.taps.watch import Watch
from inspector.recording.events import NONE, Kind, Payload, Role

# A callback may define the one for both training and testing, which Keras calls from the one for training.
NAMES = {
    "on_train_batch_begin": ("on_train_batch_begin", "on_batch_begin"),
    "on_train_batch_end": ("on_train_batch_end", "on_batch_end"),
}
# Looked up once: before Python 3.12 a member of an enum is found by a call, and these are needed at each step.
_TRAIN, _BEGIN, _END = Role.TRAIN, Kind.CALLBACK_BEGIN, Kind.CALLBACK_END


class Share(NamedTuple):
    """One object in one hook: how it is recorded, and the calls of it, which are alike."""

    payload: Payload
    calls: Alike


class Hook:
    """One hook of the list, and which objects do something in it. `base` is the class whose hooks do nothing."""

    def __init__(self, name: str, base: type) -> None:
        self.name = name
        self._names = NAMES.get(name, (name,))
        self._base = base
        self._classes: dict[type, bool] = {}
        self._shares: dict[int, Share] = {}

    def is_idle(self, objects: Iterable[Any]) -> bool:
        """Whether none of them does something in it, as in most hooks of each step."""
        for callback in objects:  # noqa: SIM110 - any() with a generator takes three times as long
            if self.does_something(callback):
                return False
        return True

    def does_something(self, callback: Any) -> bool:
        """Whether it has a hook of its own; a class's are looked up once, an object's each time: they may change."""
        of_class = self._classes.get(type(callback))
        if of_class is None:
            of_class = self._classes[type(callback)] = self._overrides(type(callback))
        if of_class:
            return True
        own = getattr(callback, "__dict__", None)
        return own is None or not own.keys().isdisjoint(self._names)

    def share(self, index: int, callback: Any) -> Share:
        """That of this object, which is at this place in the list."""
        share = self._shares.get(index)
        if share is None:
            payload = {"callback": type(callback).__name__, "index": index, "hook": self.name}
            share = self._shares[index] = Share(payload, Alike(Kind.CALLBACK_SITS, _TRAIN, payload))
        return share

    def _overrides(self, owner: type) -> bool:
        return any(getattr(owner, name, None) is not getattr(self._base, name, None) for name in self._names)


class Walk:
    """Which hook a thread is in, for which step, and at which object's share of it."""

    __slots__ = ("at", "hook", "step")

    def __init__(self, hook: Hook | None = None, step: int = NONE) -> None:
        self.hook, self.step = hook, step
        self.at: Payload | None = None


class Walks(threading.local):
    """The walk of each thread."""

    def __init__(self) -> None:
        self.now = Walk()


StopSeen = Callable[["Payload | None", int], None]
"""Told after each object's share, and its step: that object may have set `stop_training`."""


class WalkedCallbacks(list[Any]):
    """The list of callbacks, the same objects in the same order, that notes when it is walked within a hook."""

    def __init__(self, objects: list[Any], watch: Watch, walks: Walks, shared: StopSeen) -> None:
        super().__init__(objects)
        self._watch, self._walks, self._shared = watch, walks, shared

    def __iter__(self) -> Iterator[Any]:
        walk = self._walks.now
        hook, walk.hook = walk.hook, None  # whoever walks it again within that hook does it for something else
        return super().__iter__() if hook is None else self._walk(hook, walk)

    def _walk(self, hook: Hook, walk: Walk) -> Iterator[Any]:
        watch, step = self._watch, walk.step
        note, calls = watch.recorder.note, watch.calls
        for index, callback in enumerate(super().__iter__()):
            if not hook.does_something(callback):
                yield callback
                continue
            payload, alike = hook.share(index, callback)
            walk.at = payload
            calls.begins(alike, step, note(_BEGIN, _TRAIN, watch.epoch, step, NONE, payload))
            yield callback
            calls.ends(alike, note(_END, _TRAIN, watch.epoch, step, NONE, payload))
            self._shared(payload, step)
            walk.at = None
