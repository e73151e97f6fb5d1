"""How high each lane is and where it begins, in pixels. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inspector.gui.timeline.lane import Lane
from inspector.gui.timeline.lanes import Lanes

HEAD = 16
"""Over the first lane: room for the word `peek`."""
ROOMIEST = 1.35
"""Where there is room, lanes grow by up to this factor."""


@dataclass(frozen=True)
class LaneBand:
    """A lane from `top` on, `height` high; its boxes keep `inset` free above and below."""

    lane: Lane
    top: float
    height: float
    inset: float
    ruled: bool
    """Whether a line separates it from the lane below."""

    @property
    def box_top(self) -> float:
        """Where its boxes begin."""
        return self.top + self.inset

    @property
    def box_height(self) -> float:
        """How high its boxes are."""
        return self.height - 2 * self.inset


def least_height(lanes: Lanes) -> int:
    """The height that all lanes need at least."""
    return HEAD + sum(_height(lanes, lane)[0] for lane in lanes.shown)


def most_height(lanes: Lanes) -> int:
    """The height that all lanes take at most."""
    return round(HEAD + (least_height(lanes) - HEAD) * ROOMIEST)


def lay_out(lanes: Lanes, available: float) -> list[LaneBand]:
    """The lanes from top to bottom; roomier where there is room."""
    factor = max(1.0, min(ROOMIEST, (available - HEAD) / max(1, least_height(lanes) - HEAD)))
    shown: Sequence[Lane] = lanes.shown
    bands: list[LaneBand] = []
    top = float(HEAD)
    for lane, following in zip(shown, [*shown[1:], None], strict=True):
        height, inset = _height(lanes, lane)
        tall = float(round(height * factor))
        bands.append(LaneBand(lane, top, tall, inset * factor, ruled=following is None or bool(following.name)))
        top += tall
    return bands


def _height(lanes: Lanes, lane: Lane) -> tuple[int, float]:
    if lane is lanes.source or lane is lanes.train_steps:
        return 32, 4
    if lane is lanes.read_ahead:
        return 28, 5
    if lane is lanes.epochs:
        return 29, 4
    if lane is lanes.validation_source:
        return 28, 5
    if lane is lanes.validation_steps:
        return 21, 3
    if lane is lanes.dataset or lane is lanes.no_callbacks:
        return 22, 4.5
    if lane is lanes.passes:
        return 19, 2
    return (28, 7.5) if lane.name else (17, 3)
