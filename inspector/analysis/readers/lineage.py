"""Which batch reached which step.

It is observed, not guessed: delivery into tf.data is first in, first out per iterator, so the k-th update of an
iterator consumed the k-th batch that was handed to it (`Pass.delivered`).
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from inspector.analysis.facts import Facts
from inspector.analysis.model import Pass, Source
from inspector.analysis.numbers import Numbers
from inspector.analysis.readers.data import by_pass
from inspector.analysis.readers.open_calls import in_a_row
from inspector.analysis.readers.stretch import Stretch
from inspector.recording.events import NONE, Kind, Role


def consume(facts: Facts, stretch: Stretch, role: Role, steps: np.ndarray, ends: np.ndarray) -> None:
    """Give the steps of these numbers, whose ends are at these places, the next batches of the pass then current.

    The source has been read to the end of the stretch already: what came after a step's end is counted off again.
    """
    source, table = facts.source(role), facts.steps[role]
    rows = in_a_row(steps)
    index, last = table["index"][rows], table["last"][rows]
    whole = np.full(len(steps), facts.requested.group)
    wanted = np.maximum(0, np.where(last == NONE, 0, last) - index + 1) if facts.ends_on_last else whole
    if source.divided:
        _leave_unknown(facts, source, steps, wanted)
        return
    begun = stretch.places(Kind.PASS_BEGIN, role=role)
    current = len(source.passes) - len(begun) + np.searchsorted(begun, ends) - 1
    unseen = int(np.searchsorted(current, 0))  # before the first pass
    if unseen:
        _infer(facts, stretch, source, steps[:unseen], ends[:unseen], wanted[:unseen])
    delivered = dict(by_pass(stretch, stretch.places(Kind.DELIVERED, role=role)))
    edges = [unseen, *(np.flatnonzero(np.diff(current[unseen:])) + 1 + unseen).tolist(), len(steps)]
    for a, b in pairwise(edges):
        if a == b:
            continue
        number = int(current[a])
        one, mine = source.passes[number], delivered.get(number, _NOTHING)
        by_then = len(one.delivered) - len(mine) + np.searchsorted(mine, ends[a:b])
        before, updates = _taken(one.consumed, by_then, wanted[a:b])
        rows = in_a_row(steps[a:b])
        table["in_pass"][rows] = one.number
        table["position"][rows] = before
        table["updates"][rows] = updates
        table.done += int(updates.sum())
        stop = int(before[-1] + updates[-1])
        if source.ordered:
            _train(source, one, stop, facts.trained[role])
        one.consumed = stop


def _taken(consumed: int, by_then: np.ndarray, wanted: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Each takes as many as it wants, or as are left of those that were there `by_then`: from where, and how many."""
    asked = np.cumsum(wanted)
    stop = asked + np.minimum(consumed, np.minimum.accumulate(by_then - asked))
    before = np.concatenate([[consumed], stop[:-1]])
    return before, stop - before


def _train(source: Source, one: Pass, stop: int, trained: Numbers) -> None:
    """Steps have used the batches of a pass up to `stop`."""
    batches = one.delivered[one.consumed : stop]
    known = np.flatnonzero(batches != NONE)
    used = batches[known]
    if source.kind == "generator":
        again = trained.has(used) | ~_first_times(used)
        one.note_replayed(one.consumed + known[again])
    trained.add(used)


def _first_times(numbers: np.ndarray) -> np.ndarray:
    """Which of these were not among those before."""
    first = np.ones(len(numbers), bool)
    if len(numbers) > 1 and not (numbers[1:] > numbers[:-1]).all():
        first[:] = False
        first[np.unique(numbers, return_index=True)[1]] = True
    return first


def _infer(
    facts: Facts, stretch: Stretch, source: Source, steps: np.ndarray, ends: np.ndarray, wanted: np.ndarray
) -> None:
    """Where Keras' iterator was not seen: the next batches in the order in which they were pulled, if any are left.

    Told as inferred everywhere; a batch that Keras put in front again cannot be seen this way, so it stays None.
    """
    told, table = source.inferred, facts.steps[source.role]
    given = stretch.places(Kind.PULL_END, role=source.role)
    by_then = len(source.given) - len(given) + np.searchsorted(given, ends)
    stop = told.consumed + np.cumsum(wanted)
    table["position"][steps], table["updates"][steps] = stop - wanted, wanted
    table.done += int(wanted.sum())
    positions = np.arange(told.consumed, int(stop[-1]))
    known = positions < np.repeat(by_then, wanted)
    batches = np.full(len(positions), NONE, np.int32)
    batches[known] = source.yielded[positions[known]]
    told.extend(batches, np.zeros(len(batches), np.int64))
    told.consumed = int(stop[-1])
    facts.trained[source.role].add(batches[known])


def _leave_unknown(facts: Facts, source: Source, steps: np.ndarray, wanted: np.ndarray) -> None:
    """Where no step uses a batch as it was given: as many as they did, and not which."""
    told, table = source.inferred, facts.steps[source.role]
    stop = told.consumed + np.cumsum(wanted)
    table["position"][steps], table["updates"][steps] = stop - wanted, wanted
    table.done += int(wanted.sum())
    count = int(wanted.sum())
    told.extend(np.full(count, NONE, np.int32), np.zeros(count, np.int64))
    told.consumed = int(stop[-1])


_NOTHING = np.empty(0, np.int64)
