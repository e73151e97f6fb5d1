"""From where on a row of things is not what it was, for any number of those who look at it now and then. Pure."""

from __future__ import annotations

from bisect import bisect_right

KEPT = 64
"""Who has not looked for so many changes is told that everything may be another."""


class Changes:
    """Who looks keeps the `count` of changes that it has seen, and asks what came `since`."""

    def __init__(self) -> None:
        self.count = 0
        """How often anything has changed."""
        self._numbers: list[int] = []
        """The changes after which none reached further back, ascending;"""
        self._places: list[int] = []
        """and from where each changed everything, ascending as well."""
        self._unknown = 0
        """So many changes were forgotten."""

    def note(self, place: int) -> None:
        """What is at this place and behind it is not what it was."""
        self.count += 1
        while self._places and self._places[-1] >= place:
            self._drop(-1)
        self._numbers.append(self.count)
        self._places.append(place)
        if len(self._numbers) > KEPT:
            self._unknown = self._numbers[0]
            self._drop(0)

    def since(self, count: int) -> int:
        """The first place that may have changed since there were so many changes, fewer than there are."""
        return 0 if count < self._unknown else self._places[bisect_right(self._numbers, count)]

    def _drop(self, at: int) -> None:
        del self._numbers[at], self._places[at]
