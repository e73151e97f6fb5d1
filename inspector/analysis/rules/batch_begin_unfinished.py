"""`batch-begin-unfinished`: `on_train_batch_begin` with no end."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.model import Outcome
from inspector.analysis.rules._death import DEATHS, how_fit_left


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    for row in evidence.grid:
        epoch = row.epoch
        if epoch is None or (epoch.ended_ns is None and not run.over):
            continue
        step = epoch.steps[-1] if epoch.steps else None
        if step is None or step.ended_ns is not None:
            continue
        because: tuple[str, ...] = DEATHS
        if run.outcome is Outcome.CANCELLED and epoch.ended_ns is None:
            why, because = "It was in flight when you stopped the run.", ("cancelled",)
        elif epoch.ended_ns is not None and row.expected is None:
            why = "Nobody said how many steps there are, so this is how fit learnt that the data was over."
            because = ()
        elif epoch.ended_ns is not None:
            why, because = "It asked for data that never came: the data ended here.", ("data-exhausted",)
        else:
            why = f"fit left {how_fit_left(run)} before its end."
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
            because=because,
        )


RULE = Rule("batch-begin-unfinished", find, consequence_of=(*DEATHS, "cancelled", "data-exhausted"))
