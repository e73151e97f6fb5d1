"""What to look at before any fit: the data that a request means, and what of it that fit would need."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from inspector.fit.request import FitRequest


@dataclass(frozen=True)
class CheckRequest:
    """The data of `fit` is to be looked at, and no fit to be run."""

    fit: FitRequest

    @property
    def module(self) -> Path:
        """The file that the data comes from."""
        return self.fit.module

    @property
    def isolate(self) -> bool:
        """Whether to do it in a process of its own."""
        return self.fit.isolate
