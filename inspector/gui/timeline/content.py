"""What the timeline shows of one run on one axis: places, lanes, notes. Pure: no Qt, no pixels."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property, partial
from time import perf_counter

from inspector.analysis.grid import EpochRow, expected_grid
from inspector.analysis.peek import Peek
from inspector.analysis.run import Run
from inspector.analysis.unused import Leftovers
from inspector.gui.freed_memory import give_back
from inspector.gui.timeline.axis import Axis
from inspector.gui.timeline.boxes import Look
from inspector.gui.timeline.epoch_badge import Badges, EpochBadge
from inspector.gui.timeline.handed import Handed
from inspector.gui.timeline.heights import Heights
from inspector.gui.timeline.lanes import Lanes
from inspector.gui.timeline.notes import Note, notes_of
from inspector.gui.timeline.peek_zone import zone
from inspector.gui.timeline.place import Span
from inspector.gui.timeline.signatures import Signatures
from inspector.gui.timeline.step_place import StepPlace
from inspector.gui.timeline.summary import Raster
from inspector.gui.timeline.time_place import TimePlace
from inspector.gui.timeline.waiting import StepsWaiting, TimeWaiting
from inspector.recording.events import Role
from inspector.recording.side_by_side import side_by_side

GRID_SHARE = 0.1
"""While the run goes on, the grid, which looks at the last epoch anew, takes at most this share of the time."""

ONE = Raster(1.0, 0, 1)
"""One column, wherever."""

MANY = 500_000
"""So many events at once need memory of their own to be read and laid out."""

LONG = 200_000
"""To lay out so many events takes longer than a person would not notice."""


def takes_long(run: Run) -> bool:
    """Whether the run is to be laid out on another thread than the window's: it is long, and grows no more."""
    return run.over and len(run.recording) >= LONG


class Content:
    """The run, laid out; `refresh` after each `run.update()`."""

    def __init__(self, run: Run, axis: Axis) -> None:
        self.run = run
        self.axis = axis
        self.peeks: dict[Role, Peek] = {}
        self.handed: dict[Role, Handed] = {}
        self.leftovers = Leftovers(run)
        self.zones: dict[Role, Span | None] = {}
        """Where the peeked batches of each role are."""
        self.place: TimePlace | StepPlace = TimePlace(run) if axis is Axis.TIME else StepPlace(run, self.handed)
        self.lanes = Lanes(run, self.place, self.peeks, self.handed)
        self.signatures = Signatures(run)
        self.grid: list[EpochRow] = []
        self.badges: list[EpochBadge] = []
        self.notes: dict[int, list[Note]] = {}
        self.looks: set[Look] = set()
        self._badges = Badges(run)
        self._epochs_seen = -1
        self._rest_until = self._took = 0.0
        self._over = False
        self._seen: tuple[int, int, bool] | None = None

    @property
    def stale(self) -> bool:
        """Whether the run has gained anything since."""
        return self._seen != self._seen_now

    @property
    def _seen_now(self) -> tuple[int, int, bool]:
        return self.run.cursor, self.run.now_ns, self.run.over

    def refresh(self) -> None:
        """Read what the run has gained."""
        for _ in self.refreshing():
            pass

    def refreshing(self) -> Iterator[None]:
        """The same in pieces, between which the window may do other things; the run is not to grow meanwhile."""
        seen = self._seen_now
        if seen == self._seen:
            return
        much = seen[0] - (0 if self._seen is None else self._seen[0]) > MANY
        grid_due = self._grid_due()
        if grid_due:
            self._refresh_grid()
            yield
        self._place(self.grid, much)
        if grid_due:
            yield
            self._place_grid()
        self._seen = seen
        if much:
            give_back()

    def prepare(self) -> None:
        """Do what the first picture needs, on another thread than the one that draws it."""
        self.refresh()
        # Who is asked for anything has read all that there is.
        asked: list[Callable[[], object]] = [
            partial(boxes.flagged, slice(0, 0)) for lane in self.lanes.shown for boxes in lane.layers
        ]
        if len(self.sizes.boxes):
            asked.append(partial(self.sizes.columns, ONE))
        if self.waiting.end is not None:
            asked.append(partial(self.waiting.columns, ONE))
        side_by_side(lambda ask: ask(), asked)
        if len(self.run.recording) > MANY:
            give_back()

    @cached_property
    def sizes(self) -> Heights:
        """How many rows the batches have."""
        return Heights(self.lanes.source.layers[0])

    @cached_property
    def waiting(self) -> TimeWaiting | StepsWaiting:
        """How many batches wait."""
        if isinstance(self.place, TimePlace):
            return TimeWaiting(self.lanes.waiting, self.place)
        return StepsWaiting(self.lanes.train_steps.layers[-1])

    def _place(self, grid: list[EpochRow], much: bool) -> None:
        for role, source in self.run.sources.items():
            self.peeks.setdefault(role, Peek(source)).grow()
            self.handed.setdefault(role, Handed(source)).grow()
        if self.place.update(grid):
            self.lanes.reset()
        self.lanes.grow(much)
        self.zones = {role: zone(self.place, role, peek) for role, peek in self.peeks.items()}
        self.signatures.grow()

    def _grid_due(self) -> bool:
        epochs = len(self.run.epochs)
        return self.run.over or epochs != self._epochs_seen or perf_counter() >= self._rest_until

    def _refresh_grid(self) -> None:
        began = perf_counter()
        self.grid = expected_grid(self.run, self.grid)
        self.badges = self._badges.of(self.grid)
        self._epochs_seen = len(self.run.epochs)
        if self.run.over and not self._over:
            self._over = True
            self.lanes.look_at_all_pulls()
        self._took = perf_counter() - began

    def _place_grid(self) -> None:
        """What follows from the grid, where the boxes are placed."""
        began = perf_counter()
        self.lanes.grow_grid(self.grid)
        self.looks = self.lanes.looks
        self.notes = notes_of(self.lanes, self.grid, self.peeks)
        now = perf_counter()
        self._rest_until = now + (now - began + self._took) / GRID_SHARE

    @property
    def extent(self) -> tuple[float, float]:
        """From the first thing to the last, or what an empty run would take."""
        return self.lanes.extent or ((0.0, 0.1) if self.axis is Axis.TIME else (0.0, 10.0))
