"""Watching a generator: each `next()` on the person's own, and what Keras' iterator over it hands on.

The two differ: Keras pulls 2 batches before training and puts them in front of every new iterator, so one batch can be
handed over several times.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from inspector.fit.taps.generator_history import GeneratorHistory
from inspector.fit.taps.passes import Which, watched_pass
from inspector.fit.taps.watch import SourceWatch


def watched_generator(generator: Iterator[Any], source: SourceWatch) -> Iterator[Any]:
    """The same batches, each `next()` recorded. A real generator, because Keras asks for one by its type.

    Batches are counted from the generator's own first `yield`, whichever fit that was for.
    """
    history = source.history or GeneratorHistory()
    while True:
        batch = history.pulled
        source.pull_begins(batch)
        try:
            value = next(generator)
        except StopIteration:
            source.pull_stops(batch)
            return
        except BaseException as error:
            source.pull_raises(batch, error)
            raise
        history.pulled += 1
        source.pull_ends(batch, value)
        yield value


def watched_passes(iterators: Callable[[], Iterable[Any]], source: SourceWatch) -> Callable[[], Iterator[Any]]:
    """`iterators` with every batch that they hand over recorded, replays as what they are."""

    def one_pass() -> Iterator[Any]:
        return watched_pass(iterators, source, _pulled_or_peeked(itertools.count(source.first_batch)))

    return one_pass


class WatchedChain:
    """What Keras before 3.7 keeps: one chain of the peeked batches and the rest, shared by all its iterators."""

    def __init__(self, chain: Iterator[Any], source: SourceWatch) -> None:
        self._chain = chain
        self._source = source
        self._which = _pulled_or_peeked(itertools.count(source.first_batch))

    def __iter__(self) -> Iterator[Any]:
        return watched_pass(lambda: self._chain, self._source, self._which)


def _pulled_or_peeked(peeked: Iterator[int]) -> Which:
    # Where nothing was pulled for a batch, it is one of those that were peeked at, in their order.
    return lambda pulled: next(peeked) if pulled is None else pulled
