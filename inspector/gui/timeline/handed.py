"""Which delivery each pull became, for data that is asked for again in each pass, where a batch's index is not enough.

A pull tells which pass wanted it, but a worker that reads ahead of Keras cannot know; so it is matched by time: what a
pass was handed is, of the pulls of that index that had ended by then, the latest that has not been handed over yet.
"""

from __future__ import annotations

import numpy as np

from inspector.analysis.model import Source
from inspector.analysis.model.data import PENDING, YIELDED
from inspector.analysis.readers.pairs import pair
from inspector.recording.events import NONE
from inspector.recording.growing import Growing

Where = tuple[np.ndarray, np.ndarray]
"""Passes and the positions in them."""
_NOTHING = np.empty(0, np.int64)


class Handed:
    """Read as the source grows."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._read = 0
        self._late = _NOTHING
        """Pulls that had not ended when they were read."""
        self._passes: list[int] = []
        """How many deliveries of each pass were read."""
        self._held: Where = (_NOTHING, _NOTHING)
        """Deliveries whose pull has not been seen yet."""
        self._free: dict[int, list[int]] = {}
        """By batch: pulls that were not handed over yet, the oldest first."""
        self._pass, self._position = Growing(np.int32), Growing(np.int32)
        """Of each pull."""
        self._unmatched: set[int] = set()

    def grow(self) -> None:
        """Read what has been pulled and handed over since."""
        if self._source.kind == "generator":
            return
        more = len(self._source.pulls) - len(self._pass)
        self._pass.extend(np.full(more, NONE))
        self._position.extend(np.full(more, NONE))
        pulls, (passes, positions) = self._new_pulls(), self._new_deliveries()
        batches, handed_ns = self._delivered(passes, positions)
        table = self._source.table
        times = np.concatenate([table["ended_ns"][pulls], handed_ns])
        order = np.argsort(times, kind="stable")  # a pull before a delivery at the same moment
        keys = np.concatenate([table["batch"][pulls], batches])[order]
        begins = order < len(pulls)
        found = pair(keys, begins, {batch: len(free) for batch, free in self._free.items()})
        for at in np.flatnonzero(found.carried != NONE).tolist():
            self._match(self._free[int(keys[at])][found.carried[at]], order[at] - len(pulls), passes, positions)
        ends = np.flatnonzero(found.partner != NONE)
        which, mine = pulls[order[found.partner[ends]]], order[ends] - len(pulls)
        self._pass.values[which], self._position.values[which] = passes[mine], positions[mine]
        for batch, left in found.left.items():
            if batch in self._free:
                self._free[batch] = self._free[batch][:left]
        for at in found.open_.tolist():
            self._free.setdefault(int(keys[at]), []).append(int(pulls[order[at]]))
        self._free = {batch: free for batch, free in self._free.items() if free}
        lone = np.sort(order[~begins & (found.partner == NONE) & (found.carried == NONE)] - len(pulls))
        self._held = (passes[lone], positions[lone])
        self._unmatched = set(batches[lone].tolist())

    def _match(self, pull: int, delivery: int, passes: np.ndarray, positions: np.ndarray) -> None:
        self._pass.values[pull], self._position.values[pull] = passes[delivery], positions[delivery]

    def _new_pulls(self) -> np.ndarray:
        """Those that gave a batch to a pass since."""
        table = self._source.table
        candidates = np.concatenate([self._late, np.arange(self._read, len(table))])
        self._read = len(table)
        state = table["state"][candidates]
        self._late = candidates[state == PENDING]
        return candidates[(state == YIELDED) & (table["for_pass"][candidates] != NONE)]

    def _new_deliveries(self) -> Where:
        numbers, positions = [self._held[0]], [self._held[1]]
        for number, one in enumerate(self._source.passes):
            if number == len(self._passes):
                self._passes.append(0)
            new = np.arange(self._passes[number], len(one.delivered))
            self._passes[number] = len(one.delivered)
            new = new[one.delivered[new] != NONE]
            if len(new):
                numbers.append(np.full(len(new), number))
                positions.append(new)
        return np.concatenate(numbers), np.concatenate(positions)

    def _delivered(self, passes: np.ndarray, positions: np.ndarray) -> Where:
        """The batches of deliveries, and when they were handed over."""
        batches, t_ns = np.empty(len(passes), np.int64), np.empty(len(passes), np.int64)
        for number in np.unique(passes).tolist():
            mine, one = passes == number, self._source.passes[number]
            batches[mine], t_ns[mine] = one.delivered[positions[mine]], one.delivered_ns[positions[mine]]
        return batches, t_ns

    def where(self, pulls: np.ndarray) -> Where:
        """The pass of each pull, by its number, and the position in it, to which it was handed over; NONE: to none."""
        if not len(self._pass):
            return np.full(len(pulls), NONE), np.full(len(pulls), NONE)
        return self._pass.values[pulls], self._position.values[pulls]

    def certain(self, pulls: np.ndarray) -> np.ndarray:
        """Whether pulls that were handed over to none certainly were not: no delivery of that index is left over."""
        return ~np.isin(self._source.table["batch"][pulls], list(self._unmatched))
