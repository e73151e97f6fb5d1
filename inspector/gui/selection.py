"""What is selected: one thing of the run, the same for the timeline, the tables and the details."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from inspector.recording.events import Role


class Thing(Enum):
    """The kinds of thing that a person can point at."""

    BATCH = "batch"
    """one pull from the data; `seq` is its begin"""
    STEP = "step"
    """one step that began; `seq` is its begin"""
    MISSING_STEP = "missing step"
    """one expected step that never began; it has no seq"""
    EPOCH = "epoch"
    """one epoch; seq is None where it never began"""
    CALLBACK = "callback"
    """one hook of one callback object; `seq` is its begin"""
    DATASET_HOOK = "dataset hook"


@dataclass(frozen=True)
class Selection:
    """One selected thing. What does not apply is None."""

    thing: Thing
    role: Role = Role.TRAIN
    epoch: int | None = None
    step: int | None = None
    batch: int | None = None
    seq: int | None = None
