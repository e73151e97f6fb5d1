"""How far one worker's clock is from the first one's, by the steps that ended on both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from inspector.analysis.run import Run

LEAST_SHARED = 3
"""So few steps may agree by chance: what they tell of the offset is not called certain."""
LEAST_FOR_DRIFT = 12
MOST_DRIFT = 5e-4
"""No clock of a machine gains more than this in a second; what does is not a clock's doing."""
DRIFT_EXPLAINS = 0.5
"""A drift is told where it leaves no more than this share of the spread."""
CERTAIN = 4
"""So many times the spread: further apart than that is further apart than the clocks are uncertain."""

Instants = TypeVar("Instants", float, np.ndarray)


@dataclass(frozen=True)
class Clock:
    """From a worker's own times to those of the first worker."""

    shared: int = 0
    """How many steps ended both here and on the first worker; 0: it cannot be told how far the two are apart."""
    offset_ns: int = 0
    """What to add to its times."""
    spread_ns: int = 0
    """How far apart the ends of shared steps still are then: half of them lie closer."""
    drift: float = 0.0
    """By how much the offset grows in each unit of time; 0 where no drift was seen."""
    at_ns: int = 0
    """The time, on its own clock, at which the offset is `offset_ns`."""
    own: bool = False
    """Whether it is the first worker's: there is nothing to align."""

    @property
    def aligned(self) -> bool:
        """Whether its times can be compared with the first worker's."""
        return self.own or self.shared > 0

    def there(self, t_ns: Instants) -> Instants:
        """Instants of its own, on the first worker's clock."""
        return t_ns + self.offset_ns + self.drift * (t_ns - self.at_ns)

    @property
    def uncertain_ns(self) -> int | None:
        """How far off it may be; None where too little tells."""
        if self.own:
            return 0
        return CERTAIN * self.spread_ns if self.shared >= LEAST_SHARED else None


def clock_against(first: Run, run: Run) -> Clock:
    """The clock of `run` against that of `first`."""
    there, here = shared_ends(first, run)
    if not len(there):
        return Clock()
    apart = there - here
    offset = round(float(np.median(apart)))
    level = Clock(len(there), offset, _spread(apart - offset))
    sloped = _drifting(here, apart)
    return sloped if sloped is not None and sloped.spread_ns <= DRIFT_EXPLAINS * level.spread_ns else level


def shared_ends(first: Run, run: Run) -> tuple[np.ndarray, np.ndarray]:
    """When the steps ended that ended on both: on the first, and on this one."""
    (steps, there), (own, here) = _step_ends(first), _step_ends(run)
    _, mine, its = np.intersect1d(steps, own, return_indices=True)
    return there[mine], here[its]


def _step_ends(run: Run) -> tuple[np.ndarray, np.ndarray]:
    """A number for each step that ended, the same in every run, and when that was."""
    steps, times = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for epoch in run.epochs:
        ended = epoch.steps.ended
        steps.append((epoch.number << 32) + epoch.steps.column("index")[ended].astype(np.int64))
        times.append(epoch.steps.column("ended_ns")[ended])
    return np.concatenate(steps), np.concatenate(times)


def _drifting(here: np.ndarray, apart: np.ndarray) -> Clock | None:
    """The line through the medians of the first and the last third; it heeds no step that ended late by itself."""
    if len(here) < LEAST_FOR_DRIFT:
        return None
    third = len(here) // 3
    early, late = slice(None, third), slice(-third, None)
    span = float(np.median(here[late]) - np.median(here[early]))
    drift = float(np.median(apart[late]) - np.median(apart[early])) / span if span > 0 else 0.0
    if abs(drift) > MOST_DRIFT:
        return None
    at = int(np.median(here))
    level = apart - drift * (here - at)
    offset = round(float(np.median(level)))
    return Clock(len(here), offset, _spread(level - offset), drift, at)


def _spread(left: np.ndarray) -> int:
    return round(float(np.median(np.abs(left))))
