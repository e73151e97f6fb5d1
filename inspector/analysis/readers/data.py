"""The data: what was pulled from the person's own object, and what Keras' iterators over it handed over."""

from __future__ import annotations

import numpy as np

from inspector.analysis.facts import Facts
from inspector.analysis.model import Pass, Source
from inspector.analysis.model.data import PENDING, RAISED, STOPPED, YIELDED
from inspector.analysis.readers import Reads, read_each
from inspector.analysis.readers.failures import failure_in
from inspector.analysis.readers.open_calls import Numbered, OpenCalls
from inspector.analysis.readers.stretch import Stretch
from inspector.recording.events import NONE, Event, Kind, Role

ENDS = {Kind.PULL_END: YIELDED, Kind.PULL_STOP: STOPPED, Kind.PULL_RAISED: RAISED}
PULLING = (Kind.PULL_BEGIN, *ENDS)
_STATES = np.full(256, PENDING, np.uint8)
_STATES[list(ENDS)] = list(ENDS.values())


class DataReader:
    """The sources, with their pulls and passes."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._open = {role: OpenCalls() for role in Role}
        self._reads: Reads = {
            Kind.PULL_RAISED: self._pull_raised,
            Kind.PASS_BEGIN: self._pass_begin,
            Kind.PASS_END: self._pass_end,
            Kind.NON_FINITE: self._facts.non_finite.append,
        }

    def read(self, stretch: Stretch) -> None:
        for role in Role:
            pulling = stretch.places(*PULLING, role=role)
            if len(pulling):
                self._pulls(stretch, self._facts.source(role), pulling)
            described = stretch.places(Kind.STATISTICS, role=role)
            if len(described):
                self._statistics(stretch, self._facts.source(role), described)
        read_each(self._reads, stretch)
        for role in Role:
            delivered = stretch.places(Kind.DELIVERED, role=role)
            if len(delivered):
                self._delivered(stretch, self._facts.source(role), delivered)

    # -- pulls --

    def _pulls(self, stretch: Stretch, source: Source, places: np.ndarray) -> None:
        kinds, threads = stretch.kinds[places], stretch.column("thread")[places]
        # Where only the end was seen, as for a batch out of tf.data's own code, it is all there is of the pull.
        open_ = self._open[source.role]
        found = open_.read(threads, kinds == Kind.PULL_BEGIN.value, len(source.table), lone=True)
        self._new(stretch, source, places[found.new])
        self._ended(stretch, source, places[found.ends], found)

    def _new(self, stretch: Stretch, source: Source, places: np.ndarray) -> None:
        batch = stretch.column("batch")[places]
        source.table.extend(
            len(places),
            began_ns=stretch.column("t_ns")[places],
            ended_ns=NONE,
            seq=places + stretch.first,
            batch=np.where(batch == NONE, 0, batch),
            for_pass=stretch.column("step")[places],
            signature=NONE,
            statistics=NONE,
            thread=stretch.column("thread")[places],
            state=PENDING,
        )

    def _ended(self, stretch: Stretch, source: Source, places: np.ndarray, found: Numbered) -> None:
        kinds, table = stretch.kinds[places], source.table
        gave = kinds == Kind.PULL_END.value
        table["ended_ns"][found.rows] = stretch.column("t_ns")[places]
        table["state"][found.rows] = _STATES[kinds]
        table["signature"][found.rows] = np.where(gave, stretch.column("payload")[places], NONE)
        source.given.extend(found.number[gave])
        stops = places[kinds == Kind.PULL_STOP.value]
        if len(stops):
            source.exhausted_ns = source.exhausted_ns or int(stretch.column("t_ns")[stops[0]])
            if source.exhausted_seq is None:
                source.exhausted_seq = stretch.first + int(stops[0])

    def _statistics(self, stretch: Stretch, source: Source, places: np.ndarray) -> None:
        """They are of the batch that was given last."""
        after = len(source.given) - _how_many_later(stretch.places(Kind.PULL_END, role=source.role), places)
        places, after = places[after > 0], after[after > 0]
        last = source.given[after - 1]
        mine = source.table["batch"][last] == stretch.column("batch")[places]
        source.table["statistics"][last[mine]] = stretch.column("payload")[places[mine]]

    def _pull_raised(self, event: Event) -> None:
        source = self._facts.source(event.role)
        source.failure = source.failure or failure_in(event, event.payload or {})

    # -- passes --

    def _pass_begin(self, event: Event) -> None:
        passes = self._facts.source(event.role).passes
        # A generator is passed over once, so its first pass has them all. Room that is never used is no memory.
        room = 0 if passes else self._facts.recording.counts.of(Kind.DELIVERED, event.role)
        passes.append(Pass(event.step or 0, event.t_ns, room))

    def _pass_end(self, event: Event) -> None:
        self._facts.source(event.role).passes[event.step or 0].ended_ns = event.t_ns

    def _delivered(self, stretch: Stretch, source: Source, places: np.ndarray) -> None:
        for number, mine in by_pass(stretch, places):
            source.passes[number].extend(stretch.column("batch")[mine], stretch.column("t_ns")[mine])


def by_pass(stretch: Stretch, delivered: np.ndarray) -> list[tuple[int, np.ndarray]]:
    """The deliveries of each pass that there are among these, in order."""
    if not len(delivered):
        return []
    passes = np.maximum(stretch.column("step")[delivered], 0)
    if (passes == passes[0]).all():  # the usual case
        return [(int(passes[0]), delivered)]
    order = np.argsort(passes, kind="stable")
    edges = np.flatnonzero(np.diff(passes[order])) + 1
    parts = np.split(delivered[order], edges)
    return [(int(max(0, stretch.column("step")[part[0]])), part) for part in parts]


def _how_many_later(places: np.ndarray, than: np.ndarray) -> np.ndarray:
    """How many of `places` come after each of the others."""
    return np.asarray(len(places) - np.searchsorted(places, than))
