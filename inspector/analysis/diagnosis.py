"""All findings of a run: causes first, each with its consequences under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from inspector.analysis.finding import Evidence, Finding, Rule
from inspector.analysis.grid import expected_grid
from inspector.analysis.rules import RULES
from inspector.analysis.run import Run


def diagnose(run: Run, rules: Sequence[Rule] = RULES) -> list[Finding]:
    """What the rules claim about `run`: each cause, by severity, followed by what came of it.

    A rule never guesses: what the recording does not show yet is simply not claimed.
    """
    evidence = Evidence(run, expected_grid(run))
    found = [(rule, finding) for rule in rules for finding in rule.find(evidence)]
    present = {rule.name: rule for rule, _ in found}
    linked = [replace(finding, caused_by=_root(rule, present)) for rule, finding in found]
    causes = sorted((f for f in linked if f.caused_by is None), key=lambda f: -f.severity)
    ordered: list[Finding] = []
    for cause in causes:
        ordered.append(cause)
        if not any(earlier.rule == cause.rule for earlier in ordered[:-1]):
            ordered += [f for f in linked if f.caused_by == cause.rule]
    return ordered


def _root(rule: Rule, present: dict[str, Rule]) -> str | None:
    """The cause at the head of the chain above `rule`, so that consequences hang under one headline."""
    cause = next((name for name in rule.consequence_of if name in present), None)
    if cause is None:
        return None
    return _root(present[cause], present) or cause
