"""Looking for words in things that may be long and may still grow: a slice at a time, so that nothing waits for it."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from inspector.gui.find.needle import Needle, needle_of

SLICE_S = 0.008
"""So long at a time; then the window has its turn."""
AT_ONCE = 512
"""Rows looked through between two looks at the clock."""


class Searched(Protocol):
    """Something with rows that say something."""

    def length(self) -> int:
        """How many rows there are by now."""

    def matching(self, needle: Needle, start: int, stop: int) -> Sequence[int]:
        """The rows from `start` up to `stop` that say `needle`, or are of its number."""


class Search(QObject):
    """Goes through several things, one after the other; `found` has the rows of each, ascending."""

    changed = Signal()
    """more was found, or all was looked through, or something else is looked for"""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.needle: Needle | None = None
        self.found: list[list[int]] = []
        self._things: Sequence[Searched] = ()
        self._read: list[int] = []
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._look)

    @property
    def under_way(self) -> bool:
        """Whether some rows were not looked at yet."""
        return self._timer.isActive()

    @property
    def total(self) -> int:
        """How many rows were found by now."""
        return sum(map(len, self.found))

    def look_for(self, words: str, things: Sequence[Searched]) -> None:
        """Look for other words, or in other things; nothing is found of no words."""
        self.needle = needle_of(words)
        self._things = things
        self.found = [[] for _ in things]
        self._read = [0] * len(things)
        self._timer.stop()
        self.changed.emit()
        self.resume()

    def resume(self) -> None:
        """There may be more rows now."""
        more = any(thing.length() > read for thing, read in zip(self._things, self._read, strict=True))
        if self.needle is not None and more:
            self._timer.start()

    def _look(self) -> None:
        assert self.needle is not None
        until, before = perf_counter() + SLICE_S, self.total
        for at, thing in enumerate(self._things):
            length = thing.length()
            while self._read[at] < length:
                stop = min(self._read[at] + AT_ONCE, length)
                self.found[at] += thing.matching(self.needle, self._read[at], stop)
                self._read[at] = stop
                if perf_counter() >= until:
                    if self.total != before:
                        self.changed.emit()
                    return
        self._timer.stop()
        self.changed.emit()
