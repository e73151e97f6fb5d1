"""One worker, laid out: its lanes, and what stands over them. Pure: no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from inspector.analysis.finding import Finding, Severity
from inspector.analysis.run import Run
from inspector.analysis.wording import count
from inspector.analysis.workers import Moment, Worker
from inspector.export.workers import clock_words
from inspector.gui.timeline.axis import Axis
from inspector.gui.timeline.content import Content
from inspector.gui.timeline.handed import Handed
from inspector.gui.timeline.lane import Lane
from inspector.gui.timeline.lane_layout import LaneBand
from inspector.gui.timeline.lanes import Lanes
from inspector.gui.timeline.step_place import StepPlace
from inspector.gui.timeline.time_place import TimePlace
from inspector.gui.timeline.verdict import verdict_of
from inspector.recording.events import Role

HEAD = 42
"""Two lines: who, and how it ended; how its clock was aligned."""
FOOT = 10
MakePlace = Callable[[Mapping[Role, Handed]], "TimePlace | StepPlace"]


class WorkerContent(Content):
    """A run on an axis that it shares with others."""

    def __init__(self, run: Run, axis: Axis, make_place: MakePlace) -> None:
        super().__init__(run, axis)
        self.place = make_place(self.handed)
        self.lanes = Lanes(run, self.place, self.peeks, self.handed)
        self.refresh()


class Group:
    """The lanes of one worker that tell of the others too: data, steps, epochs. The rest is in its own window."""

    def __init__(self, worker: Worker, first: Worker, content: Content, own: Sequence[Finding]) -> None:
        self.worker, self.content = worker, content
        self.verdict, self.tone = verdict_of(worker.run, content.badges)
        self.clock = clock_words(worker, first)
        self.clock = self.clock[0].upper() + self.clock[1:]
        self.doubtful = worker.apart is not None or not worker.clock.aligned
        """Whether it is not known when, against the others, all this was."""
        self.own = f"gave {count(worker.gave, 'batch', 'batches')} · {own_words(own)}"
        """What its data gave, and what it did wrong by itself."""
        self.bands = _bands(content, 1.0)

    def stretch(self, factor: float) -> None:
        """Make its lanes so many times as high as they need to be."""
        self.bands = _bands(self.content, factor)

    @property
    def height(self) -> float:
        """Pixels, from the top of its head."""
        return self.bands[-1].top + self.bands[-1].height + FOOT

    def x_of(self, moment: Moment) -> float | None:
        """Where a moment of this worker is on the axis."""
        place = self.content.place
        if isinstance(place, TimePlace):
            return place.x(moment.t_ns)
        cells = None if moment.epoch is None else place.cells.get(moment.epoch)
        if cells is None:
            return None
        return cells.start + min(moment.step or 0, cells.steps)


def own_words(findings: Sequence[Finding]) -> str:
    """`2 errors and 1 warning of its own`."""
    parts = [
        count(number, word)
        for severity, word in ((Severity.ERROR, "error"), (Severity.WARNING, "warning"))
        if (number := sum(finding.severity is severity for finding in findings))
    ]
    return f"{' and '.join(parts)} of its own" if parts else "no error and no warning of its own"


def _bands(content: Content, factor: float) -> list[LaneBand]:
    bands: list[LaneBand] = []
    top = float(HEAD)
    for lane, height in _heights(content):
        tall = float(round(height * factor))
        bands.append(LaneBand(lane, top, tall, 3.0 * factor, ruled=True))
        top += tall
    return bands


def _heights(content: Content) -> list[tuple[Lane, float]]:
    lanes = content.lanes
    heights = {
        id(lanes.source): 26.0,
        id(lanes.train_steps): 30.0,
        id(lanes.validation_source): 24.0,
        id(lanes.validation_steps): 22.0,
        id(lanes.epochs): 28.0,
    }
    if content.axis is Axis.STEP:  # on which batches have no place
        heights = {key: height for key, height in heights.items() if key not in _sources(content)}
    return [(lane, heights[id(lane)]) for lane in lanes.shown if id(lane) in heights]


def _sources(content: Content) -> set[int]:
    return {id(content.lanes.source), id(content.lanes.validation_source)}
