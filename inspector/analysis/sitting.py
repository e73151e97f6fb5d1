"""Calls that take very long and have not come back: which, for how long, and on which line they sit."""

from __future__ import annotations

from inspector.analysis.model import Sits
from inspector.analysis.run import Run
from inspector.analysis.wording import seconds, the_source
from inspector.recording.events import Kind, Role

LATEST = 16
"""Of how many samples it is looked whether their call has come back: several threads can sit at once."""


def sitting(run: Run) -> list[Sits]:
    """The last sample of each call that was seen to take very long and has not ended, the latest call first."""
    last: dict[tuple[object, ...], Sits] = {}
    for sits in run.sits[-LATEST:]:
        last[(sits.what, sits.role, sits.number, sits.callback, sits.hook)] = sits
    return [sits for sits in reversed(last.values()) if _is_open(run, sits)]


def what_sits(run: Run, sits: Sits) -> str:
    """`next() for batch 7`, `Step 3 of epoch 0`, `Checkpoint.on_epoch_end`."""
    validation = "validation " if sits.role is Role.VALIDATION else ""
    if sits.what is Kind.PULL_SITS:
        source = run.source(sits.role)
        if source.kind == "generator":
            return f"next() for {validation}batch {sits.number}"
        return f"The {validation}{the_source(source)}'s batch {sits.number}"
    if sits.what is Kind.STEP_SITS:
        of = "" if run.epoch is None else f" of epoch {run.epoch.number}"
        return f"{validation.capitalize()}{'s' if validation else 'S'}tep {sits.number}{of}"
    name = next((one.name for one in run.callbacks if one.index == sits.callback), "A callback")
    return f"{name}.{sits.hook}"


def sitting_words(run: Run) -> str:
    """What sits now, and where; empty where nothing does, or the run is over."""
    if run.over:
        return ""
    for sits in sitting(run):
        there = seconds(max(0, run.now_ns - sits.t_ns))
        return f"{what_sits(run, sits)} has been on {sits.place}, for {there}, on thread {sits.thread}."
    return ""


def _is_open(run: Run, sits: Sits) -> bool:
    if sits.what is Kind.PULL_SITS:
        pulls = [pull for pull in run.source(sits.role).pulls[-64:] if pull.batch == sits.number]
        return not any(pull.ended_ns is not None and pull.ended_ns >= sits.t_ns for pull in pulls)
    if sits.what is Kind.CALLBACK_SITS:
        calls = (call for call in reversed(run.callback_calls) if call.callback.index == sits.callback)
        last = next((call for call in calls if call.hook == sits.hook), None)
        return last is not None and last.ended_ns is None
    epoch = run.epoch
    steps = [] if epoch is None else epoch.steps
    if sits.role is Role.VALIDATION:
        steps = [] if epoch is None or epoch.validation is None else epoch.validation.steps
    ended = epoch is None or epoch.ended_ns is not None or not steps
    return not ended and steps[-1].index == sits.number and steps[-1].ended_ns is None
