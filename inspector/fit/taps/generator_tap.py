"""Watching a generator: each `next()` on the person's own, and what Keras' iterator over it hands on.

The two differ: Keras pulls 2 batches before training and puts them in front of every new iterator, so one batch can be
handed over several times.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from inspector.fit.taps.watch import SourceWatch


def watched_generator(generator: Iterator[Any], source: SourceWatch) -> Iterator[Any]:
    """The same batches, each `next()` recorded. A real generator, because Keras asks for one by its type."""
    batch = 0
    while True:
        source.pull_begins(batch)
        try:
            value = next(generator)
        except StopIteration:
            source.pull_stops(batch)
            return
        except BaseException as error:
            source.pull_raises(batch, error)
            raise
        source.pull_ends(batch, value)
        yield value
        batch += 1


def watched_passes(make_iterator: Callable[[], Iterable[Any]], source: SourceWatch) -> Callable[[], Iterator[Any]]:
    """`make_iterator` with every batch that its iterators hand over recorded, replays as what they are."""

    def one_pass() -> Iterator[Any]:
        number = source.pass_begins()
        replayed = 0
        batches = iter(make_iterator())
        while True:
            source.wanted_by = number
            source.take_pulled()
            try:
                value = next(batches)
            except StopIteration:
                source.pass_ends(number)
                return
            batch = source.take_pulled()
            if batch is None:  # nothing was pulled for it: it is one of those that were peeked at
                batch, replayed = replayed, replayed + 1
            source.delivered(number, batch)
            yield value

    return one_pass
