"""One difference between two runs, and where on the Step axis it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum


class Topic(Enum):
    """What differs."""

    REQUESTED = "asked for"
    ENVIRONMENT = "environment"
    SETUP = "setup"
    EPOCH = "epoch"
    STEPS = "steps"
    BATCHES = "batches"
    SHAPES = "shapes"
    VALUES = "values"
    HOOKS = "hooks"
    OUTCOME = "outcome"
    FINDINGS = "findings"


OF_SETTING = frozenset({Topic.REQUESTED, Topic.ENVIRONMENT, Topic.SETUP})
"""What there was before anything happened."""


class Place(IntEnum):
    """Where within its epoch a difference is, in the order in which things happen there."""

    STEPS = 0
    VALIDATION = 1
    EPOCH_END = 2


@dataclass(frozen=True)
class Difference:
    """What differs, and what either run had there."""

    topic: Topic
    title: str
    a: str
    b: str
    epoch: int | None = None
    """None: it is of the run as a whole, and told after all epochs."""
    place: Place = Place.STEPS
    steps: tuple[int, ...] = ()
    """The steps that differ, ascending."""

    @property
    def order(self) -> tuple[float, int, int]:
        """Where it comes among the others."""
        first = self.steps[0] if self.steps else 0
        return (float("inf") if self.epoch is None else self.epoch, int(self.place), first)
