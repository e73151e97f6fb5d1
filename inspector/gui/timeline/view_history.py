"""The views of a run that a person has had, to go back to and forward again. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from inspector.gui.timeline.axis import Axis

ONE_GESTURE_S = 0.6
"""Moves that come this soon after each other are one: a turn of the wheel, a drag."""
KEPT = 100


V = TypeVar("V")


@dataclass(frozen=True)
class View:
    """What was in view of the timeline."""

    axis: Axis
    span: tuple[float, float] | None
    """in the axis' unit; None: the whole run, however long it is by then"""


class ViewHistory(Generic[V]):
    """A line of views, with a place in it."""

    def __init__(self) -> None:
        self._views: list[V] = []
        self._at = -1
        self._noted_at = float("-inf")

    def begin(self, view: V) -> None:
        """Forget what was, and begin here."""
        self._views, self._at, self._noted_at = [view], 0, float("-inf")

    def note(self, view: V, now: float) -> None:
        """The person has come to this view, at `now` (seconds); what lay ahead is forgotten."""
        if not self._views or view == self._views[self._at]:
            return
        one_gesture = now - self._noted_at < ONE_GESTURE_S and self._at == len(self._views) - 1 > 0
        self._noted_at = now
        kept = self._views[: self._at + (0 if one_gesture else 1)]
        self._views = [*kept[-KEPT:], view]
        self._at = len(self._views) - 1

    @property
    def can_go_back(self) -> bool:
        """Whether there is a view before."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether a person has gone back."""
        return self._at < len(self._views) - 1

    def back(self) -> V | None:
        """The view before."""
        return self._go(-1) if self.can_go_back else None

    def forward(self) -> V | None:
        """The view that was left by going back."""
        return self._go(1) if self.can_go_forward else None

    def _go(self, by: int) -> V:
        self._at += by
        self._noted_at = float("-inf")  # what comes next is another gesture
        return self._views[self._at]
