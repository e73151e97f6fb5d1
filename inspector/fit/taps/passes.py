"""A pass: one of Keras' own iterators over the data, and which batches it hands over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from inspector.fit.taps.watch import SourceWatch

Which = Callable[["int | None"], int]
"""Tells which batch is handed over, given the one that was pulled for it on this thread; None: none was."""


def watched_pass(make: Callable[[], Iterable[Any]], source: SourceWatch, which: Which) -> Iterator[Any]:
    """What the iterator that `make` makes hands over, each batch recorded."""
    number = source.pass_begins()
    batches = iter(make())
    now = source.now
    while True:
        now.wanted_by, now.pulled = number, None
        try:
            value = next(batches)
        except StopIteration:
            source.pass_ends(number)
            return
        source.delivered(number, which(now.pulled))
        yield value
