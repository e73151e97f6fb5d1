"""How many steps each epoch, and each validation pass, was to have. Reads a run, and needs no numpy for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector.analysis.run import Run


def expected_steps(run: Run) -> int | None:
    """Steps that each epoch was to have: what was asked of fit, else the length of the data; None where unknown."""
    return run.requested.steps_per_epoch or run.train.length


def expected_validation_steps(run: Run) -> int | None:
    """Steps that each validation pass was to have; None where unknown."""
    length = None if run.validation is None else run.validation.length
    return run.requested.validation_steps or length


def validates(run: Run, number: int) -> bool:
    """Whether there was to be validation at the end of this epoch, by `validation_freq`, which counts from 1."""
    when = run.validation_freq
    return (number + 1) % when == 0 if isinstance(when, int) else number + 1 in when
