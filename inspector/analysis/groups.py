"""Findings as a person reads them: each cause, and under it what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inspector.analysis.finding import Finding


@dataclass(frozen=True)
class Group:
    """One cause and what came of it."""

    cause: Finding
    consequences: tuple[Finding, ...]


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
