"""What is claimed of a story, in short forms to compare with."""

from __future__ import annotations

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.finding import Finding, Severity
from tests.story import Story

SEVERITY = {
    "source-raised": "error, or warning where fit never saw it",
    "callback-raised": "error",
    "model-raised": "error",
    "validation-raised": "error, or warning where fit never saw it",
    "module-failed": "error",
    "structure-invalid": "error",
    "steps-missing": "error",
    "epoch-end-missing": "error",
    "epoch-missing": "error",
    "train-end-missing": "error",
    "empty-epoch": "error",
    "replayed-batches": "error",
    "data-exhausted": "error",
    "validation-short": "error",
    "validation-drift": "warning",
    "batch-begin-unfinished": "info",
    "dataset-epoch-end-missing": "warning",
    "dataset-epoch-end-early": "warning",
    "epochs-mixed": "warning",
    "unused-batches": "info, or warning where a later fit lost them",
    "steps-uneven": "warning",
    "steps-per-execution-overrun": "warning",
    "fit-generator-gone": "warning",
    "length-mismatch": "warning",
    "batch-size-varies": "info",
    "shape-varies": "error, or warning where fit took it",
    "dtype-varies": "warning",
    "non-finite": "error",
    "empty-batch": "error",
    "stopped-early": "info",
    "cancelled": "info",
    "stalled": "warning",
    "input-bound": "warning",
    "slow-callback": "warning",
    "retraced": "warning",
    "process-died": "error",
}
"""The contract of every rule: its name, and how grave it is."""


def claims(story: Story) -> list[Finding]:
    """All findings of a story, each as grave as the contract says."""
    found = diagnose(story.run())
    for one in found:
        assert one.severity.name.lower() in SEVERITY[one.rule]
    return found


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
