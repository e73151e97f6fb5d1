"""Calls of callback objects and of the dataset's own hooks, and what they did to training.

A callback with hooks for batches is called millions of times in a long run, so its calls lie in columns; a
`CallbackCall` is made where somebody looks at one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np

from inspector.analysis.ending import Failure
from inspector.recording.events import NONE, Payload, Role
from inspector.recording.growing import Table

KERAS_OWN = ("History", "ProgbarLogger", "BaseLogger", "CallbackList")
"""Callbacks that fit adds by itself."""


@dataclass(frozen=True, slots=True)
class CallbackObject:
    """One object in fit's list of callbacks."""

    index: int
    name: str


@dataclass(slots=True)
class CallbackCall:
    """One hook of one callback object."""

    callback: CallbackObject
    hook: str
    seq: int
    began_ns: int
    epoch: int | None
    step: int | None
    ended_ns: int | None = None
    failure: Failure | None = None


CALL = np.dtype(
    [
        ("began_ns", np.int64),
        ("ended_ns", np.int64),
        ("seq", np.int32),
        ("epoch", np.int32),
        ("step", np.int32),
        ("which", np.uint16),
        ("over", np.bool_),
    ]
)
"""One call: 31 bytes. `which`: the number of its object and hook; `ended_ns` counts only once it is over."""

ObjectHook = tuple[CallbackObject, str]


class CallbackCalls(Sequence[CallbackCall]):
    """The calls in the order in which they began."""

    def __init__(self, room: int = 0) -> None:
        """`room`: for how many calls there is room from the beginning."""
        self.table = Table(CALL, room)
        self.hooks: list[ObjectHook] = []
        """By the number in the column `which`."""
        self.failures: dict[int, Failure] = {}
        """What the few raised that did, by the number of the call."""

    def __len__(self) -> int:
        return len(self.table)

    def column(self, name: str) -> np.ndarray:
        """One column of them: see `CALL`."""
        return self.table[name]

    @overload
    def __getitem__(self, index: int) -> CallbackCall: ...
    @overload
    def __getitem__(self, index: slice) -> list[CallbackCall]: ...
    def __getitem__(self, index: int | slice) -> CallbackCall | list[CallbackCall]:
        numbers = range(len(self))[index]
        if isinstance(numbers, range):
            return list(self._made(numbers))
        return next(self._made(range(numbers, numbers + 1)))

    def __iter__(self) -> Iterator[CallbackCall]:
        for first in range(0, len(self), _AT_ONCE):
            yield from self[first : first + _AT_ONCE]

    def _made(self, numbers: range) -> Iterator[CallbackCall]:
        chosen = np.arange(numbers.start, numbers.stop, numbers.step)
        columns = [self.table[name][chosen].tolist() for name in CALL.names or ()]
        for number, began, ended, seq, epoch, step, which, over in zip(numbers, *columns, strict=True):
            callback, hook = self.hooks[which]
            yield CallbackCall(
                callback,
                hook,
                seq,
                began,
                None if epoch == NONE else epoch,
                None if step == NONE else step,
                ended if over else None,
                self.failures.get(number),
            )


_AT_ONCE = 4096


@dataclass(slots=True)
class DatasetCall:
    """One call of the dataset's own hook."""

    role: Role
    hook: str
    seq: int
    t_ns: int
    epoch: int | None
    """None: outside any epoch."""
    ended_ns: int | None = None


@dataclass(frozen=True, slots=True)
class Retrace:
    """The train step was compiled again."""

    epoch: int | None
    step: int | None
    seq: int
    before: tuple[Payload, ...]
    after: tuple[Payload, ...]


@dataclass(frozen=True, slots=True)
class StopTraining:
    """Which callback set `model.stop_training`, and where."""

    callback: str
    hook: str
    epoch: int
    step: int | None
    seq: int
    t_ns: int
