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
    """Calls of one kind, made known once by the tap that sees them: which are under way, and how long the last took.

    The taps say what time it is, because they have just asked.
    """

    __slots__ = ("elsewhere", "payload", "role", "sits", "took", "under_way")

    def __init__(self, sits: Kind, role: Role, payload: Payload | None, elsewhere: bool) -> None:
        self.sits = sits
        """What to record of one that takes long: PULL_SITS, CALLBACK_SITS or STEP_SITS."""
        self.role = role
        self.payload = payload
        """Which object's hook it is, for a callback's."""
        self.elsewhere = elsewhere
        """Whether the work itself may be on another thread than the one that waits for it."""
        self.under_way: dict[int, tuple[int, int]] = {}
        """By thread: the batch of a pull, the step of a step or of a callback; and when it began."""
        self.took: deque[int] = deque(maxlen=REMEMBERED)

    def begins(self, number: int, now_ns: int) -> None:
        """A call begins on this thread."""
        self.under_way[get_ident()] = number, now_ns

    def ends(self, now_ns: int) -> int:
        """The call that began on this thread is over; return how long it took, 0 where none had begun."""
        begun = self.under_way.pop(get_ident(), None)
        if begun is None:
            return 0
        took_ns = now_ns - begun[1]
        self.took.append(took_ns)
        return took_ns

    def forget(self) -> None:
        """What is under way on this thread will have no end: a step that got no batch, a call that raised."""
        self.under_way.pop(get_ident(), None)

    @property
    def patience_ns(self) -> float:
        """Above which time another one is long."""
        took = list(self.took)
        return max(LEAST_NS, TIMES_LONGER * median(took)) if len(took) >= ENOUGH else FIRST_NS


class OpenCall(NamedTuple):
    """One call that is under way."""

    alike: Alike
    number: int
    began_ns: int


class OpenCalls:
    """What is under way in one fit, of all kinds."""

    def __init__(self) -> None:
        self._kinds: list[Alike] = []

    def alike(self, sits: Kind, role: Role, payload: Payload | None = None, *, elsewhere: bool = False) -> Alike:
        """Make calls of one kind known."""
        made = Alike(sits, role, payload, elsewhere)
        self._kinds.append(made)
        return made

    def overdue(self, now_ns: int) -> Iterator[tuple[int, OpenCall]]:
        """The calls that take far longer than others of their kind, each with its thread; the innermost of a thread."""
        innermost: dict[int, OpenCall] = {}
        for alike in list(self._kinds):
            for thread, (number, began_ns) in alike.under_way.copy().items():
                if thread not in innermost or innermost[thread].began_ns <= began_ns:
                    innermost[thread] = OpenCall(alike, number, began_ns)
        for thread, call in innermost.items():
            if now_ns - call.began_ns > call.alike.patience_ns:
                yield thread, call
