"""What the four `*-raised` rules share: where fit was when it died."""

from __future__ import annotations

from inspector.analysis.model import Step
from inspector.analysis.run import Run


def where_fit_died(run: Run) -> tuple[int | None, Step | None]:
    """The epoch that was under way, and the step of it that began and never ended."""
    epoch = run.epoch
    if epoch is None or epoch.ended_ns is not None:
        return None, None
    steps = epoch.steps
    if epoch.validation is not None and epoch.validation.ended_ns is None:
        steps = epoch.validation.steps
    return epoch.number, next((step for step in reversed(steps) if step.ended_ns is None), None)
