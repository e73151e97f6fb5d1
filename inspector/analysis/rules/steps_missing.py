"""`steps-missing`: an epoch completed fewer steps than expected."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.grid import EpochRow, StepState, excused
from inspector.analysis.wording import count, spans


def find(evidence: Evidence) -> Iterator[Finding]:
    for row in evidence.grid:
        if row.epoch is None or row.expected is None or row.done >= row.expected:
            continue
        over = evidence.run.over or row.epoch.ended_ns is not None
        if not over or excused(evidence.run, row.number):
            continue
        yield _claim(row)


def _claim(row: EpochRow) -> Finding:
    assert row.epoch is not None
    assert row.expected is not None
    missing = np.flatnonzero(np.isin(row.states, (StepState.MISSING, StepState.UNFINISHED)))
    begun = next((step for step in row.epoch.steps if step.ended_ns is None), None)
    waited = f"; step {begun.index} began and got no batch" if begun is not None else ""
    ended = "on_epoch_end was called all the same" if row.epoch.ended_ns is not None else "on_epoch_end never came"
    return Finding(
        RULE.name,
        Severity.ERROR,
        f"{row.expected - row.done} of {count(row.expected, 'step')} missing in epoch {row.number}",
        f"Epoch {row.number} completed {row.done} of {count(row.expected, 'step')}: steps {spans(missing.tolist())} "
        f"never completed{waited}; {ended}. Keras' progress bar draws its target: it shows "
        f"{row.expected}/{row.expected} for a short epoch too, once that epoch has ended.",
        "See the cause above."
        if begun is not None
        else "Give every epoch as many batches as steps_per_epoch asks for.",
        epoch=row.number,
        step=int(missing[0]) if len(missing) else row.done,
        events=(row.epoch.seq, *(() if begun is None else (begun.seq,))),
    )


RULE = Rule(
    "steps-missing",
    find,
    consequence_of=(
        "source-raised",
        "validation-raised",
        "callback-raised",
        "model-raised",
        "data-exhausted",
    ),
)
