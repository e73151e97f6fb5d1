"""What `fit` did, in the trace: steps, validation, epochs, callbacks, the dataset's own hooks, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inspector.analysis.finding import Finding
from inspector.analysis.model import Epoch, Step
from inspector.analysis.run import Run
from inspector.export.trace.event import Clock, TraceEvent
from inspector.export.trace.lanes import DATASET, EPOCHS, FINDINGS, STEPS, VALIDATION_STEPS, callback_lane
from inspector.recording.events import Role


def train_steps(run: Run, clock: Clock) -> Iterator[TraceEvent]:
    """A slice a step, or a group of them."""
    for epoch in run.epochs:
        for step in epoch.steps:
            yield _step(STEPS, epoch, step, clock)


def validation_steps(run: Run, clock: Clock) -> Iterator[TraceEvent]:
    """A slice for each validation, and within it one for each of its steps."""
    for epoch in run.epochs:
        passed = epoch.validation
        if passed is not None:
            name, args = f"validation of epoch {epoch.number}", {"epoch": epoch.number}
            name = name if run.call == "fit" else run.call
            yield clock.slice(VALIDATION_STEPS, name, passed.began_ns, passed.ended_ns, args, "validation")
            for step in passed.steps:
                yield _step(VALIDATION_STEPS, epoch, step, clock)


def _step(lane: int, epoch: Epoch, step: Step, clock: Clock) -> TraceEvent:
    last = "" if step.last in (None, step.index) else f"–{step.last}"
    args = {
        "epoch": epoch.number,
        "batches": step.batches,
        "replayed": step.replayed or None,
        "waited_us": step.waited_ns / 1000,
    }
    name = f"step {step.index}{last}" + (" · replay" if step.replayed else "")
    return clock.slice(lane, name, step.began_ns, step.ended_ns, args, "step")


def epochs(run: Run, clock: Clock) -> Iterator[TraceEvent]:
    """A slice an epoch."""
    for epoch in run.epochs:
        args = {"steps_done": epoch.steps_done}
        name = f"epoch {epoch.number}" if run.call == "fit" else run.call
        yield clock.slice(EPOCHS, name, epoch.began_ns, epoch.ended_ns, args, "epoch")


def callbacks(run: Run, clock: Clock) -> Iterator[TraceEvent]:
    """A slice for each hook of each callback object; a mark where one raised."""
    for call in run.callback_calls:
        lane, args = callback_lane(call.callback), {"epoch": call.epoch, "step": call.step}
        name = call.hook if call.failure is None else f"{call.hook} raised {call.failure.type}"
        yield clock.slice(lane, name, call.began_ns, call.ended_ns, args, "callback")


def dataset_hooks(run: Run, clock: Clock) -> Iterator[TraceEvent]:
    """A mark for each call of the dataset's own hooks, by time."""
    for call in sorted(run.dataset_calls, key=lambda one: one.t_ns):
        which = " of the validation data" if call.role is Role.VALIDATION else ""
        yield clock.instant(DATASET, call.hook + which, call.t_ns, {"epoch": call.epoch}, "dataset")


_NEVER_CAME = {
    "steps-missing": STEPS,
    "epoch-end-missing": EPOCHS,
    "epoch-missing": EPOCHS,
    "train-end-missing": EPOCHS,
    "dataset-epoch-end-missing": DATASET,
}
"""Findings about what is not there: marked in the lane where it should have been."""


def findings(run: Run, found: Sequence[Finding], clock: Clock) -> Iterator[TraceEvent]:
    """A mark for each finding, where it is about; by time."""
    marks = ((_when(run, one, clock), number, one) for number, one in enumerate(found))
    for t_ns, _, one in sorted(marks):
        args = {
            "rule": one.rule,
            "severity": one.severity.name.lower(),
            "explanation": one.explanation,
            "fix": one.fix,
            "caused_by": one.caused_by,
        }
        yield clock.instant(_NEVER_CAME.get(one.rule, FINDINGS), one.title, t_ns, args, "finding")


def _when(run: Run, finding: Finding, clock: Clock) -> int:
    """What is missing, when it should have been there at the latest; the rest, at the last thing that proves it."""
    if finding.rule not in _NEVER_CAME and finding.events:
        return min(clock.last_ns, max(run.recording.event(seq).t_ns for seq in finding.events))
    epoch = next((one for one in run.epochs if one.number == finding.epoch), None)
    return clock.last_ns if epoch is None or epoch.ended_ns is None else epoch.ended_ns
