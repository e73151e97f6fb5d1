"""Where the Time axis is broken: the first step compiles the model, and would dwarf every other.

What is left out is silence only: a stretch within that first step in which nothing was recorded. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple, TypeVar

import numpy as np

from inspector.analysis.model import Step
from inspector.analysis.run import Run
from inspector.recording.events import Role

DWARFS = 12.0
"""A first step this many times as long as those after it is broken,"""
SHARE = 0.25
"""if it also takes this share of the whole run."""
SHOWN = 4.0
"""What is left of the silence, in lengths of an ordinary step."""

Instants = TypeVar("Instants", float, np.ndarray)


class Break(NamedTuple):
    """Nanoseconds from `began` to `ended` are drawn as if they were `shown` long."""

    began: int
    ended: int
    shown: int
    role: Role = Role.TRAIN

    @property
    def left_out(self) -> int:
        """How much is not drawn."""
        return self.ended - self.began - self.shown


def find_breaks(run: Run) -> tuple[Break, ...]:
    """At most two: in the first step of training, and in the first one of validation."""
    trained: Sequence[Step] = next((epoch.steps for epoch in run.epochs if epoch.steps), ())
    tested: Sequence[Step] = next((e.validation.steps for e in run.epochs if e.validation and e.validation.steps), ())
    found = (_break_in(run, steps, role) for steps, role in ((trained, Role.TRAIN), (tested, Role.VALIDATION)))
    return tuple(sorted(one for one in found if one is not None))


def _break_in(run: Run, steps: Sequence[Step], role: Role) -> Break | None:
    first, others = steps[:1], [s.ended_ns - s.began_ns for s in steps[1:12] if s.ended_ns is not None]
    if not first or first[0].ended_ns is None or not others or run.fit_began_ns is None:
        return None
    ordinary = max(int(np.median(others)), 100_000)
    began, ended = _silence(run, first[0].began_ns, first[0].ended_ns)
    began, ended = began + ordinary // 2, ended - ordinary // 2
    total = (run.last_ns or ended) - run.fit_began_ns
    if ended - began < max(DWARFS * ordinary, SHARE * total):
        return None
    return Break(began, ended, int(SHOWN * ordinary), role)


def _silence(run: Run, began: int, ended: int) -> tuple[int, int]:
    """The longest stretch in between in which no batch was asked for or came."""
    instants = [began, ended]
    for source in run.sources.values():
        first = source.pulls[:64]
        instants += [t for pull in first for t in (pull.began_ns, pull.ended_ns) if t is not None and began < t < ended]
    instants.sort()
    return max(pairwise(instants), key=lambda pair: pair[1] - pair[0])


def squeezed(t_ns: Instants, breaks: Sequence[Break]) -> Instants:
    """Instants as they are drawn."""
    drawn = t_ns
    for one in breaks:
        length = one.ended - one.began
        drawn = drawn - np.clip(t_ns - one.began, 0, length) * (one.left_out / length)
    return drawn


def unsqueezed(drawn: Instants, breaks: Sequence[Break]) -> Instants:
    """The other way round."""
    t_ns = drawn
    for one in breaks:
        length = one.ended - one.began
        t_ns = t_ns + np.clip((t_ns - one.began) / one.shown, 0, 1) * (length - one.shown)
    return t_ns
