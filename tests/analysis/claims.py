"""What is claimed of a story, in short forms to compare with."""

from __future__ import annotations

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.finding import Finding, Severity
from tests.story import Story


def claims(story: Story) -> list[Finding]:
    """All findings of a story."""
    return diagnose(story.run())


def tree(story: Story) -> dict[str, str | None]:
    """Each rule that fires, with what caused it, in the order in which a person reads them."""
    return {finding.rule: finding.caused_by for finding in claims(story)}


def grave(story: Story) -> dict[str, str | None]:
    """The same, of errors and warnings alone."""
    return {one.rule: one.caused_by for one in claims(story) if one.severity is not Severity.INFO}


def the(rule: str, story: Story) -> Finding:
    """The one finding of a rule."""
    (found,) = [one for one in claims(story) if one.rule == rule]
    return found


def none(rule: str, story: Story) -> bool:
    """Whether a rule does not fire."""
    return all(one.rule != rule for one in claims(story))
