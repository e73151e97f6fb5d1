"""`shape-varies`: a dimension other than the first, or the rank, changes."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.model import Pull
from inspector.analysis.peek import Dims, dims, first_that_breaks, taken_by_keras
from inspector.analysis.rules._arrays import first_that_differs
from inspector.analysis.rules._death import where_fit_died
from inspector.analysis.run import Run
from inspector.analysis.wording import array, keras, shape
from inspector.recording.events import Role


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    source = run.train
    differs = first_that_differs(source, dims)
    if differs is None:
        return
    pull, one, before = differs
    taken = taken_by_keras(source)
    broken = first_that_breaks(source, taken)
    if broken is not None:
        pull, one = broken
    ended = _ended_fit(run, pull)
    epoch, step = where_fit_died(run) if ended else (None, None)
    yield Finding(
        RULE.name,
        Severity.ERROR if ended else Severity.WARNING,
        f"{one['name']} has another shape in batch {pull.batch}: {shape(one['shape'])}, before it "
        f"{shape(before['shape'])}",
        f"{_why(run, one['name'], taken, broken is not None)} Batch {pull.batch} has {array(one)}"
        + (", and fit ended with it." if ended else ". fit took it this time."),
        "Only the first dimension, the batch's size, may vary freely. Pad, crop or resize so that the others stay "
        "alike; where they are meant to vary, let the first two batches already differ there, and the model's input "
        "have None in that place.",
        epoch=epoch,
        step=None if step is None else step.index,
        batch=pull.batch,
        events=(pull.seq,) if run.failure is None or not ended else (pull.seq, run.failure.seq),
    )


def _ended_fit(run: Run, pull: Pull) -> bool:
    """Whether fit died of this batch: of nothing known at its origin, before any step had trained on it."""
    if run.failure is None or run.failure is not run.fit_raised:
        return False
    return pull.batch not in run.consumed(Role.TRAIN)


def _why(run: Run, name: str, taken: dict[str, Dims], broken: bool) -> str:
    if name not in taken:
        return "The dimensions after the first are not the same in every batch."
    peek = len(run.train.peeked)
    wanted = shape((None, *taken[name]))
    return (
        f"{keras(run)} looks at the first {peek:,} batches before training and takes {name} as {wanted} from them "
        "(None: any size)" + (": what differs from that is refused." if broken else ", which this batch fits.")
    )


RULE = Rule("shape-varies", find)
