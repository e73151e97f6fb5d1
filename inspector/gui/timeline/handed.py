"""Which delivery each pull became, for data that is asked for again in each pass, where a batch's index is not enough.

A pull tells which pass wanted it, but a worker that reads ahead of Keras cannot know; so it is matched by time: what a
pass was handed is, of the pulls of that index that had ended by then, the latest that has not been handed over yet.
"""

from __future__ import annotations

from inspector.analysis.model import Pull, PullState, Source
from inspector.recording.events import NONE


class Handed:
    """Read as the source grows."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._pull = 0
        self._late: list[Pull] = []
        self._pass = self._position = 0
        self._held: list[tuple[int, int]] = []
        """Deliveries whose pull has not been seen yet."""
        self._free: dict[int, list[Pull]] = {}
        self._where: dict[int, tuple[int, int]] = {}
        self._unmatched: set[int] = set()

    def grow(self) -> None:
        """Read what has been pulled and handed over since."""
        if self._source.kind == "generator":
            return
        self._read_pulls()
        waiting = self._held + list(self._new())
        self._held = [one for one in waiting if not self._match(*one)]
        self._unmatched = {self._source.passes[number].delivered[position] for number, position in self._held}

    def _read_pulls(self) -> None:
        pulls = self._late + self._source.pulls[self._pull :]
        self._pull = len(self._source.pulls)
        self._late = [pull for pull in pulls if pull.state is PullState.PENDING]
        for pull in pulls:
            if pull.state is PullState.YIELDED and pull.for_pass is not None:
                self._free.setdefault(pull.batch, []).append(pull)

    def _new(self) -> list[tuple[int, int]]:
        new: list[tuple[int, int]] = []
        passes = self._source.passes
        while self._pass < len(passes):
            stop = len(passes[self._pass].delivered)
            new += [(self._pass, position) for position in range(self._position, stop)]
            self._position = stop
            if self._pass + 1 == len(passes):
                break
            self._pass, self._position = self._pass + 1, 0
        return new

    def _match(self, number: int, position: int) -> bool:
        one = self._source.passes[number]
        batch, by_ns = one.delivered[position], one.delivered_ns[position]
        if batch == NONE:
            return True
        free = self._free.get(batch, [])
        ended = [pull for pull in free if pull.ended_ns is not None and pull.ended_ns <= by_ns]
        if not ended:
            return False
        latest = max(ended, key=lambda pull: pull.ended_ns or 0)
        free.remove(latest)
        self._where[latest.seq] = (number, position)
        return True

    def where(self, pull: Pull) -> tuple[int, int] | None:
        """The pass and the position in it to which a pull was handed over; None: to none that is known of."""
        return self._where.get(pull.seq)

    def certain(self, pull: Pull) -> bool:
        """Whether a pull that was handed over to none was certainly not: no delivery of its index is left over."""
        return pull.batch not in self._unmatched and NONE not in self._unmatched
