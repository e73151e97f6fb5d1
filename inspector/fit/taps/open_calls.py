"""The calls into the person's code, and the steps, that have begun and not ended, and how long such calls usually take.

Two short notes a call, on the thread that makes it, without a lock. Who wants to know looks from another thread.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from statistics import median
from threading import get_ident
from typing import NamedTuple

from inspector.recording.events import Kind, Payload, Role

REMEMBERED = 64
"""Of how many calls of a kind the times are kept."""
ENOUGH = 5
"""Of how many they must be known, to call another one long."""
LEAST_NS = 500_000_000
TIMES_LONGER = 20
FIRST_NS = 5_000_000_000
"""How long a call may take before others are known: the first opens files and compiles."""


class Alike:
    """Calls of one kind, made known once by the tap that sees them, and how long the last of them took."""

    __slots__ = ("elsewhere", "payload", "role", "sits", "took")

    def __init__(self, sits: Kind, role: Role, payload: Payload | None = None, *, elsewhere: bool = False) -> None:
        self.sits = sits
        """What to record of one that takes long: PULL_SITS, CALLBACK_SITS or STEP_SITS."""
        self.role = role
        self.payload = payload
        """Which object's hook it is, for a callback's."""
        self.elsewhere = elsewhere
        """Whether the work itself may be on another thread than the one that waits for it."""
        self.took: deque[int] = deque(maxlen=REMEMBERED)

    @property
    def patience_ns(self) -> float:
        """Above which time another one is long."""
        took = list(self.took)
        return max(LEAST_NS, TIMES_LONGER * median(took)) if len(took) >= ENOUGH else FIRST_NS


class OpenCall(NamedTuple):
    """One call that is under way."""

    alike: Alike
    number: int
    """The batch of a pull, the step of a step or of a callback."""
    began_ns: int


class OpenCalls:
    """What is under way in one fit, by thread; the taps say what time it is, because they have just asked."""

    def __init__(self) -> None:
        # Plain tuples, which are made in a sixth of the time: they are read only where a call is long.
        self._open: dict[int, list[tuple[Alike, int, int]]] = {}

    def begins(self, alike: Alike, number: int, now_ns: int) -> None:
        """A call begins on this thread."""
        try:
            self._open[get_ident()].append((alike, number, now_ns))
        except KeyError:
            self._open[get_ident()] = [(alike, number, now_ns)]

    def ends(self, alike: Alike, now_ns: int) -> None:
        """The last call of this kind that began on this thread is over."""
        calls = self._open.get(get_ident())
        while calls:
            begun, _, began_ns = calls.pop()
            if begun is alike:
                alike.took.append(now_ns - began_ns)
                return  # what an exception left open above it is over as well

    def forget(self, alike: Alike) -> None:
        """What is open of this kind on this thread will have no end: a step that got no batch."""
        calls = self._open.get(get_ident(), [])
        calls[:] = [call for call in calls if call[0] is not alike]

    def overdue(self, now_ns: int) -> Iterator[tuple[int, OpenCall]]:
        """The calls that take far longer than others of their kind, each with its thread; the innermost of a thread."""
        for thread, calls in list(self._open.items()):
            for call in map(OpenCall._make, calls[-1:]):
                if now_ns - call.began_ns > call.alike.patience_ns:
                    yield thread, call
