"""Boxes of one lane as columns: where each begins and ends, how it looks, and what it stands for."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple, Protocol

import numpy as np

from inspector.analysis.grid import StepState
from inspector.gui.selection import Selection, Thing
from inspector.gui.timeline.changes import Changes
from inspector.gui.timeline.summary import Columns, Known, Raster, Summary, Told
from inspector.recording.events import NONE, Role
from inspector.recording.growing import Growing
from inspector.recording.numbering import Numbering


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


FLAGGED = (Look.UNFINISHED, Look.MISSING, Look.EPOCH_MISSING, Look.EPOCH_BROKEN, Look.BREAKS, Look.RAISED)
"""What no zoom may lose, the worst last: drawn last, on top."""


WORST_LAST = (
    Look.EXPECTED,
    Look.EPOCH_EXPECTED,
    Look.PASS_EVEN,
    Look.PASS_ODD,
    Look.HOOK,
    Look.CALL_QUIET,
    Look.CALL,
    Look.EPOCH_ENDED,
    Look.EPOCH_STOPPED,
    Look.EPOCH_RUNNING,
    Look.BATCH,
    Look.STEP,
    Look.PULLING,
    Look.RUNNING,
    Look.PROBE,
    Look.OUT_OF_DATA,
    Look.UNUSED,
    Look.STOPPED,
    Look.REPLAYED,
    Look.EPOCH_SHORT,
    *FLAGGED,
)
"""Where many share a pixel, the worst of them has it."""
LOOKS = 256
"""So many numbers there are for looks."""
RANKS = np.zeros(LOOKS, np.uint8)
RANKS[list(WORST_LAST)] = np.arange(1, len(WORST_LAST) + 1)
LEAST_FLAGGED = int(RANKS[FLAGGED[0]])

GHOST_LOOKS = {StepState.MISSING: Look.MISSING, StepState.STOPPED: Look.STOPPED, StepState.PENDING: Look.EXPECTED}
"""How a step looks that never began."""


class Placed(NamedTuple):
    """Boxes before they are put in order: where, how they look, and which things they stand for."""

    x0: np.ndarray
    x1: np.ndarray
    look: np.ndarray
    number: np.ndarray

    @classmethod
    def nothing(cls) -> Placed:
        """No box."""
        return cls(np.empty(0), np.empty(0), np.empty(0, np.uint8), np.empty(0, np.int32))

    def at(self, which: np.ndarray) -> Placed:
        """Some of them."""
        return Placed(*(column[which] for column in self))


class Subject(Protocol):
    """The things that boxes stand for, by number."""

    def column(self, name: str, numbers: np.ndarray) -> np.ndarray:
        """One of the columns of `row_boxes.ROW`, of these things; NONE where it does not apply."""

    @property
    def highest(self) -> int:
        """The highest of the steps or batches that label them; NONE where there is none."""

    def with_seq(self, seq: int) -> np.ndarray:
        """The numbers of the things that this event began."""


class Boxes:
    """Boxes of one kind of thing in order of `x0`: settled ones, that never change, then a tail that still does."""

    def __init__(self, thing: Thing, role: Role, subject: Subject) -> None:
        self.thing, self.role = thing, role
        self.subject = subject
        self._x0, self._x1 = Growing(np.float64), Growing(np.float64)
        self._look, self._number = Growing(np.uint8), Numbering()
        self._reach: Growing | None = None
        """How far a box and all before it reach; None while that is its own end, as where nothing overlaps."""
        self._summary, self._known = Summary(RANKS), Known()
        self._flagged: np.ndarray | None = None
        """All that no zoom may lose, where that is known."""
        self.counts = np.zeros(LOOKS, np.int64)
        """How many there are of each look."""
        self._settled = 0
        """How many of them will never change;"""
        self._tail = 0
        """and where the first of the others is."""
        self._behind = Placed.nothing()
        """The settled ones that begin after that: threads overlap."""
        self.changes = Changes()
        """From which number on they were not what they had been."""

    def __len__(self) -> int:
        return len(self._x0)

    @property
    def settled(self) -> int:
        """How many of them will never change."""
        return self._settled

    @property
    def _placed(self) -> tuple[Growing | Numbering, ...]:
        """In the order of `Placed`."""
        return self._x0, self._x1, self._look, self._number

    @property
    def x0(self) -> np.ndarray:
        """Where each begins, ascending."""
        return self._x0.values

    @property
    def x1(self) -> np.ndarray:
        """Where each ends."""
        return self._x1.values

    @property
    def looks(self) -> np.ndarray:
        """How each looks."""
        return self._look.values

    @property
    def numbers(self) -> Numbering:
        """Which thing each stands for."""
        return self._number

    @property
    def digits(self) -> int:
        """How many the longest number has that labels one."""
        return len(str(max(0, self.subject.highest)))

    def column(self, name: str, part: slice) -> np.ndarray:
        """One column of the boxes in `part`."""
        return self.looks[part] if name == "look" else self.subject.column(name, self.numbers[part])

    def value(self, name: str, number: int) -> int:
        """One value of one box."""
        return int(self.column(name, slice(number, number + 1))[0])

    def clear(self) -> None:
        """Forget every box."""
        self._cut(0)
        self._settled = self._tail = 0
        self._behind = Placed.nothing()
        self._reach = None

    def make_room(self, count: int) -> None:
        """Make room for so many boxes in all."""
        for column in self._placed:
            column.make_room(count)

    def put(self, settled: Placed, tail: Placed) -> None:
        """Append boxes that are settled, and replace those that are not."""
        if len(self) == self._settled and not len(settled.x0) + len(tail.x0):
            return
        self._cut(self._tail)
        self._append(self._behind)
        self._append(settled)
        self._settled = self._tail = len(self)
        self._behind = Placed.nothing()
        if len(tail.x0):
            self._tail = int(np.searchsorted(self.x0, tail.x0.min(), "right"))
            self._behind = self._from(self._tail)
            self._append(tail)

    def _cut(self, length: int) -> None:
        self.counts -= np.bincount(self.looks[length:], minlength=LOOKS)
        for column in self._placed:
            column.cut(length)
        if self._reach is not None:
            self._reach.cut(length)
        self._summary.cut(length)
        self._known.forget(self.x0[length - 1] if length else -np.inf)
        self._flagged = None
        self.changes.note(length)

    def _from(self, first: int) -> Placed:
        """A copy of those from this number on."""
        x0, x1, looks, numbers = self.x0[first:], self.x1[first:], self.looks[first:], self.numbers[first:]
        return Placed(x0.copy(), x1.copy(), looks.copy(), numbers.copy())

    def _append(self, new: Placed) -> None:
        if not len(new.x0):
            return
        smallest, before = new.x0.min(), len(self)
        # Threads overlap: put the few late ones where they belong.
        first = int(np.searchsorted(self.x0, smallest, "right")) if before and smallest < self.x0[-1] else before
        if first < before:
            new = Placed(*(np.concatenate(pair) for pair in zip(self._from(first), new, strict=True)))
            self._cut(first)
        if np.any(np.diff(new.x0) < 0):
            new = new.at(np.argsort(new.x0, kind="stable"))
        for column, values in zip(self._placed, new, strict=True):
            column.extend(values)
        self.counts += np.bincount(new.look, minlength=LOOKS)
        self._extend_reach(first)

    def _extend_reach(self, first: int) -> None:
        ends = self.x1[max(0, first - 1) :]
        if self._reach is None and np.any(np.diff(ends) < 0):
            self._reach, first = Growing(np.float64), 0
        if self._reach is not None:
            reach = np.maximum.accumulate(self.x1[first:])
            self._reach.extend(np.maximum(reach, self._reach.values[-1]) if first else reach)

    # -- finding --------------------------------------------------------------------------------------------------

    @property
    def reach(self) -> np.ndarray:
        """How far each box and all before it reach, ascending."""
        return self.x1 if self._reach is None else self._reach.values

    @property
    def extent(self) -> tuple[float, float] | None:
        """From the first begin to the last end; None where there is no box."""
        return (float(self.x0[0]), float(self.reach[-1])) if len(self) else None

    def visible(self, left: float, right: float) -> slice:
        """The boxes that may show between `left` and `right`."""
        start = int(self.reach.searchsorted(left))
        return slice(start, max(start, int(self.x0.searchsorted(right, "right"))))

    def summed(self, raster: Raster) -> Told:
        """What there is in each column of a raster, and more: as `Columns`."""
        return self._known.get(raster, self._columns)

    def _columns(self, edges: np.ndarray) -> Columns:
        self._summary.extend(self.x0, self.x1, self.looks)
        return self._summary.columns(self.x0, self.x1, self.looks, edges)

    def flagged(self, part: slice) -> np.ndarray:
        """The boxes in `part` that no zoom may lose."""
        if self._flagged is None:
            self._summary.extend(self.x0, self.x1, self.looks)
            self._flagged = self._summary.flagged(self.looks, LEAST_FLAGGED)
        return self._flagged[slice(*np.searchsorted(self._flagged, (part.start, part.stop)))]

    def at(self, x: float, slack: float) -> int | None:
        """The box under `x`, else the nearest within `slack`."""
        part = self.visible(x - slack, x + slack)
        if part.start == part.stop:
            return None
        away = np.maximum(0, np.maximum(self.x0[part] - x, x - self.x1[part]))
        best = len(away) - 1 - int(np.argmin(away[::-1]))  # of those under the pointer, the one drawn last
        return part.start + best if away[best] <= slack else None

    def pointed_at(self, x: float, slack: float) -> int | None:
        """The same, but where boxes are too narrow to be told apart, one that is flagged comes first."""
        best = self.at(x, slack)
        if best is None or not self.narrow(best, slack):
            return best
        flagged = self.flagged(self.visible(x - slack, x + slack))
        away = np.maximum(0, np.maximum(self.x0[flagged] - x, x - self.x1[flagged]))
        return int(flagged[np.argmin(away)]) if len(away) and away.min() <= slack else best

    def narrow(self, number: int, slack: float) -> bool:
        """Whether the pointer cannot tell a box from those beside it."""
        return bool(self.x1[number] - self.x0[number] < 2 * slack)

    def is_flagged(self, number: int) -> bool:
        """Whether no zoom may lose it."""
        return bool(RANKS[self.looks[number]] >= LEAST_FLAGGED)

    def with_seq(self, seq: int) -> int | None:
        """The box of the thing that this event began."""
        places = map(self.numbers.place_of, self.subject.with_seq(seq).tolist())
        return next((at for at in places if at is not None), None)

    def find(self, selection: Selection) -> int | None:
        """The box of a selected thing."""
        if selection.thing is not self.thing or selection.role is not self.role or not len(self):
            return None
        if selection.seq is not None:
            return self.with_seq(selection.seq)
        everything = slice(None)
        if selection.step is not None:
            first = self.column("step", everything)
            found = (first <= selection.step) & (selection.step < first + self.column("steps", everything))
            found &= self.column("epoch", everything) == selection.epoch
        elif selection.batch is not None:
            found = self.column("batch", everything) == selection.batch
        elif selection.epoch is not None:
            found = self.column("epoch", everything) == selection.epoch
        else:
            return None
        where = np.flatnonzero(found)
        return int(where[0]) if len(where) else None

    def selection(self, number: int) -> Selection:
        """What the box stands for."""
        values = (self.value(name, number) for name in ("epoch", "step", "batch", "seq"))
        epoch, step, batch, seq = (None if value == NONE else value for value in values)
        return Selection(self.thing, self.role, epoch, step, batch, seq)
