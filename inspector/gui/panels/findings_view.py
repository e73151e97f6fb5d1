"""What the findings panel shows beside the findings, as plain values: what stands over them. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from inspector.analysis.ending import Outcome
from inspector.analysis.finding import Finding, Severity
from inspector.analysis.groups import Group
from inspector.analysis.passed_over import passed_over
from inspector.analysis.wording import count, what

if TYPE_CHECKING:
    from inspector.analysis.run import Run


@dataclass(frozen=True)
class Verdict:
    """The sentence over the findings: whether nothing is wrong, and how sure that is."""

    title: str
    text: str
    good: bool = False
    """Over, and nothing is wrong."""


def summary(groups: Sequence[Group], *, over: bool = True) -> str:
    """`1 cause · 4 consequences`, `1 note`, or nothing; `so far` before it while more may come."""
    causes = sum(group.cause.severity > Severity.INFO for group in groups)
    notes = len(groups) - causes
    consequences = sum(len(group.consequences) for group in groups)
    parts = [
        count(causes, "cause") if causes else "",
        count(consequences, "consequence") if consequences else "",
        count(notes, "note") if notes else "",
    ]
    words = " · ".join(part for part in parts if part)
    return words if over or not words else f"so far {words}"


def verdict(
    run: Run | None, findings: Sequence[Finding], problem: str | None = None, *, judged: bool = True
) -> Verdict | None:
    """What stands over the findings; None where they speak for themselves.

    `judged`: whether the findings are those of the run as it is now.
    """
    if problem is not None:
        return Verdict("fit was not run", problem)
    if run is None:
        return Verdict("Nothing has run yet", "What fit really did appears here, the cause first.")
    if not judged and (run.over or run.cut):
        return Verdict("Being judged…", "What is wrong, if anything is, stands here in a moment.")
    if not judged:
        return Verdict("Watching…", "A run this long is judged as a whole at its end.")
    if any(finding.severity > Severity.INFO for finding in findings):
        return None
    if not run.over:
        return Verdict("Watching… so far nothing is wrong", "What has not come yet is pending, not missing.")
    match run.outcome:
        case Outcome.CANCELLED:
            return Verdict("You stopped the run", "In what ran until then, nothing is wrong.")
        case Outcome.RAISED:
            told = "" if run.failure is None else f"{what(run.failure)}. "
            return Verdict("fit raised", f"{told}The log has the whole traceback.")
        case Outcome.DIED:
            return Verdict("The run ended without a word", "What was recorded until then is shown.")
    if left := passed_over(run):
        return Verdict("No problem found in what was chosen", left)
    if run.stop_training is not None:
        by = run.stop_training.callback
        return Verdict("No problem found", f"{by} ended training before the last epoch or step, as it may.", good=True)
    if run.call == "check":  # no fit was asked for
        return Verdict("No problem found", "Nothing wrong was seen in the data that was looked at.", good=True)
    return Verdict("No problem found", "Everything asked for happened.", good=True)


def evidence_line(run: Run, finding: Finding) -> tuple[str, int] | None:
    """The file and line that the finding points at, where its evidence has one."""
    for seq in finding.events:
        payload = run.recording.event(seq).payload or {}
        told = payload.get("failure", payload)
        if told.get("file") and told.get("line"):
            return str(told["file"]), int(told["line"])
    return None
