"""Each callback object's share of a hook, seen from the list of them being walked.

`for callback in self.callbacks` asks for the next object when the one before is done. So no callback object is wrapped,
replaced or given an attribute, and Keras still finds each as async-safe as it was.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from inspector.fit.taps.idle_hooks import Hook
from inspector.fit.taps.open_calls import Alike, OpenCalls
from inspector.fit.taps.watch import Watch
from inspector.recording.events import NONE, Kind, Payload, Role

# Looked up once: before Python 3.12 a member of an enum is found by a call, and these are needed at each step.
_TRAIN, _BEGIN, _END = Role.TRAIN, Kind.CALLBACK_BEGIN, Kind.CALLBACK_END


class Share(NamedTuple):
    """One object in one hook: how it is recorded, and the calls of it, which are alike."""

    payload: Payload
    calls: Alike


class Shares:
    """Those of all hooks of one list, each made known when it is first met."""

    def __init__(self, calls: OpenCalls) -> None:
        self._calls = calls
        self._known: dict[tuple[str, int], Share] = {}

    def of(self, hook: str, index: int, callback: Any) -> Share:
        """That of this object, which is at this place in the list."""
        share = self._known.get((hook, index))
        if share is None:
            payload = {"callback": type(callback).__name__, "index": index, "hook": hook}
            made = Share(payload, self._calls.alike(Kind.CALLBACK_SITS, _TRAIN, payload))
            share = self._known[hook, index] = made
        return share


class Walk:
    """Which hook a thread is in, for which step, and at which object's share of it."""

    __slots__ = ("at", "hook", "step")

    def __init__(self, hook: Hook | None = None, step: int = NONE) -> None:
        self.hook, self.step = hook, step
        self.at: Share | None = None


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
        self._shares = Shares(watch.calls)

    def __iter__(self) -> Iterator[Any]:
        walk = self._walks.now
        hook, walk.hook = walk.hook, None  # whoever walks it again within that hook does it for something else
        return super().__iter__() if hook is None else self._walk(hook, walk)

    def _walk(self, hook: Hook, walk: Walk) -> Iterator[Any]:
        watch, step = self._watch, walk.step
        note, share_of = watch.recorder.note, self._shares.of
        for index, callback in enumerate(super().__iter__()):
            if not hook.does_something(callback):
                yield callback
                continue
            walk.at = share_of(hook.name, index, callback)
            payload, alike = walk.at
            alike.begins(step, note(_BEGIN, _TRAIN, watch.epoch, step, NONE, payload))
            yield callback
            alike.ends(note(_END, _TRAIN, watch.epoch, step, NONE, payload))
            self._shared(payload, step)
            walk.at = None
