"""The run's own life: what was asked for, what it ran on, how it ended.

These events change how others are read, or ask how things stand when they come: whatever came before them is read
first, and what comes after them later.
"""

from __future__ import annotations

from itertools import islice

from inspector.analysis.facts import Facts
from inspector.analysis.model import Failure, LogLine, Outcome, Requested, Retrace, Step
from inspector.analysis.readers import Reads
from inspector.analysis.readers.failures import failure_in
from inspector.recording.events import Event, Kind, Payload, Role


class LifeReader:
    """From RUN_BEGIN to RUN_END, with what the data is and each time that the train step was compiled again."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self.reads: Reads = {
            Kind.SOURCE: self._source,
            Kind.RETRACED: self._retraced,
            Kind.RUN_BEGIN: self._run_begin,
            Kind.PHASE: self._phase,
            Kind.ENVIRONMENT: self._environment,
            Kind.FIT_BEGIN: self._fit_begin,
            Kind.FIT_RAISED: self._fit_raised,
            Kind.STOP_ASKED: self._stop_asked,
            Kind.RUN_END: self._run_end,
        }

    def _run_begin(self, event: Event) -> None:
        facts = self._facts
        facts.header, facts.began_ns = event.payload or {}, facts.began_ns or event.t_ns

    def _phase(self, event: Event) -> None:
        facts = self._facts
        facts.phase = (event.payload or {})["text"]
        facts.log.append(LogLine(event.seq, event.t_ns, "inspector", facts.phase, "inspector"))

    def _environment(self, event: Event) -> None:
        self._facts.environment = {**self._facts.environment, **(event.payload or {})}

    def _fit_begin(self, event: Event) -> None:
        facts, payload = self._facts, event.payload or {}
        facts.requested = Requested(**{name: _taken(name, value) for name, value in payload["requested"].items()})
        facts.call, facts.translated = payload.get("call", "fit"), payload.get("translated")
        facts.needed = {Role[name.upper()]: needed for name, needed in payload.get("needed", {}).items()}
        facts.fit_began_ns, facts.task = event.t_ns, payload.get("task")
        facts.validation_freq = payload.get("validation_freq", 1)
        facts.ends_on_last = payload.get("ends_on", "last") == "last"

    def _source(self, event: Event) -> None:
        source, payload = self._facts.source(event.role), event.payload or {}
        source.kind, source.name, source.length = payload["kind"], payload["name"], payload["length"]
        source.own_hooks = tuple(payload["hooks"])
        source.ordered = payload.get("ordered", True)
        source.rows = payload.get("rows", {})
        source.divided = payload.get("divided", False)
        source.lost = tuple(payload.get("lost", ()))
        source.engine = self._facts.environment.get("engine", source.engine)

    def _retraced(self, event: Event) -> None:
        facts = self._facts
        trained = (step for epoch in facts.epochs[:-3:-1] for step in reversed(epoch.steps) if step.batches)
        last = list(islice(trained, 2))
        after, before = self._inputs(last[:1]), self._inputs(last[1:])
        facts.retraces.append(Retrace(event.epoch, event.step, event.seq, before, after))

    def _inputs(self, steps: list[Step]) -> tuple[Payload, ...]:
        """The shapes and dtypes of the last batch that a step trained on; empty where that is unknown."""
        batch = steps[0].batches[-1] if steps else None
        signature = None if batch is None else self._facts.train.last_signature(batch)
        return () if signature is None else tuple(signature["inputs"])

    def _fit_raised(self, event: Event) -> None:
        facts = self._facts
        facts.fit_raised = failure_in(event, event.payload or {})
        facts.failure = self._origin() or facts.fit_raised
        facts.log.append(LogLine(event.seq, event.t_ns, "error", facts.failure.traceback, facts.failure.where))

    def _stop_asked(self, event: Event) -> None:
        self._facts.stop_asked = self._facts.stop_asked or event

    def _run_end(self, event: Event) -> None:
        facts, payload = self._facts, event.payload or {}
        facts.ending, facts.outcome = payload, Outcome(payload["outcome"])
        facts.ended_ns = event.t_ns

    def _origin(self) -> Failure | None:
        """The exception that fit died of, at the place that raised it.

        A source that raised is not enough: fit reads ahead, and may have died of something else before it came there.
        What a pipeline raised is known from fit's own exception alone.
        """
        facts = self._facts
        if facts.callback_failure is not None:
            return facts.callback_failure.failure
        validation = None if facts.epoch is None else facts.epoch.validation
        role = Role.VALIDATION if validation is not None and validation.ended_ns is None else Role.TRAIN
        for source in sorted(facts.sources.values(), key=lambda source: source.role is not role):
            if source.failure is None:
                continue
            waiting = 0 if not source.passes else len(source.passes[-1].delivered) - source.passes[-1].consumed
            if source.from_pipeline or waiting < facts.requested.group:
                return source.failure
        return None


def _taken(name: str, value: int | None) -> int | None:
    """As Keras takes it: an epoch of 0 or −1 steps has as many as there are."""
    return None if name in _STEPS and value is not None and value <= 0 else value


_STEPS = ("steps_per_epoch", "validation_steps", "steps_per_execution")
