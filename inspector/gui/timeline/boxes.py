"""Boxes of one lane as columns: where each begins and ends, how it looks, and what it stands for."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

import numpy as np

from inspector.analysis.grid import StepState
from inspector.gui.selection import Selection, Thing
from inspector.recording.events import NONE, Role


class Look(IntEnum):
    """What a box looks like, named after what it means."""

    BATCH = 0
    PULLING = 1  # a pull that goes on
    RAISED = 2
    OUT_OF_DATA = 3  # a pull that got no batch because there was none left
    BREAKS = 4  # a batch that does not fit what Keras took from its peek
    UNUSED = 5  # a batch that no step ever used
    STEP = 10
    REPLAYED = 11
    RUNNING = 12  # a step that goes on
    UNFINISHED = 13
    MISSING = 14
    STOPPED = 15  # not run, or not finished, because somebody stopped the run
    EXPECTED = 16  # may still come
    PROBE = 17  # a begin by which fit learnt that the data was over
    PASS_EVEN = 18  # steps on batches of one pass over the data; neighbours differ
    PASS_ODD = 19
    EPOCH_ENDED = 20
    EPOCH_SHORT = 21
    EPOCH_BROKEN = 22
    EPOCH_RUNNING = 23
    EPOCH_STOPPED = 24
    EPOCH_EXPECTED = 25
    EPOCH_MISSING = 26
    CALL = 30
    CALL_QUIET = 31
    HOOK = 40


FLAGGED = (Look.RAISED, Look.BREAKS, Look.UNFINISHED, Look.MISSING, Look.EPOCH_BROKEN, Look.EPOCH_MISSING)
"""What no zoom may lose: drawn last, on top."""


GHOST_LOOKS = {StepState.MISSING: Look.MISSING, StepState.STOPPED: Look.STOPPED, StepState.PENDING: Look.EXPECTED}
"""How a step looks that never began."""


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


class Boxes:
    """Boxes of one kind of thing in order of `x0`: settled ones, that never change, then a tail that still does."""

    def __init__(self, thing: Thing, role: Role = Role.TRAIN) -> None:
        self.thing = thing
        self.role = role
        self.rows = np.empty(0, ROW)
        self._x0 = np.empty(0)
        self._x1 = np.empty(0)
        self._reach = np.empty(0)
        self._settled = 0
        self._length = 0

    def __len__(self) -> int:
        return self._length

    @property
    def x0(self) -> np.ndarray:
        """Where each begins, ascending."""
        return self._x0[: self._length]

    @property
    def x1(self) -> np.ndarray:
        """Where each ends."""
        return self._x1[: self._length]

    def column(self, name: str, part: slice) -> np.ndarray:
        """One column of the boxes in `part`."""
        return self.rows[name][: self._length][part]

    def clear(self) -> None:
        """Forget every box."""
        self._settled = self._length = 0

    def grow(self, settled: Sequence[Box] | np.ndarray, tail: Sequence[Box] | np.ndarray = ()) -> None:
        """Append boxes that are settled, and replace those that are not."""
        self._length = self._settled
        self._append(_block(settled))
        self._settled = self._length
        self._append(_block(tail))

    def _append(self, block: np.ndarray) -> None:
        if not len(block):
            return
        first, stop = self._length, self._length + len(block)
        self._reserve(stop)
        self.rows[first:stop] = block
        smallest = block["x0"].min()
        if first and smallest < self._x0[first - 1]:  # threads overlap: put the few late ones where they belong
            first = int(np.searchsorted(self._x0[:first], smallest))
        part = self.rows[first:stop]
        if np.any(np.diff(part["x0"]) < 0):
            part[:] = part[np.argsort(part["x0"], kind="stable")]
        self._x0[first:stop] = part["x0"]
        self._x1[first:stop] = part["x1"]
        before = self._reach[first - 1] if first else -np.inf
        self._reach[first:stop] = np.maximum(np.maximum.accumulate(part["x1"]), before)
        self._length = stop

    def _reserve(self, length: int) -> None:
        if length <= len(self.rows):
            return
        room = max(256, length, 2 * len(self.rows))
        for name in ("rows", "_x0", "_x1", "_reach"):
            old = getattr(self, name)
            new = np.empty(room, old.dtype)
            new[: self._length] = old[: self._length]
            setattr(self, name, new)

    # -- finding --------------------------------------------------------------------------------------------------

    @property
    def extent(self) -> tuple[float, float] | None:
        """From the first begin to the last end; None where there is no box."""
        return (float(self._x0[0]), float(self._reach[self._length - 1])) if self._length else None

    def visible(self, left: float, right: float) -> slice:
        """The boxes that may show between `left` and `right`."""
        start = int(np.searchsorted(self._reach[: self._length], left, "left"))
        return slice(start, max(start, int(np.searchsorted(self.x0, right, "right"))))

    def at(self, x: float, slack: float) -> int | None:
        """The box under `x`, else the nearest within `slack`."""
        part = self.visible(x - slack, x + slack)
        if part.start == part.stop:
            return None
        away = np.maximum(0, np.maximum(self.x0[part] - x, x - self.x1[part]))
        best = len(away) - 1 - int(np.argmin(away[::-1]))  # of those under the pointer, the one drawn last
        return part.start + best if away[best] <= slack else None

    def find(self, selection: Selection) -> int | None:
        """The box of a selected thing."""
        if selection.thing is not self.thing or selection.role is not self.role or not self._length:
            return None
        rows = self.rows[: self._length]
        if selection.seq is not None:
            found = rows["seq"] == selection.seq
        elif selection.step is not None:
            step = selection.step
            found = (rows["epoch"] == selection.epoch) & (rows["step"] <= step) & (step < rows["step"] + rows["steps"])
        elif selection.batch is not None:
            found = rows["batch"] == selection.batch
        elif selection.epoch is not None:
            found = rows["epoch"] == selection.epoch
        else:
            return None
        where = np.flatnonzero(found)
        return int(where[0]) if len(where) else None

    def selection(self, number: int) -> Selection:
        """What the box stands for."""
        row = self.rows[number]
        epoch, step, batch, seq = (
            None if row[name] == NONE else int(row[name]) for name in ("epoch", "step", "batch", "seq")
        )
        return Selection(self.thing, self.role, epoch, step, batch, seq)


def _block(boxes: Sequence[Box] | np.ndarray) -> np.ndarray:
    return boxes if isinstance(boxes, np.ndarray) else np.array(list(boxes), ROW)
