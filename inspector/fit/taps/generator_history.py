"""What earlier fits took from a generator object: a second fit on it goes on where the first one's read-ahead ended."""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass
class GeneratorHistory:
    """How many batches a generator has given so far, and which of them no step has used."""

    pulled: int = 0
    _unused: set[int] = field(default_factory=set)
    _accounted: int = 0
    """How many of those pulled are in that set, or were used."""

    def use(self, batches: Iterable[int]) -> None:
        """Steps have used these."""
        self._account()
        self._unused.difference_update(batches)

    def lose(self) -> list[int]:
        """Those that no step has used and none will: another fit begins."""
        self._account()
        lost = sorted(self._unused)
        self._unused.clear()
        return lost

    def _account(self) -> None:
        pulled = self.pulled
        self._unused.update(range(self._accounted, pulled))
        self._accounted = pulled


_HISTORIES: weakref.WeakKeyDictionary[Iterator[Any], GeneratorHistory] = weakref.WeakKeyDictionary()


def history_of(generator: Iterator[Any]) -> GeneratorHistory:
    """The history of this very object; it goes when the generator does."""
    return _HISTORIES.setdefault(generator, GeneratorHistory())
