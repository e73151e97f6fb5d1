"""What is known of one of the two runs. None: not known, which is not the same as not there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from inspector.analysis.grid import EpochVerdict
from inspector.recording.events import Payload


@dataclass(frozen=True)
class PassTold:
    """The steps of one epoch, or those of its validation."""

    expected: int | None
    """How many there were to be."""
    states: np.ndarray
    """uint8 of StepState, one a step, as in `EpochRow.states`."""
    batches: tuple[int | None, ...]
    """The batch of each step that was done."""
    replayed: frozenset[int]
    signatures: tuple[Payload | None, ...] | None = None
    """What each of those batches was like: structure, shapes, dtypes."""
    statistics: tuple[Payload | None, ...] | None = None
    """What its values were like."""

    @property
    def done(self) -> int:
        """How many steps were done."""
        return len(self.batches)


@dataclass(frozen=True)
class EpochTold:
    """One epoch that began."""

    number: int
    training: PassTold
    validation: PassTold | None
    ended: bool | None
    """Whether the callbacks' on_epoch_end came."""
    verdict: EpochVerdict
    dataset_began: bool | None = None
    dataset_ended: bool | None = None


@dataclass(frozen=True)
class FindingTold:
    """One claim, without its reasons."""

    rule: str
    severity: str
    title: str
    epoch: int | None
    step: int | None


@dataclass(frozen=True)
class Timings:
    """How long things took, in nanoseconds; None where there was nothing of the kind."""

    fit: int | None = None
    first_step: int | None = None
    step: int | None = None
    """The median, without the first."""
    waited: int | None = None
    """In all, of steps for their data."""
    pull: int | None = None
    """The median of a `next()` or `__getitem__`."""
    validation: int | None = None
    callbacks: int | None = None


@dataclass(frozen=True)
class Side:
    """One run."""

    name: str
    """What to call it: the name of its file, or what the window calls a run that was recorded by itself."""
    headline: str
    """What ran, how it ended, on what: in a line."""
    outcome: str
    error: str | None
    requested: Mapping[str, int | None]
    environment: Mapping[str, str | None]
    epochs: Mapping[int, EpochTold]
    hooks: Mapping[str, int | None]
    """How often each was called in all."""
    findings: tuple[FindingTold, ...]
    cut: bool
    """Whether more may have happened than is told."""
    call: str = "fit"
    """fit, or evaluate, whose one pass stands as the validation of an epoch 0 that has no steps of training."""
    setting: Mapping[str, str | None] = field(default_factory=dict)
    """What else was asked for, and what the data was; only a recording tells."""
    calls: Mapping[str, int] | None = None
    """How often each hook of each of the person's callbacks was called, by `name.hook`."""
    timings: Timings | None = None
    """Only a recording tells."""
    left_out: range = range(0)
    """The epochs that were asked for and did not begin because a callback or the person stopped the run."""

    @property
    def last_epoch(self) -> int | None:
        """The number of the last epoch that began."""
        return max(self.epochs, default=None)

    def tells_of(self, epoch: int) -> bool:
        """Whether what is not told of this epoch was not there: not where the telling breaks off in it, or before."""
        last = self.last_epoch
        return not self.cut or (last is not None and epoch < last)

    def absent(self, epoch: int) -> EpochVerdict:
        """What became of an epoch that did not begin, as far as that is told."""
        if not self.tells_of(epoch):
            return EpochVerdict.UNKNOWN
        return EpochVerdict.STOPPED if epoch in self.left_out else EpochVerdict.NEVER_BEGAN
