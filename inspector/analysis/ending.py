"""What was asked of a run, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Outcome(str, Enum):
    """How the run ended; its values are the report's."""

    RUNNING = "running"
    COMPLETED = "completed"
    RAISED = "raised"
    CANCELLED = "cancelled"
    DIED = "died"


@dataclass(frozen=True, slots=True)
class Requested:
    """What was asked of `fit`; None where nothing was given."""

    epochs: int | None = None
    initial_epoch: int | None = None
    steps_per_epoch: int | None = None
    validation_steps: int | None = None
    steps_per_execution: int | None = None

    @property
    def epoch_numbers(self) -> range:
        """The epochs that were to run."""
        return range(self.initial_epoch or 0, 1 if self.epochs is None else self.epochs)

    @property
    def group(self) -> int:
        """How many steps one begin and end of a batch stand for."""
        return self.steps_per_execution or 1


@dataclass(frozen=True, slots=True)
class Failure:
    """An exception as it was at the place that raised it."""

    type: str
    message: str
    file: str | None
    line: int | None
    function: str | None
    where: str
    """data | validation | model | callback | module"""
    traceback: str
    """The person's own frames first."""
    seq: int
    t_ns: int
