"""The data in the trace: each pull, how many batches waited, and an arrow from each batch to the step it reached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import merge
from typing import NamedTuple

from inspector.analysis.made import Made
from inspector.analysis.model import Epoch, Pull, PullState, Source, Step
from inspector.analysis.run import Run
from inspector.analysis.wording import array
from inspector.export.trace.event import Clock, TraceEvent
from inspector.export.trace.lanes import SOURCES, STEP_LANES
from inspector.recording.events import Role


def pulls(source: Source, ordered: list[Pull], rows: list[int], clock: Clock) -> Iterator[TraceEvent]:
    """A slice for each `next()` or `__getitem__`, and a mark where one raised."""
    for pull, row in zip(ordered, rows, strict=True):
        lane = SOURCES[source.role] + row
        args: TraceEvent = {
            "batch": pull.batch,
            "pass": pull.for_pass,
            "peeked": True if pull.for_pass is None and pull.state is PullState.YIELDED else None,
            "inputs": ", ".join(map(array, pull.signature["inputs"])) if pull.signature else None,
            "thread": pull.thread,
            "process": pull.process,
        }
        yield clock.slice(lane, _NAMES[pull.state].format(pull.batch), pull.began_ns, pull.ended_ns, args, "data")


_NAMES = {
    PullState.YIELDED: "batch {}",
    PullState.PENDING: "batch {}",
    PullState.STOPPED: "the data ended",
    PullState.RAISED: "raised at batch {}",
}


def raises(source: Source, ordered: list[Pull], rows: list[int], clock: Clock) -> Iterator[TraceEvent]:
    """A mark where the data raised, by time."""
    failure = source.failure
    name = "raised" if failure is None else f"raised {failure.type}"
    args = {} if failure is None else {"message": failure.message, "file": failure.file, "line": failure.line}
    at = [(pull.ended_ns, row) for pull, row in zip(ordered, rows, strict=True) if pull.state is PullState.RAISED]
    for t_ns, row in sorted((t_ns, row) for t_ns, row in at if t_ns is not None):
        yield clock.instant(SOURCES[source.role] + row, name, t_ns, args, "data")


def waiting(run: Run, clock: Clock) -> Iterator[TraceEvent]:
    """How many batches of the training data had been made and not yet used: the timeline's lane Read-ahead."""
    source = run.train
    made = sorted(
        pull.ended_ns
        for pull in source.pulls
        if pull.state is PullState.YIELDED
        and pull.ended_ns is not None
        # What a peek took from data that is asked for by index is thrown away.
        and (pull.for_pass is not None or source.kind == "generator")
    )
    used = [
        (step.ended_ns, len(step.batches) - len(step.replayed))
        for epoch in run.epochs
        for step in epoch.steps
        if step.ended_ns is not None
    ]
    count = 0
    for t_ns, change in merge(((t, 1) for t in made), ((t, -n) for t, n in used)):
        count = max(0, count + change)
        yield clock.count("Read-ahead", t_ns, count)


class Arrow(NamedTuple):
    """From the pull that made a batch to the step that trained on it."""

    number: int
    pull: Pull
    row: int
    step: Step


def arrows(run: Run, source: Source, ordered: list[Pull], rows: list[int]) -> Iterator[Arrow]:
    """One for each batch of each step whose pull is known."""
    made = Made(source)
    row_of = {pull.seq: row for pull, row in zip(ordered, rows, strict=True)}
    number = 0
    for epoch in run.epochs:
        for step in _steps(epoch, source.role):
            for batch in step.batches if step.ended_ns is not None else ():
                pull = made.pull(step, batch)
                if pull is not None and step.ended_ns is not None and pull.began_ns <= step.ended_ns:
                    yield Arrow(2 * number + (source.role is Role.VALIDATION), pull, row_of[pull.seq], step)
                    number += 1


def flow_starts(found: list[Arrow], role: Role, clock: Clock) -> Iterator[TraceEvent]:
    """The beginnings of the arrows, by time."""
    for arrow in sorted(found, key=lambda one: one.pull.began_ns):
        yield clock.flow(SOURCES[role] + arrow.row, arrow.pull.began_ns, arrow.number, ends=False)


def flow_ends(found: list[Arrow], role: Role, clock: Clock) -> Iterator[TraceEvent]:
    """Their ends, by time: in the step, and never before the batch was begun."""
    ends = ((max(arrow.step.began_ns, arrow.pull.began_ns), arrow.number) for arrow in found)
    for t_ns, number in sorted(ends):
        yield clock.flow(STEP_LANES[role], t_ns, number, ends=True)


def _steps(epoch: Epoch, role: Role) -> Sequence[Step]:
    if role is Role.TRAIN:
        return epoch.steps
    return [] if epoch.validation is None else epoch.validation.steps
