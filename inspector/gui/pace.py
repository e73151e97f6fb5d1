"""When the window draws a run that goes on. Pure.

Reading comes before drawing, because the picture is of what was read; and training before both, where they share
Python's lock.
"""

from __future__ import annotations

# A tick that comes this late says that training and drawing are at odds over the lock: then, for a while, draw less
# often, and leave training the time.
STARVED_AFTER_S = 0.033
STARVED_FOR_S = 2.0
DRAW_EVERY_STARVED_S = 0.1
# Who is behind with reading draws for at most as long as it reads, but so often all the same.
DRAW_EVERY_BEHIND_S = 0.4


class Pace:
    """Told of each tick and of each picture, it says whether another one may be drawn."""

    def __init__(self, tick_s: float) -> None:
        self._tick_s = tick_s
        self.begin(0.0)

    def begin(self, now: float) -> None:
        """A run begins."""
        self._ticked = self._drew = now
        self._starved_until = 0.0
        self._behind = False
        self._draws = False
        self._cost = 0.0
        """How long the last picture took: from when it was asked for until the next tick, for painting comes later."""

    def tick(self, now: float, *, behind: bool) -> float:
        """Begin a tick, `behind` with reading or not; return how long the last one is ago."""
        since = now - self._ticked
        if since > self._tick_s + STARVED_AFTER_S:
            self._starved_until = now + STARVED_FOR_S
        if self._draws:
            self._cost, self._draws = now - self._drew, False
        self._ticked, self._behind = now, behind
        return since

    def may_draw(self, now: float) -> bool:
        """Whether it is time for another picture."""
        since = now - self._drew
        if self._behind:
            return since >= min(DRAW_EVERY_BEHIND_S, 2 * self._cost)
        return now >= self._starved_until or since >= DRAW_EVERY_STARVED_S

    def draws(self, now: float) -> None:
        """A picture is drawn now."""
        self._drew, self._draws = now, True
