"""`train-end-missing`: `on_train_end` never came."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.model import Outcome
from inspector.analysis.rules._death import DEATHS, how_fit_left


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    if not run.over or run.outcome is Outcome.CANCELLED:
        return
    if run.train_began_ns is None or run.train_ended_ns is not None:
        return
    last = run.epoch
    yield Finding(
        RULE.name,
        Severity.ERROR,
        "on_train_end never came",
        f"on_train_begin was called, and fit left {how_fit_left(run)}. Callbacks that write or close something in "
        "on_train_end have not done so.",
        "Mend the cause above; close what must be closed behind a try/finally around fit.",
        epoch=None if last is None else last.number,
        events=() if run.failure is None else (run.failure.seq,),
    )


RULE = Rule(
    "train-end-missing",
    find,
    consequence_of=DEATHS,
)
