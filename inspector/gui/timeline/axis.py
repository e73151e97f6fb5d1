"""The two ways to lay a run out from left to right."""

from __future__ import annotations

from enum import Enum


class Axis(Enum):
    """TIME shows when; STEP gives every expected step one cell, so that what is missing has a place."""

    TIME = "time"
    STEP = "step"
