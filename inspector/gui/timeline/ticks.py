"""The ticks of the axis at the bottom: round times, or steps grouped by epoch."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

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
    number: int = 0


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
    for one in cells.values():
        for start, count in ((one.start, one.steps), (one.validation_start, one.validation_steps)):
            first = max(0, math.floor((left - start) / every) * every)
            last = min(count - 1, math.ceil(right - start))
            if every > max(1, count // 2) or (every > 1 and start != one.start):
                continue  # a lone 0 under each epoch says nothing
            ticks += [Tick(start + i + 0.5, str(i)) for i in range(first, last + 1, every)]
    return [tick for tick in ticks if left <= tick.x <= right]


def epoch_spans(cells: dict[int, EpochCells], left: float, right: float) -> Iterable[EpochSpan]:
    """The epochs in sight."""
    for number, one in cells.items():
        if one.stop >= left and one.start <= right:
            yield EpochSpan(one.start, one.stop, f"epoch {number}", number)


def with_room(spans: Sequence[EpochSpan], per_unit: float, wide: Callable[[str], float]) -> list[EpochSpan]:
    """Those whose names have room, at so many pixels a cell: every one, or every 2nd, 5th, 10th ...

    Epochs may be of very different lengths; one that is as wide as its name has room in any case.
    """
    if len(spans) < 2:
        return list(spans)
    apart = min(after.x0 - one.x0 for one, after in pairwise(spans)) * per_unit
    every = _round_up((max(wide(spans[0].text), wide(spans[-1].text)) + BETWEEN_NAMES) / apart)
    return [one for one in spans if one.number % every == 0 or (one.x1 - one.x0) * per_unit >= wide(one.text)]


BETWEEN_NAMES = 8.0
"""Free between the names of two epochs, in pixels."""


def _round_up(least: float) -> int:
    step = 1
    while True:
        for factor in (1, 2, 5):
            if step * factor >= least:
                return step * factor
        step *= 10
