"""Where things are from left to right: what the two axes have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from inspector.analysis.grid import EpochRow
from inspector.analysis.model import DatasetCall, Epoch
from inspector.recording.events import Role

Span = tuple[float, float]
Spans = tuple[np.ndarray, np.ndarray]
"""Where things begin, and where they end."""


class Place(Protocol):
    """An axis. `update` first; then where each thing is, in the axis' own unit. Things are given by their numbers."""

    def update(self, grid: Sequence[EpochRow]) -> bool:
        """Read what the run has gained; return whether things that had their place before have moved."""

    def pulls(self, role: Role, numbers: np.ndarray) -> Spans:
        """Where pulls are; NaN where one has no place."""

    def pulls_settled(self, role: Role, numbers: np.ndarray) -> np.ndarray:
        """Whether these places are final."""

    def steps(self, role: Role, numbers: np.ndarray, epochs: np.ndarray) -> Spans:
        """Where steps are that have ended, given with the places of their epochs in the run's list."""

    def open_step(self, role: Role, epoch: Epoch, number: int) -> Span | None:
        """Where a step is that began and did not end."""

    def calls(self, numbers: np.ndarray) -> Spans:
        """Where calls of callbacks are."""

    def dataset_call(self, call: DatasetCall) -> float:
        """Where a call of the dataset's own hook is."""

    def epoch(self, row: EpochRow) -> Span | None:
        """Where an epoch is."""

    def ghosts(self, grid: Sequence[EpochRow], rows: range, role: Role) -> np.ndarray:
        """Boxes (rows of `ROW`) for the steps that are not there, of some rows of the grid."""
