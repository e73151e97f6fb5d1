"""All workers on one axis, and where on it a finding shows. Pure: no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from inspector.analysis.finding import Finding
from inspector.analysis.grid import expected_grid
from inspector.analysis.run import Run
from inspector.analysis.workers import Clock, Worker, WorkerFinding
from inspector.gui.timeline.axis import Axis
from inspector.gui.timeline.content import Content
from inspector.gui.timeline.notes import Note
from inspector.gui.timeline.place import Span
from inspector.gui.timeline.step_place import EpochCells, StepPlace
from inspector.gui.workers.group import FOOT, HEAD, Group, WorkerContent
from inspector.gui.workers.places import SharedSteps, SharedTime, shared_cells
from inspector.gui.workers.silence import silences

ROOMIEST = 1.5
"""Where there is room, lanes grow by up to this factor."""


class Mark(NamedTuple):
    """Where a finding shows on one worker."""

    group: int
    x: float


class Stack:
    """The groups from top to bottom."""

    def __init__(self, workers: Sequence[Worker], own: Sequence[Sequence[Finding]], axis: Axis) -> None:
        self.axis = axis
        self.cells: dict[int, EpochCells] = {}
        """Of the Step axis: those of each epoch."""
        self.time: SharedTime | None = None
        """Of the Time axis: the first worker's."""
        contents = self._by_time(workers) if axis is Axis.TIME else self._by_step(workers)
        self.groups = [
            Group(worker, workers[0], content, findings)
            for worker, content, findings in zip(workers, contents, own, strict=True)
        ]

    def _by_time(self, workers: Sequence[Worker]) -> list[Content]:
        clocks = [_clock(worker, workers[0]) for worker in workers]
        began = [_began(worker) for worker in workers]
        origin = min((float(clock.there(float(t))) for clock, t in zip(clocks, began, strict=True)), default=0.0)
        breaks = silences([(worker.run, clock) for worker, clock in zip(workers, clocks, strict=True)])
        places = [SharedTime(worker.run, clock, origin, breaks) for worker, clock in zip(workers, clocks, strict=True)]
        self.time = places[0]
        return [
            WorkerContent(worker.run, Axis.TIME, lambda _, place=place: place)  # type: ignore[misc]
            for worker, place in zip(workers, places, strict=True)
        ]

    def _by_step(self, workers: Sequence[Worker]) -> list[Content]:
        self.cells = shared_cells(_cells(worker.run) for worker in workers)
        return [
            WorkerContent(worker.run, Axis.STEP, partial(SharedSteps, worker.run, cells=self.cells))
            for worker in workers
        ]

    def stretch(self, room: float) -> None:
        """Fill so many pixels from top to bottom, as far as that makes things easier to see."""
        for group in self.groups:
            group.stretch(1.0)
        heads = (HEAD + FOOT) * len(self.groups)
        lanes = sum(group.height for group in self.groups) - heads
        factor = max(1.0, min(ROOMIEST, (room - heads) / max(1.0, lanes)))
        for group in self.groups:
            group.stretch(factor)

    @property
    def extent(self) -> Span:
        """From the first thing that is shown to the last."""
        spans = [
            boxes.extent
            for group in self.groups
            for band in group.bands
            for boxes in band.lane.layers
            if boxes.extent is not None
        ]
        if not spans:
            return (0.0, 0.1) if self.axis is Axis.TIME else (0.0, 10.0)
        return min(a for a, _ in spans), max(b for _, b in spans)

    @property
    def notes(self) -> list[Note]:
        """The words beside boxes, of all lanes that are shown."""
        return [
            note for group in self.groups for band in group.bands for note in group.content.notes.get(id(band.lane), [])
        ]

    def marks(self, finding: WorkerFinding) -> list[Mark]:
        """Where it shows, a worker at a time."""
        found = []
        for number, group in enumerate(self.groups):
            for moment in finding.moments:
                x = group.x_of(moment) if moment.worker == group.worker.name else None
                if x is not None:
                    found.append(Mark(number, x))
        return found


def _cells(run: Run) -> dict[int, EpochCells]:
    """Of one worker alone."""
    place = StepPlace(run, {})
    place.update(expected_grid(run))
    return place.cells


def _began(worker: Worker) -> int:
    run = worker.run
    return run.fit_began_ns if run.fit_began_ns is not None else run.began_ns or 0


def _clock(worker: Worker, first: Worker) -> Clock:
    """Its clock; one that cannot be aligned is put so that both begin at the same place, which its head says."""
    if worker.clock.aligned:
        return worker.clock
    return replace(Clock(), offset_ns=_began(first) - _began(worker))
