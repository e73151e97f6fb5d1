"""All findings of a run: causes first, each with its consequences under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.grid import expected_grid
from inspector.analysis.rules import RULES
from inspector.analysis.rules.of_check import CHECK_RULES
from inspector.analysis.run import Run
from inspector.analysis.wording import epochs


def diagnose(run: Run, rules: Sequence[Rule] = (*RULES, *CHECK_RULES)) -> list[Finding]:
    """What the rules claim about `run`: each cause, the gravest first, followed by what came of it.

    A rule never guesses: what the recording does not show yet is simply not claimed.
    """
    evidence = Evidence(run, expected_grid(run))
    found = [(rule, finding) for rule in rules if run.call in rule.calls for finding in rule.find(evidence)]
    linked = _Causes(found).linked()
    consequences: dict[str, list[Finding]] = {}
    for finding in linked:
        if finding.caused_by is not None:
            consequences.setdefault(finding.caused_by, []).append(finding)
    groups: list[list[Finding]] = []
    for cause in linked:
        if cause.caused_by is None:
            groups.append([cause, *consequences.pop(cause.rule, ())])
    # A cause is as grave as the gravest that came of it.
    groups.sort(key=lambda group: -max(finding.severity for finding in group))
    return [finding for group in groups for finding in _folded(group)]


SHOWN = 12
"""How many findings of one rule under one cause are told one by one."""


def _folded(group: list[Finding]) -> list[Finding]:
    """Where a rule fires for very many epochs, the rest of them as one finding: a person reads no hundred alike."""
    alike: dict[str, list[Finding]] = {}
    for finding in group:
        alike.setdefault(finding.rule, []).append(finding)
    told: list[Finding] = []
    for found in alike.values():
        told += found[:SHOWN]
        if len(found) > SHOWN:
            told.append(_rest(found[SHOWN:]))
    return told


def _rest(found: list[Finding]) -> Finding:
    first = found[0]
    numbers = [finding.epoch for finding in found if finding.epoch is not None]
    where = f" in {epochs(numbers)}" if numbers else ""
    return replace(
        first,
        title=f"{len(found):,} more of the same{where}: {first.title}" if len(found) > 1 else first.title,
        events=tuple(seq for finding in found[:SHOWN] for seq in finding.events),
    )


class _Causes:
    """Which finding explains which."""

    def __init__(self, found: list[tuple[Rule, Finding]]) -> None:
        self._found = found
        self._by_rule: dict[str, list[tuple[Rule, Finding]]] = {}
        for rule, finding in found:
            self._by_rule.setdefault(rule.name, []).append((rule, finding))

    def linked(self) -> list[Finding]:
        """Every finding with the head of the chain above it, so that consequences hang under one headline."""
        return [replace(finding, caused_by=self._root(rule, finding)) for rule, finding in self._found]

    def _root(self, rule: Rule, finding: Finding) -> str | None:
        for name in rule.consequence_of if finding.because is None else finding.because:
            for other, cause in self._by_rule.get(name, ()):
                if _explains(cause, finding):
                    return self._root(other, cause) or cause.rule
        return None


def _explains(cause: Finding, finding: Finding) -> bool:
    """What comes later explains nothing, and what is no error explains no error."""
    if finding.severity is Severity.ERROR and cause.severity is not Severity.ERROR:
        return False
    return cause.epoch is None or finding.epoch is None or cause.epoch <= finding.epoch
