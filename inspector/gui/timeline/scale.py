"""From the axis' unit to pixels of the view box."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

FAR = 50.0
"""Boxes are cut off this many pixels outside the view: painters dislike huge coordinates."""


@dataclass(frozen=True)
class Scale:
    """The range in view and how many pixels it takes."""

    left: float
    right: float
    width: float

    @cached_property
    def unit(self) -> float:
        """Pixels a unit."""
        return self.width / (self.right - self.left) if self.right > self.left else 1.0

    def px(self, x: float) -> float:
        """The pixel of one place."""
        return (x - self.left) * self.unit

    def pixels(self, x: np.ndarray) -> np.ndarray:
        """The pixels of many, cut off a little outside the view."""
        return np.minimum(np.maximum((x - self.left) * self.unit, -FAR), self.width + FAR)

    def x(self, px: float) -> float:
        """The place at a pixel."""
        return self.left + px / self.unit
