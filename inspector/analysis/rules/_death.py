"""What the rules about a fit that died share: where it was, how it left, and which findings can explain that."""

from __future__ import annotations

from inspector.analysis.model import Outcome, Step
from inspector.analysis.run import Run

DEATHS = (
    "module-failed",
    "process-died",
    "callback-raised",
    "validation-raised",
    "source-raised",
    "structure-invalid",
    "shape-varies",
    "model-raised",
)
"""The rules that tell why fit did not come to its end."""


MEANT = "Nothing to mend if that was meant; what has to happen all the same belongs behind a try/finally around it."
"""What to do about a KeyboardInterrupt: Ctrl+C raises it wherever Python is at that moment."""


def where_fit_died(run: Run) -> tuple[int | None, Step | None]:
    """The epoch that was under way, and the step of it that began and never ended."""
    epoch = run.epoch
    if epoch is None or epoch.ended_ns is not None:
        return None, None
    validation = epoch.validation if died_validating(run) else None
    return epoch.number, (epoch if validation is None else validation).steps.open


def died_validating(run: Run) -> bool:
    """Whether that step is one of validation."""
    epoch = run.epoch
    return epoch is not None and epoch.validation is not None and epoch.validation.ended_ns is None


def how_fit_left(run: Run) -> str:
    """`by an exception`, or with the process."""
    return "with the process that ran it" if run.outcome is Outcome.DIED else "by an exception"
