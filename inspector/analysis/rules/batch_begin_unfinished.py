"""`batch-begin-unfinished`: `on_train_batch_begin` with no end."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.model import Outcome


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    for row in evidence.grid:
        epoch = row.epoch
        if epoch is None or (epoch.ended_ns is None and not run.over):
            continue
        step = next((step for step in epoch.steps if step.ended_ns is None), None)
        if step is None:
            continue
        if run.outcome is Outcome.CANCELLED and epoch.ended_ns is None:
            why = "It was in flight when you stopped the run."
        elif epoch.ended_ns is not None:
            why = "It waited for data that never came: the data ended here."
        else:
            why = "fit left by an exception before its end."
        yield Finding(
            RULE.name,
            Severity.INFO,
            f"Step {step.index} of epoch {epoch.number} began and never ended",
            f"Keras calls on_train_batch_begin before it fetches the step's batch. {why} A callback that pairs the two "
            "hooks sees one begin too many.",
            "Nothing to mend in itself: see the cause, and do not count steps by on_train_batch_begin.",
            epoch=epoch.number,
            step=step.index,
            events=(step.seq,),
        )


RULE = Rule(
    "batch-begin-unfinished",
    find,
    consequence_of=(
        "source-raised",
        "validation-raised",
        "callback-raised",
        "model-raised",
        "cancelled",
        "data-exhausted",
    ),
)
