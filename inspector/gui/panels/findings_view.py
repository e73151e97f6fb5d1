"""What the findings panel shows, as plain values: groups of a cause and its consequences, and the words. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inspector.analysis.finding import Finding, Severity
from inspector.analysis.model import Outcome
from inspector.analysis.run import Run
from inspector.analysis.wording import count, what

SEVERITY_GLYPHS = {Severity.ERROR: "✕", Severity.WARNING: "!", Severity.INFO: "i"}


@dataclass(frozen=True)
class Group:
    """One cause and what came of it."""

    cause: Finding
    consequences: tuple[Finding, ...]


@dataclass(frozen=True)
class Verdict:
    """The sentence over the findings: whether nothing is wrong, and how sure that is."""

    title: str
    text: str
    good: bool = False
    """Over, and nothing is wrong."""


def group(findings: Sequence[Finding]) -> list[Group]:
    """The findings as `diagnose` orders them, each cause with its consequences."""
    present = {finding.rule for finding in findings if finding.caused_by is None}
    groups: list[Group] = []
    taken: set[str] = set()
    for cause in findings:
        if cause.caused_by is not None and cause.caused_by in present:
            continue
        own = () if cause.rule in taken else tuple(f for f in findings if f.caused_by == cause.rule)
        taken.add(cause.rule)
        groups.append(Group(cause, own))
    return groups


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
    if not judged:
        return Verdict("Being judged…" if run.over else "Watching…", "A run this long is judged as a whole at its end.")
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
    if run.stop_training is not None:
        by = run.stop_training.callback
        return Verdict("No problem found", f"{by} ended training before the last epoch or step, as it may.", good=True)
    return Verdict("No problem found", "Everything asked for happened.", good=True)


def evidence_line(run: Run, finding: Finding) -> tuple[str, int] | None:
    """The file and line that the finding points at, where its evidence has one."""
    for seq in finding.events:
        payload = run.recording.event(seq).payload or {}
        told = payload.get("failure", payload)
        if told.get("file") and told.get("line"):
            return str(told["file"]), int(told["line"])
    return None


def markdown(group: Group) -> str:
    """The cause and its consequences, to paste into an issue."""
    cause = group.cause
    lines = [
        f"**{cause.title}** (`{cause.rule}`, {cause.severity.name.lower()})",
        "",
        cause.explanation,
        "",
        f"Fix: {cause.fix}",
    ]
    if group.consequences:
        lines += ["", "What came of it:", ""]
        lines += [f"- {finding.title} (`{finding.rule}`)" for finding in group.consequences]
    return "\n".join(lines) + "\n"
