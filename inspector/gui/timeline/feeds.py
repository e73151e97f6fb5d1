"""Boxes for the pulls and the steps of a run, read as the run grows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from inspector.analysis.grid import EpochRow
from inspector.analysis.model import Epoch, Outcome, Pull, PullState, Source, Step
from inspector.analysis.peek import Peek
from inspector.analysis.run import Run
from inspector.gui.selection import Thing
from inspector.gui.timeline.boxes import ROW, Box, Boxes, Look
from inspector.gui.timeline.handed import Handed
from inspector.gui.timeline.place import Place
from inspector.gui.timeline.read_ahead import ReadAhead
from inspector.gui.timeline.uses import Uses
from inspector.recording.events import NONE, Role


class PullFeed:
    """Source boxes from the pulls of one role."""

    def __init__(self, run: Run, role: Role, peeks: Mapping[Role, Peek], handed: Mapping[Role, Handed]) -> None:
        self._run, self._role, self._peeks, self._handed = run, role, peeks, handed
        self.boxes = Boxes(Thing.BATCH, role)
        self._uses: Uses | None = None
        self._cursor = 0
        self._waiting: list[Pull] = []

    def reset(self) -> None:
        self.boxes.clear()
        self._uses = None
        self._cursor, self._waiting = 0, []

    def grow(self, place: Place) -> None:
        """Read the pulls that are new, and look again at those that had no final place yet."""
        source = self._run.sources.get(self._role)
        if source is None:
            return
        if self._uses is None and self._run.over:
            self._uses = Uses(self._run, source, self._peeks[self._role], self._handed[self._role])
        candidates = self._waiting + source.pulls[self._cursor :]
        self._cursor = len(source.pulls)
        self._waiting = [pull for pull in candidates if not place.pull_settled(self._role, pull)]
        waiting = {pull.seq for pull in self._waiting}
        self.boxes.grow(
            [box for pull in candidates if pull.seq not in waiting for box in self._box(place, pull)],
            [box for pull in self._waiting for box in self._box(place, pull)],
        )

    def _box(self, place: Place, pull: Pull) -> Iterator[Box]:
        span = place.pull(self._role, pull)
        if span is not None:
            rows = pull.rows
            yield Box(*span, self._look(pull), batch=pull.batch, seq=pull.seq, value=NONE if rows is None else rows)

    def _look(self, pull: Pull) -> Look:
        peek = self._peeks.get(self._role)
        if peek is not None and peek.broken is not None and peek.broken[0].seq == pull.seq:
            return Look.BREAKS
        if self._uses is not None and self._uses.never_used(pull):
            return Look.UNUSED
        look = _PULL_LOOKS[pull.state]
        return Look.UNFINISHED if look is Look.PULLING and self._run.over else look


_PULL_LOOKS = {
    PullState.YIELDED: Look.BATCH,
    PullState.PENDING: Look.PULLING,
    PullState.RAISED: Look.RAISED,
    PullState.STOPPED: Look.OUT_OF_DATA,
}


class StepFeed:
    """Step boxes of one role."""

    def __init__(self, run: Run, role: Role, read_ahead: ReadAhead | None = None) -> None:
        self._run, self._role, self._read_ahead = run, role, read_ahead
        self.boxes = Boxes(Thing.STEP, role)
        self.ghosts = Boxes(Thing.MISSING_STEP, role)
        self._epoch = 0
        self._step = 0
        self._waiting: list[tuple[Epoch, Step]] = []

    def reset(self) -> None:
        self.boxes.clear()
        self._epoch, self._step, self._waiting = 0, 0, []

    def grow(self, place: Place) -> None:
        """Read the steps that are new, and look again at those that had not ended."""
        candidates = self._waiting + list(self._new())
        self._waiting = [(epoch, step) for epoch, step in candidates if step.ended_ns is None]
        self.boxes.grow(
            [box for epoch, step in candidates if step.ended_ns is not None for box in self._box(place, epoch, step)],
            [box for epoch, step in self._waiting for box in self._box(place, epoch, step)],
        )

    def grow_ghosts(self, place: Place, grid: Sequence[EpochRow]) -> None:
        """Read what is not there."""
        self.ghosts.grow(np.empty(0, ROW), place.ghosts(grid, self._role))

    def _new(self) -> Iterator[tuple[Epoch, Step]]:
        epochs = self._run.epochs
        while self._epoch < len(epochs):
            epoch = epochs[self._epoch]
            steps = self._steps(epoch)
            yield from ((epoch, step) for step in steps[self._step :])
            self._step = len(steps)
            if self._epoch + 1 == len(epochs):
                return
            self._epoch, self._step = self._epoch + 1, 0

    def _steps(self, epoch: Epoch) -> Sequence[Step]:
        if self._role is Role.TRAIN:
            return epoch.steps
        return epoch.validation.steps if epoch.validation else []

    def _box(self, place: Place, epoch: Epoch, step: Step) -> Iterator[Box]:
        span = place.step(self._role, epoch, step)
        if span is not None:
            count = max(1, len(step.batches)) if step.ended_ns is not None else self._run.requested.group
            batch = step.batches[0] if step.batches and step.batches[0] is not None else NONE
            waiting = NONE
            if self._read_ahead is not None and step.ended_ns is not None:
                waiting = self._read_ahead.waiting_at(step.ended_ns)
            yield Box(*span, self._look(epoch, step), epoch.number, step.index, batch, step.seq, count, waiting)

    def _look(self, epoch: Epoch, step: Step) -> Look:
        if step.ended_ns is not None:
            return Look.REPLAYED if step.replayed else Look.STEP
        return open_step_look(self._run, epoch, self._role)


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
