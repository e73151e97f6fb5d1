"""How the epoch strip is divided: cards while they fit, then thin cards, then cells alone. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from inspector.analysis.grid import EpochVerdict, StepState
from inspector.gui.timeline.epoch_badge import EpochBadge

CARD = 132.0
THIN_CARD = 46.0
WIDEST = 300.0
GAP = 8.0

WORST_FIRST = (
    StepState.MISSING,
    StepState.UNFINISHED,
    StepState.REPLAYED,
    StepState.RUNNING,
    StepState.STOPPED,
    StepState.PENDING,
    StepState.DONE,
)
VERDICTS_WORST_FIRST = (
    EpochVerdict.NEVER_ENDED,
    EpochVerdict.EMPTY,
    EpochVerdict.NEVER_BEGAN,
    EpochVerdict.SHORT,
    EpochVerdict.STOPPED,
    EpochVerdict.UNKNOWN,
    EpochVerdict.RUNNING,
    EpochVerdict.PENDING,
    EpochVerdict.ENDED,
)


class Detail(Enum):
    """How much there is room for."""

    CARD = "card"
    THIN = "thin card"
    CELL = "cell"


@dataclass(frozen=True)
class Slot:
    """A place in the strip, for one epoch or, where there are more than pixels, several: rows[first:stop]."""

    x: float
    width: float
    first: int
    stop: int


def lay_out_strip(epochs: int, width: float) -> tuple[Detail, list[Slot]]:
    """A slot an epoch while there is a slot's room for each."""
    if not epochs or width <= 0:
        return Detail.CARD, []
    for detail, least, gap in ((Detail.CARD, CARD, GAP), (Detail.THIN, THIN_CARD, 4.0)):
        each = (width - gap * (epochs - 1)) / epochs
        if each >= least:
            each = min(each, WIDEST)
            return detail, [Slot(i * (each + gap), each, i, i + 1) for i in range(epochs)]
    slots = min(epochs, int(width // 3))
    edges = np.linspace(0, epochs, slots + 1).round().astype(int).tolist()
    each = min(width / slots, 24.0)
    return Detail.CELL, [Slot(i * each, each - 1, edges[i], edges[i + 1]) for i in range(slots)]


def worst(states: np.ndarray, cells: int) -> np.ndarray:
    """At most `cells` cells for these states; where several share one, the worst of them is shown."""
    if len(states) <= cells:
        return states
    rank = np.zeros(256, np.uint8)
    rank[list(WORST_FIRST)] = np.arange(len(WORST_FIRST))
    starts = np.linspace(0, len(states), cells + 1).round().astype(int)[:-1]
    return np.array(WORST_FIRST, np.uint8)[np.minimum.reduceat(rank[states], starts)]


def ranks_of(badges: Sequence[EpochBadge]) -> np.ndarray:
    """How badly each epoch went: the smaller, the worse."""
    return np.array([VERDICTS_WORST_FIRST.index(badge.row.verdict) for badge in badges], np.uint8)
