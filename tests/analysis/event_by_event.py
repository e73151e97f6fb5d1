"""What `Run` reads in columns, read event by event: slow, and plain to see that it is right.

It tells pulls, passes, steps and calls as tuples, and `told` puts those of a `Run` in the same words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from inspector.analysis.model import Pull, Step
from inspector.analysis.run import Run
from inspector.recording.events import NONE, Event, Kind, Role
from inspector.recording.recording import Recording

Told = dict[str, Any]


@dataclass
class PlainPull:
    batch: int
    seq: int
    began_ns: int
    thread: str
    for_pass: int | None
    ended_ns: int | None = None
    state: str = "pending"
    signature: Any = None
    statistics: Any = None


@dataclass
class PlainPass:
    number: int
    delivered: list[int] = field(default_factory=list)
    delivered_ns: list[int] = field(default_factory=list)
    consumed: int = 0
    ended_ns: int | None = None


@dataclass
class PlainStep:
    index: int
    began_ns: int
    seq: int
    last: int | None = None
    ended_ns: int | None = None
    end_seq: int | None = None
    batches: list[int | None] = field(default_factory=list)
    replayed: list[int] = field(default_factory=list)
    in_pass: int | None = None
    waited_ns: int = 0


@dataclass
class PlainEpoch:
    number: int
    steps: list[PlainStep] = field(default_factory=list)
    validation: list[PlainStep] | None = None


@dataclass
class PlainSource:
    kind: str = "unknown"
    pulls: list[PlainPull] = field(default_factory=list)
    passes: list[PlainPass] = field(default_factory=list)
    yielded: list[int] = field(default_factory=list)
    last: PlainPull | None = None
    inferred: int = 0
    trained: set[int] = field(default_factory=set)
    exhausted_seq: int | None = None


class EventByEvent:
    """Reads a recording."""

    def __init__(self, recording: Recording) -> None:
        self.sources: dict[Role, PlainSource] = {role: PlainSource() for role in Role}
        self.epochs: list[PlainEpoch] = []
        self.calls: list[list[Any]] = []
        self.spent: dict[tuple[int, str], int] = {}
        self.group = 1
        self._pulling: dict[tuple[Role, int, str], list[PlainPull]] = {}
        self._calling: dict[tuple[int, str], list[list[Any]]] = {}
        for event in recording.events():
            self._read(event)

    def _read(self, event: Event) -> None:
        source, epoch = self.sources[event.role], self.epochs[-1] if self.epochs else None
        match event.kind:
            case Kind.FIT_BEGIN:
                self.group = (event.payload or {})["requested"]["steps_per_execution"] or 1
            case Kind.SOURCE:
                source.kind = (event.payload or {})["kind"]
            case Kind.PULL_BEGIN:
                self._pulling.setdefault((event.role, event.process, event.thread), []).append(self._pull(event))
            case Kind.PULL_END:
                pull = self._pull_ended(event, "yielded")
                pull.signature = event.payload
                source.yielded.append(pull.batch)
                source.last = pull
            case Kind.PULL_STOP:
                self._pull_ended(event, "stopped")
                source.exhausted_seq = event.seq if source.exhausted_seq is None else source.exhausted_seq
            case Kind.PULL_RAISED:
                self._pull_ended(event, "raised")
            case Kind.STATISTICS if source.last is not None and source.last.batch == event.batch:
                source.last.statistics = event.payload
            case Kind.PASS_BEGIN:
                source.passes.append(PlainPass(event.step or 0))
            case Kind.DELIVERED:
                source.passes[event.step or 0].delivered.append(NONE if event.batch is None else event.batch)
                source.passes[event.step or 0].delivered_ns.append(event.t_ns)
            case Kind.PASS_END:
                source.passes[event.step or 0].ended_ns = event.t_ns
            case Kind.EPOCH_BEGIN:
                self.epochs.append(PlainEpoch(event.epoch or 0))
            case Kind.TEST_BEGIN if epoch is not None:
                epoch.validation = []
            case Kind.TRAIN_BATCH_BEGIN if epoch is not None:
                epoch.steps.append(PlainStep(event.step or 0, event.t_ns, event.seq))
            case Kind.TRAIN_BATCH_END if epoch is not None:
                self._step_ended(self.sources[Role.TRAIN], epoch.steps, event)
            case Kind.TEST_BATCH_BEGIN if epoch is not None and epoch.validation is not None:
                epoch.validation.append(PlainStep(event.step or 0, event.t_ns, event.seq))
            case Kind.TEST_BATCH_END if epoch is not None and epoch.validation is not None:
                self._step_ended(self.sources[Role.VALIDATION], epoch.validation, event)
            case Kind.CALLBACK_BEGIN:
                payload = event.payload or {}
                call = [payload["index"], payload["hook"], event.seq, event.t_ns, event.epoch, event.step, None, False]
                self.calls.append(call)
                self._calling.setdefault((event.process, event.thread), []).append(call)
            case Kind.CALLBACK_END | Kind.CALLBACK_RAISED if self._calling.get((event.process, event.thread)):
                call = self._calling[event.process, event.thread].pop()
                call[-2], call[-1] = event.t_ns, event.kind is Kind.CALLBACK_RAISED
                key = (call[0], call[1])
                self.spent[key] = self.spent.get(key, 0) + event.t_ns - call[3]

    def _pull(self, event: Event) -> PlainPull:
        pull = PlainPull(event.batch or 0, event.seq, event.t_ns, event.thread, event.step)
        self.sources[event.role].pulls.append(pull)
        return pull

    def _pull_ended(self, event: Event, state: str) -> PlainPull:
        opened = self._pulling.get((event.role, event.process, event.thread))
        pull = opened.pop() if opened else self._pull(event)
        pull.ended_ns, pull.state = event.t_ns, state
        return pull

    def _step_ended(self, source: PlainSource, steps: list[PlainStep], event: Event) -> None:
        if not steps or steps[-1].ended_ns is not None:
            return
        step = steps[-1]
        step.last, step.ended_ns, step.end_seq = event.step, event.t_ns, event.seq
        updates = max(0, (event.step or 0) - step.index + 1)
        if not source.passes:
            for _ in range(updates):
                batch = source.yielded[source.inferred] if source.inferred < len(source.yielded) else None
                source.inferred += 1
                step.batches.append(batch)
                if batch is not None:
                    source.trained.add(batch)
            return
        current = source.passes[-1]
        step.in_pass = current.number
        stop = current.consumed + min(updates, len(current.delivered) - current.consumed)
        if stop > 0:
            step.waited_ns = max(0, current.delivered_ns[stop - 1] - step.began_ns)
        for batch in current.delivered[current.consumed : stop]:
            step.batches.append(None if batch == NONE else batch)
            if batch == NONE:
                continue
            if source.kind == "generator" and batch in source.trained:
                step.replayed.append(batch)
            source.trained.add(batch)
        current.consumed = stop

    def told(self) -> Told:
        return {
            "sources": {role: _told_source(source) for role, source in self.sources.items()},
            "epochs": [
                (
                    one.number,
                    [_told_step(step) for step in one.steps],
                    one.validation and [*map(_told_step, one.validation)],
                )
                for one in self.epochs
            ],
            "calls": [tuple(call) for call in self.calls],
            "spent": self.spent,
        }


def _told_source(source: PlainSource) -> Told:
    return {
        "pulls": [tuple(vars(pull).values()) for pull in source.pulls],
        "passes": [tuple(vars(one).values()) for one in source.passes],
        "yielded": source.yielded,
        "trained": sorted(source.trained),
        "exhausted": source.exhausted_seq,
    }


def _told_step(step: PlainStep) -> tuple[Any, ...]:
    return tuple(vars(step).values())


def told(run: Run) -> Told:
    """What a `Run` has read, in the same words."""
    return {
        "sources": {
            role: {
                "pulls": [_pull(pull) for pull in run.source(role).pulls],
                "passes": [
                    (one.number, one.delivered[:].tolist(), one.delivered_ns.tolist(), one.consumed, one.ended_ns)
                    for one in run.source(role).passes
                ],
                "yielded": run.source(role).yielded.tolist(),
                "trained": list(run.consumed(role)),
                "exhausted": run.source(role).exhausted_seq,
            }
            for role in Role
        },
        "epochs": [
            (
                one.number,
                [_step(step) for step in one.steps],
                one.validation and [_step(step) for step in one.validation.steps],
            )
            for one in run.epochs
        ],
        "calls": [
            (
                call.callback.index,
                call.hook,
                call.seq,
                call.began_ns,
                call.epoch,
                call.step,
                call.ended_ns,
                call.failure is not None,
            )
            for call in run.callback_calls
        ],
        "spent": run.callback_ns,
    }


def _pull(pull: Pull) -> tuple[Any, ...]:
    return (
        pull.batch,
        pull.seq,
        pull.began_ns,
        pull.thread,
        pull.for_pass,
        pull.ended_ns,
        pull.state.value,
        pull.signature,
        pull.statistics,
    )


def _step(step: Step) -> tuple[Any, ...]:
    return (
        step.index,
        step.began_ns,
        step.seq,
        step.last,
        step.ended_ns,
        step.end_seq,
        step.batches,
        step.replayed,
        step.in_pass,
        step.waited_ns,
    )
