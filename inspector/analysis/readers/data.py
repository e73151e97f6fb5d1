"""The data: what was pulled from the person's own object, and what Keras' iterators over it handed over."""

from __future__ import annotations

from inspector.analysis.facts import Facts
from inspector.analysis.model import Pass, Pull, PullState, Stuck
from inspector.analysis.readers import Reads
from inspector.analysis.readers.failures import failure_in
from inspector.recording.events import NONE, Event, Kind


class DataReader:
    """The sources, with their pulls and passes."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._open: dict[tuple[int, int, str], list[Pull]] = {}
        self.reads: Reads = {
            Kind.SOURCE: self._source,
            Kind.PULL_BEGIN: self._pull_begin,
            Kind.PULL_END: self._pull_end,
            Kind.PULL_STOP: self._pull_stop,
            Kind.PULL_RAISED: self._pull_raised,
            Kind.PULL_SITS: self._pull_sits,
            Kind.PASS_BEGIN: self._pass_begin,
            Kind.DELIVERED: self._delivered,
            Kind.PASS_END: self._pass_end,
            Kind.NON_FINITE: self._facts.non_finite.append,
            Kind.STATISTICS: self._statistics,
        }

    def _source(self, event: Event) -> None:
        source, payload = self._facts.source(event.role), event.payload or {}
        source.kind, source.name, source.length = payload["kind"], payload["name"], payload["length"]
        source.own_hooks = tuple(payload["hooks"])
        source.ordered = payload.get("ordered", True)
        source.divided = payload.get("divided", False)
        source.lost = tuple(payload.get("lost", ()))
        source.engine = self._facts.environment.get("engine", source.engine)

    # -- pulls --

    def _pull_begin(self, event: Event) -> None:
        self._open.setdefault((event.role, event.process, event.thread), []).append(self._pull(event))

    def _pull_end(self, event: Event) -> None:
        source, pull = self._facts.source(event.role), self._ended(event, PullState.YIELDED)
        pull.signature = event.payload
        source.yielded.append(pull.batch)
        if event.payload is not None:
            source.signatures[pull.batch] = event.payload
        source.last = pull

    def _pull_stop(self, event: Event) -> None:
        source = self._facts.source(event.role)
        self._ended(event, PullState.STOPPED)
        source.exhausted_ns = source.exhausted_ns or event.t_ns
        source.exhausted_seq = event.seq if source.exhausted_seq is None else source.exhausted_seq

    def _pull_raised(self, event: Event) -> None:
        source = self._facts.source(event.role)
        self._ended(event, PullState.RAISED)
        source.failure = source.failure or failure_in(event, event.payload or {})

    def _pull_sits(self, event: Event) -> None:
        payload = event.payload or {}
        stuck = Stuck(event.batch or 0, payload["file"], payload["line"], payload["function"])
        self._facts.source(event.role).stuck = stuck

    def _statistics(self, event: Event) -> None:
        last = self._facts.source(event.role).last
        if last is not None and last.batch == event.batch:
            last.statistics = event.payload or {}

    def _ended(self, event: Event, state: PullState) -> Pull:
        opened = self._open.get((event.role, event.process, event.thread))
        # Where only the end was seen, as for a batch out of tf.data's own code, it is all there is of the pull.
        pull = opened.pop() if opened else self._pull(event)
        pull.ended_ns, pull.state = event.t_ns, state
        return pull

    def _pull(self, event: Event) -> Pull:
        pull = Pull(event.batch or 0, event.seq, event.t_ns, event.thread, event.process, for_pass=event.step)
        self._facts.source(event.role).pulls.append(pull)
        return pull

    # -- passes --

    def _pass_begin(self, event: Event) -> None:
        self._facts.source(event.role).passes.append(Pass(event.step or 0, event.t_ns))

    def _delivered(self, event: Event) -> None:
        current = self._facts.source(event.role).passes[event.step or 0]
        current.delivered.append(NONE if event.batch is None else event.batch)
        current.delivered_ns.append(event.t_ns)

    def _pass_end(self, event: Event) -> None:
        self._facts.source(event.role).passes[event.step or 0].ended_ns = event.t_ns
