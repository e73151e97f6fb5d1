"""Where things are from left to right: what the two axes have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from inspector.analysis.grid import EpochRow
from inspector.analysis.model import CallbackCall, DatasetCall, Epoch, Pull, Step
from inspector.recording.events import Role

Span = tuple[float, float]


class Place(Protocol):
    """An axis. `update` first; then where each thing is, in the axis' own unit."""

    def update(self, grid: Sequence[EpochRow]) -> bool:
        """Read what the run has gained; return whether things that had their place before have moved."""

    def pull(self, role: Role, pull: Pull) -> Span | None:
        """Where a pull is; None where it has no place."""

    def pull_settled(self, role: Role, pull: Pull) -> bool:
        """Whether that place is final."""

    def step(self, role: Role, epoch: Epoch, step: Step) -> Span | None:
        """Where a step that began is."""

    def call(self, call: CallbackCall) -> Span:
        """Where one hook of a callback is."""

    def dataset_call(self, call: DatasetCall) -> float:
        """Where a call of the dataset's own hook is."""

    def epoch(self, row: EpochRow) -> Span | None:
        """Where an epoch is."""

    def ghosts(self, grid: Sequence[EpochRow], role: Role) -> np.ndarray:
        """Boxes (rows of `ROW`) for the steps that are not there."""
