"""`epoch-missing`: a requested epoch never began (and no callback or person had stopped training)."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.grid import EpochVerdict, absent_epochs
from inspector.analysis.rules._death import DEATHS
from inspector.analysis.wording import count, stretches


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    first = next((row for row in evidence.grid if row.verdict is EpochVerdict.NEVER_BEGAN), None)
    if first is None:
        return
    never = list(absent_epochs(run))
    asked = len(run.asked_epochs)
    yield Finding(
        RULE.name,
        Severity.ERROR,
        f"Epoch{'' if sum(map(len, never)) == 1 else 's'} {stretches(never)} never began",
        f"{count(asked, 'epoch')} asked for, {len(run.epochs):,} begun, "
        f"{sum(epoch.ended_ns is not None for epoch in run.epochs)} finished.",
        "Mend the cause above.",
        epoch=first.number,
        events=() if run.failure is None else (run.failure.seq,),
    )


RULE = Rule(
    "epoch-missing",
    find,
    consequence_of=(*DEATHS, "data-exhausted"),
)
