"""`epoch-missing`: a requested epoch never began (and no callback or person had stopped training)."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.grid import EpochVerdict
from inspector.analysis.rules._death import DEATHS
from inspector.analysis.wording import count, spans


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    never = [row.number for row in evidence.grid if row.verdict is EpochVerdict.NEVER_BEGAN]
    if not never or run.fit_began_ns is None:
        return
    asked = len(run.requested.epoch_numbers)
    yield Finding(
        RULE.name,
        Severity.ERROR,
        f"Epoch {spans(never)} never began" if len(never) == 1 else f"Epochs {spans(never)} never began",
        f"{count(asked, 'epoch')} asked for, {len(run.epochs)} begun, "
        f"{sum(epoch.ended_ns is not None for epoch in run.epochs)} finished.",
        "Mend the cause above.",
        epoch=never[0],
        events=() if run.failure is None else (run.failure.seq,),
    )


RULE = Rule(
    "epoch-missing",
    find,
    consequence_of=(*DEATHS, "data-exhausted"),
)
