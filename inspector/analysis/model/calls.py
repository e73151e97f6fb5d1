"""Calls of callback objects and of the dataset's own hooks, and what they did to training."""

from __future__ import annotations

from dataclasses import dataclass

from inspector.analysis.model.ending import Failure
from inspector.recording.events import Payload, Role


@dataclass(frozen=True, slots=True)
class CallbackObject:
    """One object in fit's list of callbacks."""

    index: int
    name: str


@dataclass(slots=True)
class CallbackCall:
    """One hook of one callback object."""

    callback: CallbackObject
    hook: str
    seq: int
    began_ns: int
    epoch: int | None
    step: int | None
    ended_ns: int | None = None
    failure: Failure | None = None


@dataclass(slots=True)
class DatasetCall:
    """One call of the dataset's own hook."""

    role: Role
    hook: str
    seq: int
    t_ns: int
    epoch: int | None
    """None: outside any epoch."""
    ended_ns: int | None = None


@dataclass(frozen=True, slots=True)
class Retrace:
    """The train step was compiled again."""

    epoch: int | None
    step: int | None
    seq: int
    before: tuple[Payload, ...]
    after: tuple[Payload, ...]


@dataclass(frozen=True, slots=True)
class StopTraining:
    """Which callback set `model.stop_training`, and where."""

    callback: str
    hook: str
    epoch: int
    step: int | None
    seq: int
    t_ns: int
