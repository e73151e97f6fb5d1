"""The calls into the person's code, and the steps, that have begun and not ended, and how long such calls usually take.

Two short notes a call, on the thread that makes it, without a lock. Who wants to know looks from another thread.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from statistics import median
from time import perf_counter_ns
from typing import NamedTuple

from inspector.recording.events import NONE, Kind, Payload, Role

REMEMBERED = 64
"""Of how many calls of a kind the times are kept."""
ENOUGH = 5
"""Of how many they must be known, to call another one long."""
LEAST_NS = 500_000_000
TIMES_LONGER = 20
FIRST_NS = 5_000_000_000
"""How long a call may take before others are known: the first opens files and compiles."""


class OpenCall(NamedTuple):
    """One call that is under way."""

    sits: Kind
    """What to record of it where it takes long: PULL_SITS, CALLBACK_SITS or STEP_SITS."""
    role: Role
    number: int
    """The batch of a pull, the step of a step."""
    payload: Payload | None
    """Which object's hook it is, for a callback's."""
    began_ns: int
    elsewhere: bool
    """Whether the work itself may be on another thread than the one that waits for it."""


class OpenCalls:
    """What is under way in one fit, by thread."""

    def __init__(self) -> None:
        self._open: dict[int, list[OpenCall]] = {}
        self._took: dict[tuple[Kind, Role, int], deque[int]] = {}

    def begins(
        self, sits: Kind, role: Role, number: int = NONE, payload: Payload | None = None, *, elsewhere: bool = False
    ) -> None:
        """A call begins on this thread."""
        call = OpenCall(sits, role, number, payload, perf_counter_ns(), elsewhere)
        self._open.setdefault(threading.get_ident(), []).append(call)

    def ends(self, sits: Kind) -> None:
        """The last call of this kind that began on this thread is over."""
        calls = self._open.get(threading.get_ident(), ())
        while calls:
            call = calls.pop()
            if call.sits is sits:
                self._took_so_long(call)
                return  # what an exception left open above it is over as well

    def forget(self, sits: Kind) -> None:
        """What is open of this kind on this thread will have no end: a step that got no batch."""
        calls = self._open.get(threading.get_ident(), [])
        calls[:] = [call for call in calls if call.sits is not sits]

    def overdue(self, now_ns: int) -> Iterator[tuple[int, OpenCall]]:
        """The calls that take far longer than others of their kind, each with its thread; the innermost of a thread."""
        for thread, calls in list(self._open.items()):
            for call in calls[-1:]:
                if now_ns - call.began_ns > self._patience(call):
                    yield thread, call

    def _took_so_long(self, call: OpenCall) -> None:
        key = _alike(call)
        took = self._took.get(key)
        if took is None:
            took = self._took[key] = deque(maxlen=REMEMBERED)
        took.append(perf_counter_ns() - call.began_ns)

    def _patience(self, call: OpenCall) -> float:
        took = list(self._took.get(_alike(call), ()))
        return max(LEAST_NS, TIMES_LONGER * median(took)) if len(took) >= ENOUGH else FIRST_NS


def _alike(call: OpenCall) -> tuple[Kind, Role, int]:
    # Taps share one payload between the calls of one object's hook.
    return call.sits, call.role, id(call.payload)
