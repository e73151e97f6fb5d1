"""Boxes that stand for nothing but what is told of each: of what there are few."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from inspector.gui.selection import Thing
from inspector.gui.timeline.boxes import Boxes, Placed
from inspector.recording.events import NONE, Role


class Box(NamedTuple):
    """One box, before it becomes a row of `Boxes`."""

    x0: float
    x1: float
    look: int
    epoch: int = NONE
    step: int = NONE
    batch: int = NONE
    seq: int = NONE
    steps: int = 1
    """how many steps it stands for"""
    value: int = NONE
    """of a pull: rows of its batch; of a step: batches that waited when it ended"""
    text: int = NONE
    """number of its label in the lane's `texts`; NONE: its step or batch is its label"""


ROW = np.dtype(
    [
        ("x0", np.float64),
        ("x1", np.float64),
        ("look", np.uint8),
        ("epoch", np.int32),
        ("step", np.int32),
        ("batch", np.int32),
        ("seq", np.int64),
        ("steps", np.int32),
        ("value", np.int32),
        ("text", np.int32),
    ]
)


class RowBoxes(Boxes):
    """Boxes that stand for nothing but what is told of each: of what there are few."""

    def __init__(self, thing: Thing, role: Role = Role.TRAIN) -> None:
        self._rows = _Rows()
        super().__init__(thing, role, self._rows)

    def clear(self) -> None:
        super().clear()
        self._rows.told = np.empty(0, ROW)

    def grow(self, settled: Sequence[Box] | np.ndarray, tail: Sequence[Box] | np.ndarray = ()) -> None:
        """Append boxes that are settled, and replace those that are not."""
        first, last = _block(settled), _block(tail)
        before = self._settled
        self._rows.told = np.concatenate([self._rows.told[:before], first, last])
        middle = before + len(first)
        self.put(_placed(first, before), _placed(last, middle))


class _Rows:
    """Each box is a thing of its own."""

    def __init__(self) -> None:
        self.told = np.empty(0, ROW)
        self._highest: tuple[np.ndarray, int] = (self.told, NONE)
        """of which rows, and what it is"""

    @property
    def highest(self) -> int:
        told = self.told
        if self._highest[0] is not told:
            step = told["step"]
            labels = np.where(step == NONE, told["batch"], step + told["steps"] - 1)
            self._highest = (told, int(labels.max(initial=NONE)))
        return self._highest[1]

    def column(self, name: str, numbers: np.ndarray) -> np.ndarray:
        return self.told[name][numbers]

    def with_seq(self, seq: int) -> np.ndarray:
        return np.flatnonzero(self.told["seq"] == seq)


def _block(boxes: Sequence[Box] | np.ndarray) -> np.ndarray:
    return boxes if isinstance(boxes, np.ndarray) else np.array(list(boxes), ROW)


def _placed(rows: np.ndarray, first: int) -> Placed:
    return Placed(rows["x0"], rows["x1"], rows["look"], np.arange(first, first + len(rows), dtype=np.int32))
