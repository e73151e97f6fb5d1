"""`cancelled`: the person stopped the run; nothing after that point is called missing."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import EVERY_CALL, Evidence, Finding, Rule, Severity
from inspector.analysis.model import Outcome


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    if run.outcome is not Outcome.CANCELLED:
        return
    epoch = run.epoch
    if run.call != "fit":
        where, epoch = "while its data was looked at" if run.call == "check" else "in evaluate", None
    elif epoch is None:
        where = "before the first epoch"
    elif epoch.steps_done == 0:
        where = f"in epoch {epoch.number}, before its first step was done"
    else:
        where = f"in epoch {epoch.number}, after step {epoch.steps_done - 1}"
    yield Finding(
        RULE.name,
        Severity.INFO,
        f"You stopped the run {where}",
        "What was recorded up to there is kept. What did not run after it is shown as stopped, not as missing.",
        "Press Run to start again from the beginning.",
        epoch=None if epoch is None else epoch.number,
        step=None if epoch is None or not epoch.steps_done else epoch.steps_done - 1,
        events=() if run.stop_asked is None else (run.stop_asked.seq,),
    )


RULE = Rule("cancelled", find, calls=EVERY_CALL)
