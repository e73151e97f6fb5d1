"""`empty-batch`: a batch of zero rows."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import EVERY_CALL, Evidence, Finding, Rule, Severity
from inspector.analysis.model import Source
from inspector.analysis.wording import batches, the_source
from inspector.recording.events import Role


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    for role, source in run.sources.items():
        produced = source.produced
        empty = produced.where(produced.rows() == 0)
        if not empty:
            continue
        which = "validation " if role is Role.VALIDATION else ""
        named = batches(empty.column("batch").tolist())
        yield Finding(
            RULE.name,
            Severity.ERROR,
            f"{named[0].upper()}{named[1:]} of the {which}data had no rows",
            "A mean over no rows is NaN: the step's loss and gradients can be NaN with it, and the weights after it. "
            "No exception is raised for it.",
            f"{_leave_out(source)} A common cause is one batch too many at the end, when the data divides evenly.",
            batch=empty[0].batch,
            events=tuple(pull.seq for pull in empty[:20]),
        )


def _leave_out(source: Source) -> str:
    """How data of this kind gives no batch with nothing in it."""
    if source.kind == "py_dataset":
        return f"Let `__len__` of the {the_source(source)} count only the batches that have rows."
    if source.kind == "tf_dataset":
        return "Leave a batch with nothing in it out: `dataset.filter(lambda x, y: tf.shape(x)[0] > 0)`."
    return f"Let the {the_source(source)} leave out a batch with nothing in it: `if len(x): yield x, y`."


RULE = Rule("empty-batch", find, calls=EVERY_CALL)
