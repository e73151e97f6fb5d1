"""`epoch-end-missing`: callback `on_epoch_end` never came for an epoch that began."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.model import CallbackObject, Outcome
from inspector.analysis.rules._death import DEATHS, how_fit_left
from inspector.analysis.wording import count


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    if not run.over or run.outcome is Outcome.CANCELLED:
        return
    for row in evidence.grid:
        if row.epoch is None or row.epoch.ended_ns is not None:
            continue
        yield Finding(
            RULE.name,
            Severity.ERROR,
            f"on_epoch_end never came for epoch {row.number}",
            f"The epoch began, completed {count(row.done, 'step')}, and fit left it {how_fit_left(run)}. Keras calls "
            f"on_epoch_end only where an epoch comes to its end.{_who_waits(run.callbacks)}",
            "Mend the cause above. What has to happen however an epoch ends belongs behind a try/finally around fit: "
            "no callback hook is called once fit raises.",
            epoch=row.number,
            events=(row.epoch.seq,),
        )


def _who_waits(callbacks: list[CallbackObject]) -> str:
    own = [callback.name for callback in callbacks if callback.name not in ("History", "ProgbarLogger")]
    return f" {', '.join(own)} did not see the end of this epoch." if own else ""


RULE = Rule(
    "epoch-end-missing",
    find,
    consequence_of=DEATHS,
)
