"""Boxes for the pulls and the steps of a run, read as the run grows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from inspector.analysis.grid import EpochRow
from inspector.analysis.model import Epoch, Outcome, PullState, Source
from inspector.analysis.model.data import PULL_STATES, first_of_each
from inspector.analysis.peek import Peek
from inspector.analysis.run import Run
from inspector.analysis.settled_rows import SettledRows
from inspector.gui.selection import Thing
from inspector.gui.timeline.boxes import Boxes, Look, Placed
from inspector.gui.timeline.handed import Handed
from inspector.gui.timeline.place import Place
from inspector.gui.timeline.read_ahead import ReadAhead
from inspector.gui.timeline.row_boxes import RowBoxes
from inspector.gui.timeline.subjects import PullSubject, StepSubject
from inspector.gui.timeline.uses import Uses
from inspector.recording.events import NONE, Role
from inspector.recording.pieces import in_pieces

_NOTHING = np.empty(0, np.int64)


class PullFeed:
    """Source boxes from the pulls of one role."""

    def __init__(self, run: Run, role: Role, peeks: Mapping[Role, Peek], handed: Mapping[Role, Handed]) -> None:
        self._run, self._role, self._peeks, self._handed = run, role, peeks, handed
        self.boxes = Boxes(Thing.BATCH, role, PullSubject(run, role))
        self._uses: Uses | None = None
        self._cursor, self._waiting = 0, _NOTHING

    def reset(self) -> None:
        self.boxes.clear()
        self._uses = None
        self._cursor, self._waiting = 0, _NOTHING

    def grow(self, place: Place) -> None:
        """Read the pulls that are new, and look again at those that had no final place yet."""
        source = self._run.sources.get(self._role)
        if source is None:
            return
        if self._uses is None and self._run.over:
            self._uses = Uses(self._run, source, self._peeks[self._role], self._handed[self._role])
        self.boxes.make_room(len(source.pulls))
        waiting = []
        for candidates in (self._waiting, *in_pieces(self._cursor, len(source.pulls))):
            settled = place.pulls_settled(self._role, candidates)
            self.boxes.put(self._placed(place, source, candidates[settled]), Placed.nothing())
            waiting.append(candidates[~settled])
        self._cursor, self._waiting = len(source.pulls), np.concatenate(waiting)
        self.boxes.put(Placed.nothing(), self._placed(place, source, self._waiting))

    def _placed(self, place: Place, source: Source, numbers: np.ndarray) -> Placed:
        if not len(numbers):
            return Placed.nothing()
        x0, x1 = place.pulls(self._role, numbers)
        placed = Placed(x0, x1, self._looks(source, numbers), numbers)
        return placed if not np.isnan(x0).any() else placed.at(~np.isnan(x0))

    def _looks(self, source: Source, numbers: np.ndarray) -> np.ndarray:
        looks = _PULL_LOOKS[source.table["state"][numbers]]
        if self._run.over:
            looks[looks == Look.PULLING.value] = Look.UNFINISHED
        if self._uses is not None:
            looks[self._uses.never_used(numbers)] = Look.UNUSED
        peek = self._peeks.get(self._role)
        if peek is not None and peek.broken is not None:
            looks[source.table["seq"][numbers] == peek.broken[0].seq] = Look.BREAKS
        return looks


_LOOKS = {
    PullState.YIELDED: Look.BATCH,
    PullState.PENDING: Look.PULLING,
    PullState.RAISED: Look.RAISED,
    PullState.STOPPED: Look.OUT_OF_DATA,
}
_PULL_LOOKS = np.array([_LOOKS[state] for state in PULL_STATES], np.uint8)


class StepFeed:
    """Step boxes of one role."""

    def __init__(self, run: Run, role: Role, read_ahead: ReadAhead | None = None) -> None:
        self._run, self._role, self._table = run, role, run.steps[role]
        self.boxes = Boxes(Thing.STEP, role, StepSubject(run, role, read_ahead))
        self.ghosts = RowBoxes(Thing.MISSING_STEP, role)
        self._settled = SettledRows()
        self._cursor, self._waiting = 0, _NOTHING

    def reset(self) -> None:
        self.boxes.clear()
        self._settled = SettledRows()
        self._cursor, self._waiting = 0, _NOTHING

    def grow(self, place: Place) -> None:
        """Read the steps that are new, and look again at those that had not ended."""
        self.boxes.make_room(len(self._table))
        waiting = []
        for candidates in (self._waiting, *in_pieces(self._cursor, len(self._table))):
            ended = self._table["end_seq"][candidates] != NONE
            self.boxes.put(self._ended(place, candidates[ended]), Placed.nothing())
            waiting.append(candidates[~ended])
        self._cursor, self._waiting = len(self._table), np.concatenate(waiting)
        self.boxes.put(Placed.nothing(), self._open(place, self._waiting))

    def grow_ghosts(self, place: Place, grid: Sequence[EpochRow]) -> None:
        """Read what is not there."""
        final = self._settled.grow(grid)
        if not final.start:
            self.ghosts.clear()
        self.ghosts.grow(*(place.ghosts(grid, rows, self._role) for rows in (final, range(final.stop, len(grid)))))

    def _ended(self, place: Place, numbers: np.ndarray) -> Placed:
        if not len(numbers):
            return Placed.nothing()
        x0, x1 = place.steps(self._role, numbers, self._run.epochs_of(self._role, numbers))
        looks = np.full(len(numbers), Look.STEP, np.uint8)
        looks[self._replayed(numbers)] = Look.REPLAYED
        return Placed(x0, x1, looks, numbers)

    def _replayed(self, numbers: np.ndarray) -> np.ndarray:
        """Which of these steps have a replayed batch among theirs."""
        again = np.zeros(len(numbers), bool)
        in_pass, position, updates = (self._table[name][numbers] for name in ("in_pass", "position", "updates"))
        for one in first_of_each(in_pass)[0].tolist():
            replayed = self._table.handover(one).replayed
            if len(replayed):
                mine = np.flatnonzero(in_pass == one)
                first, stop = position[mine], position[mine] + updates[mine]
                again[mine] = np.searchsorted(replayed, first) < np.searchsorted(replayed, stop)
        return again

    def _open(self, place: Place, numbers: np.ndarray) -> Placed:
        """Those that began and have no end: at most one an epoch."""
        boxes: list[tuple[float, float, int, int]] = []
        for number, at in zip(numbers.tolist(), self._run.epochs_of(self._role, numbers).tolist(), strict=True):
            epoch = self._run.epochs[at]
            span = place.open_step(self._role, epoch, number)
            if span is not None:
                boxes.append((*span, open_step_look(self._run, epoch, self._role), number))
        if not boxes:
            return Placed.nothing()
        return Placed(*(np.array(column) for column in zip(*boxes, strict=True)))


def open_step_look(run: Run, epoch: Epoch, role: Role) -> Look:
    """How a step looks that began and got no end."""
    source: Source | None = run.sources.get(role)
    asked = run.requested.steps_per_epoch if role is Role.TRAIN else run.requested.validation_steps
    length = None if source is None else source.length
    validation = epoch.validation if role is Role.VALIDATION else None
    ended = epoch.ended_ns if validation is None else validation.ended_ns
    if ended is None and not run.over:
        return Look.RUNNING
    if ended is not None and (asked or length) is None:
        return Look.PROBE
    return Look.STOPPED if run.outcome is Outcome.CANCELLED else Look.UNFINISHED
