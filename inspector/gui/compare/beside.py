"""Two runs laid out on one Step axis: each step of one over the same step of the other. Pure: no Qt, no pixels.

epoch 0: | 0 | 1 | 2 | | v0 | v1 |   epoch 1: | 0 | ...   as on the Step axis of the timeline
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from inspector.analysis.compare import Comparison, Difference, EpochTold, PassTold, Side
from inspector.analysis.compare.difference import Place, Topic
from inspector.analysis.grid import EpochVerdict, StepState
from inspector.gui.selection import Thing
from inspector.gui.timeline.boxes import Look
from inspector.gui.timeline.epoch_boxes import EPOCH_LOOKS
from inspector.gui.timeline.row_boxes import ROW, Box, RowBoxes
from inspector.gui.timeline.step_ghosts import PAD
from inspector.gui.timeline.step_place import BEFORE_VALIDATION, BETWEEN
from inspector.recording.events import NONE

STEP_LOOKS = {
    StepState.PENDING: Look.EXPECTED,
    StepState.DONE: Look.STEP,
    StepState.REPLAYED: Look.REPLAYED,
    StepState.UNFINISHED: Look.UNFINISHED,
    StepState.MISSING: Look.MISSING,
    StepState.STOPPED: Look.STOPPED,
    StepState.RUNNING: Look.RUNNING,
}
HOOK_MARK = (0.1, 0.7)
"""Where after an epoch's last cell a hook that came in one only is marked."""


class Cells(NamedTuple):
    """The cells of one epoch, enough for both runs."""

    start: float
    steps: int
    validation_steps: int

    @property
    def validation_start(self) -> float:
        """Where those of its validation begin."""
        return self.start + self.steps + BEFORE_VALIDATION

    @property
    def stop(self) -> float:
        """Where the last one ends."""
        return self.validation_start + self.validation_steps if self.validation_steps else self.start + self.steps


@dataclass(frozen=True)
class Lanes:
    """What one run has on the axis."""

    side: Side
    epochs: RowBoxes
    epoch_words: list[str]
    steps: RowBoxes
    batches: RowBoxes


class Mark(NamedTuple):
    """Where a difference is: cells in a row."""

    x0: float
    x1: float
    difference: int
    """its number among those that are listed"""


class Beside:
    """Both runs of a comparison, laid out."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.cells = _cells(comparison.a, comparison.b)
        self.a, self.b = _lanes(comparison.a, self.cells), _lanes(comparison.b, self.cells)
        self.marks = sorted(
            mark
            for number, difference in enumerate(comparison.listed)
            for x0, x1 in self._spans(difference)
            for mark in [Mark(x0, x1, number)]
        )

    @property
    def extent(self) -> tuple[float, float]:
        """From the first cell to the last."""
        return 0.0, max((one.stop for one in self.cells.values()), default=1.0) + BETWEEN

    def span(self, number: int) -> tuple[float, float] | None:
        """From where to where a difference goes; None where it is of the runs as a whole."""
        mine = [mark for mark in self.marks if mark.difference == number]
        return (min(mark.x0 for mark in mine), max(mark.x1 for mark in mine)) if mine else None

    def at(self, x: float) -> tuple[int, bool, int] | None:
        """The epoch, whether it is its validation, and the step of the cell at x."""
        for number, cells in self.cells.items():
            if cells.start <= x < cells.start + cells.steps:
                return number, False, int(x - cells.start)
            if cells.validation_start <= x < cells.stop:
                return number, True, int(x - cells.validation_start)
        return None

    def _spans(self, one: Difference) -> Iterator[tuple[float, float]]:
        cells = None if one.epoch is None else self.cells.get(one.epoch)
        if cells is None:
            return
        if one.topic is Topic.EPOCH:
            yield cells.start, cells.stop
        elif one.place is Place.EPOCH_END:
            yield cells.stop + HOOK_MARK[0], cells.stop + HOOK_MARK[1]
        else:
            start = cells.validation_start if one.place is Place.VALIDATION else cells.start
            whole = range(cells.validation_steps) if one.place is Place.VALIDATION else range(cells.steps)
            for first, stop in _stretches(one.steps or whole):
                yield start + first, start + stop


def _stretches(steps: Sequence[int]) -> Iterator[tuple[int, int]]:
    numbers = np.asarray(steps)
    if not len(numbers):
        return
    edges = [0, *(np.flatnonzero(np.diff(numbers) != 1) + 1).tolist(), len(numbers)]
    for first, stop in pairwise(edges):
        yield int(numbers[first]), int(numbers[stop - 1]) + 1


def _cells(a: Side, b: Side) -> dict[int, Cells]:
    cells: dict[int, Cells] = {}
    x = 0.0
    for number in sorted({*a.epochs, *b.epochs}):
        told = [side.epochs[number] for side in (a, b) if number in side.epochs]
        steps = max(1, *(len(epoch.training.states) for epoch in told))
        tested = max(len(epoch.validation.states) if epoch.validation else 0 for epoch in told)
        cells[number] = Cells(x, steps, tested)
        x = cells[number].stop + BETWEEN
    return cells


# -- one run --


def _lanes(side: Side, cells: dict[int, Cells]) -> Lanes:
    lanes = Lanes(side, RowBoxes(Thing.EPOCH), [], RowBoxes(Thing.STEP), RowBoxes(Thing.BATCH))
    steps, batches = [np.empty(0, ROW)], [np.empty(0, ROW)]
    epochs: list[Box] = []
    for number, mine in cells.items():
        epoch = side.epochs.get(number)
        epochs.append(Box(mine.start, mine.stop, _epoch_look(side, number, epoch), number, text=len(epochs)))
        lanes.epoch_words.append(_epoch_words(side, number, epoch))
        for told, start in () if epoch is None else _passes(epoch, mine):
            steps.append(_step_boxes(number, told, start))
            batches.append(_batch_boxes(number, told, start))
    lanes.epochs.grow(epochs)
    lanes.steps.grow(np.concatenate(steps))
    lanes.batches.grow(np.concatenate(batches))
    return lanes


def _passes(epoch: EpochTold, cells: Cells) -> Iterator[tuple[PassTold, float]]:
    yield epoch.training, cells.start
    if epoch.validation is not None:
        yield epoch.validation, cells.validation_start


def _step_boxes(epoch: int, told: PassTold, start: float) -> np.ndarray:
    block = _blank(epoch, len(told.states), start)
    block["step"] = np.arange(len(told.states))
    for state, look in STEP_LOOKS.items():
        block["look"][told.states == state] = look
    return block


def _batch_boxes(epoch: int, told: PassTold, start: float) -> np.ndarray:
    """What each step that was done was done on, where that is known."""
    block = _blank(epoch, told.done, start)
    block["look"] = Look.BATCH
    block["batch"] = [NONE if batch is None else batch for batch in told.batches]
    return block[block["batch"] != NONE]


def _blank(epoch: int, count: int, start: float) -> np.ndarray:
    block = np.full(count, np.array(Box(0, 0, 0, epoch), ROW))
    block["x0"] = start + np.arange(count) + PAD
    block["x1"] = block["x0"] + 1 - 2 * PAD
    return block


def _epoch_look(side: Side, number: int, epoch: EpochTold | None) -> Look:
    if epoch is None:
        absent = side.absent(number)
        return Look.EPOCH_EXPECTED if absent is EpochVerdict.UNKNOWN else EPOCH_LOOKS[absent]
    if side.call == "evaluate":
        return Look.EPOCH_STOPPED
    return EPOCH_LOOKS[epoch.verdict]


def _epoch_words(side: Side, number: int, epoch: EpochTold | None) -> str:
    if epoch is None:
        absent = side.absent(number)
        return f"epoch {number} · {'not told' if absent is EpochVerdict.UNKNOWN else absent.value}"
    told = epoch.validation if side.call == "evaluate" and epoch.validation else epoch.training
    done, expected = told.done, told.expected
    steps = f"{done:,} of {expected:,}" if expected is not None else f"{done:,} steps"
    if side.call == "evaluate":
        return f"evaluate · {steps}"
    ended = "breaks off" if epoch.verdict is EpochVerdict.UNKNOWN else epoch.verdict.value
    return f"epoch {number} · {steps} · {ended}"
