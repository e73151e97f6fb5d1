"""The ticks of the axis at the bottom: round times, or steps grouped by epoch."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from inspector.gui.timeline.step_place import EpochCells


class Tick(NamedTuple):
    """A mark on the axis, and what it says; empty: a mark alone."""

    x: float
    text: str


class EpochSpan(NamedTuple):
    """An epoch under its steps."""

    x0: float
    x1: float
    text: str


class Piece(NamedTuple):
    """A stretch of the axis along which the time is x + `left_out`."""

    x0: float
    x1: float
    left_out: float


WHOLE = (Piece(-math.inf, math.inf, 0.0),)


def time_ticks(
    left: float, right: float, width: float, apart: float = 76.0, pieces: Sequence[Piece] = WHOLE
) -> list[Tick]:
    """Round times between two places (in seconds), at least `apart` pixels from each other."""
    if right <= left or width <= 0:
        return []
    least = (right - left) * apart / width
    power = 10.0 ** math.floor(math.log10(least))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= least * 0.999)
    unit, scale = next((u, s) for u, s in _UNITS if step >= s * 0.999 or s == _UNITS[-1][1])
    largest = max(abs(left), abs(right) + pieces[-1].left_out)
    if step < 1 <= largest and step >= 0.01:  # 1.25 s, rather than 1250 ms
        unit, scale = "s", 1.0
    digits = max(0, -math.floor(math.log10(step / scale) + 1e-9))
    ticks: list[Tick] = []
    for piece in pieces:
        first = math.ceil((max(left, piece.x0) + piece.left_out) / step - 1e-9)
        last = math.floor((min(right, piece.x1) + piece.left_out) / step + 1e-9)
        for i in range(first, last + 1):
            x = i * step - piece.left_out
            if not ticks or x - ticks[-1].x >= least * 0.999:
                ticks.append(Tick(x, f"{i * step / scale:.{digits}f} {unit}"))
    return ticks


_UNITS = (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6), ("ns", 1e-9))


def duration(seconds: float) -> str:
    """`41 ms`, `1.3 ms`, `2.45 s`, `3 min 5 s`."""
    if seconds >= 60:
        minutes, rest = divmod(round(seconds), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s"
    for unit, scale in _UNITS:
        value = seconds / scale
        if value >= 1 or unit == "ns":
            return f"{value:.0f} {unit}" if value >= 10 else f"{value:.1f} {unit}".replace(".0 ", " ")
    return "0 s"


def step_ticks(
    cells: dict[int, EpochCells], left: float, right: float, width: float, apart: float = 28.0
) -> list[Tick]:
    """The numbers of the steps in sight, every one, or every 2nd, 5th, 10th ... where they are close."""
    if right <= left or width <= 0:
        return []
    every = _round_up((right - left) * apart / width)
    ticks: list[Tick] = []
    _, shown = _in_sight(cells, left, right)
    if every > 1:  # a lone 0 under each epoch says nothing
        shown = [one for one in shown if one.steps >= 2 * every]
    for one in shown:
        parts = ((one.start, one.steps), (one.validation_start, one.validation_steps))
        for start, count in parts[: 2 if every == 1 else 1]:
            first = max(0, math.floor((left - start) / every) * every)
            last = min(count - 1, math.ceil(right - start))
            ticks += [Tick(start + i + 0.5, str(i)) for i in range(first, last + 1, every)]
    return [tick for tick in ticks if left <= tick.x <= right]


def epoch_names(
    cells: dict[int, EpochCells], left: float, right: float, width: float, wide: Callable[[str], float]
) -> list[EpochSpan]:
    """The epochs in sight whose names have room, in so many pixels: every one, or every 2nd, 5th, 10th ...

    Epochs may be of very different lengths; one that is as wide as its name has room in any case.
    """
    numbers, shown = _in_sight(cells, left, right)
    if not shown:
        return []
    per_unit = width / (right - left)
    start = np.array([one.start for one in shown])
    apart = np.diff(start) * per_unit
    every = 1
    if len(shown) > 1:
        widest = max(wide(_name(numbers[0])), wide(_name(numbers[-1])))
        every = _round_up((widest + BETWEEN_NAMES) / float(apart.min()))
    room = np.append(apart, np.inf)
    spans = []
    # Of very many epochs that lie closer than any name is wide none is measured.
    for at in np.flatnonzero((np.array(numbers) % every == 0) | (room > BETWEEN_NAMES)).tolist():
        one, name = shown[at], _name(numbers[at])
        if numbers[at] % every == 0 or (one.stop - one.start) * per_unit >= wide(name):
            spans.append(EpochSpan(one.start, one.stop, name))
    return spans


def _name(epoch: int) -> str:
    return f"epoch {epoch}"


def _in_sight(cells: dict[int, EpochCells], left: float, right: float) -> tuple[list[int], list[EpochCells]]:
    """The numbers and the cells of the epochs there, which lie in order."""
    each = list(cells.values())
    part = slice(
        bisect_left(each, left, key=lambda one: one.stop), bisect_right(each, right, key=lambda one: one.start)
    )
    return list(cells)[part], each[part]


BETWEEN_NAMES = 8.0
"""Free between the names of two epochs, in pixels."""


def _round_up(least: float) -> int:
    step = 1
    while True:
        for factor in (1, 2, 5):
            if step * factor >= least:
                return step * factor
        step *= 10
