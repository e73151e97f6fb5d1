"""When the window draws a run that goes on. Pure.

A picture costs what it costs, in pieces that leave the window free in between; how often there is one is what follows
from that. Reading comes before drawing, because the picture is of what was read; and training before both, where they
share Python's lock.
"""

from __future__ import annotations

# A tick that comes this late says that training and drawing are at odds over the lock: then, for a while, draw less
# often, and leave training the time.
STARVED_AFTER_S = 0.033
STARVED_FOR_S = 2.0
DRAW_EVERY_STARVED_S = 0.1
# Drawing takes at most this share of the time, but there is a picture so often all the same.
DRAW_SHARE = 0.4
DRAW_EVERY_S = 0.4


class Pace:
    """Told of each tick and of each picture, it says whether another one may be drawn."""

    def __init__(self, tick_s: float) -> None:
        self._tick_s = tick_s
        self.begin(0.0)

    def begin(self, now: float) -> None:
        """A run begins."""
        self._ticked = self._drew = now
        self._starved_until = 0.0
        self._cost = 0.0
        """How long the last picture took, from its first piece until the last was painted."""

    def tick(self, now: float) -> float:
        """Begin a tick; return how long the last one is ago."""
        since, self._ticked = now - self._ticked, now
        if since > self._tick_s + STARVED_AFTER_S:
            self._starved_until = now + STARVED_FOR_S
        return since

    def may_draw(self, now: float) -> bool:
        """Whether it is time for another picture."""
        rest = min(DRAW_EVERY_S, self._cost / DRAW_SHARE)
        if now < self._starved_until:
            rest = max(rest, DRAW_EVERY_STARVED_S)
        return now - self._drew >= rest

    def draws(self, now: float) -> None:
        """A picture begins now."""
        self._drew = now

    def drawn(self, now: float) -> None:
        """It has been painted by now."""
        self._cost = now - self._drew
