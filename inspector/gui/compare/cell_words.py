"""What either run did in one cell of the Step axis, in words. Pure."""

from __future__ import annotations

from inspector.analysis.compare import Comparison, PassTold, Side
from inspector.analysis.grid import EpochVerdict, StepState
from inspector.analysis.wording import array

STATES = {
    StepState.PENDING: "not told",
    StepState.UNFINISHED: "began and never ended",
    StepState.MISSING: "missing",
    StepState.STOPPED: "left out, as it was stopped",
    StepState.RUNNING: "goes on",
}
ABSENT = {
    EpochVerdict.UNKNOWN: "not told",
    EpochVerdict.NEVER_BEGAN: "the epoch never began",
    EpochVerdict.STOPPED: STATES[StepState.STOPPED],
}
"""Of a step of an epoch that did not begin."""


def cell_words(comparison: Comparison, epoch: int, in_validation: bool, step: int) -> str:
    """`Step 3 of epoch 0`, then a line for A and one for B."""
    where = f"epoch {epoch}'s validation" if in_validation else f"epoch {epoch}"
    if comparison.a.call == comparison.b.call == "evaluate":
        where = "evaluate"
    lines = [f"Step {step} of {where}"]
    for which, side in (("A", comparison.a), ("B", comparison.b)):
        lines.append(f"{which}: {_words(side, epoch, in_validation, step)}")
    return "\n".join(lines)


def _words(side: Side, number: int, in_validation: bool, step: int) -> str:
    epoch = side.epochs.get(number)
    if epoch is None:
        return ABSENT[side.absent(number)]
    told = epoch.validation if in_validation else epoch.training
    if told is None:
        return "no validation"
    if step >= len(told.states):
        return f"ended after {told.done:,} steps"
    return _done(told, step) if step < told.done else STATES[StepState(told.states[step])]


def _done(told: PassTold, step: int) -> str:
    batch = told.batches[step]
    replay = " (a replay)" if told.states[step] == StepState.REPLAYED else ""
    on = "a batch that is not known" if batch is None else f"batch {batch}{replay}"
    signature = None if told.signatures is None else told.signatures[step]
    shape = "" if signature is None else ": " + ", ".join(map(array, signature["inputs"]))
    return f"done, on {on}{shape}"
