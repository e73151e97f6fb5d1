"""The lanes of a run, from top to bottom. Grows with the run; knows no pixels."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import numpy as np

from inspector.analysis.grid import EpochRow
from inspector.analysis.model import DatasetCall
from inspector.analysis.peek import Peek
from inspector.analysis.run import Run
from inspector.gui.selection import Thing
from inspector.gui.timeline.boxes import Boxes, Look
from inspector.gui.timeline.call_feed import CallFeed
from inspector.gui.timeline.epoch_boxes import EpochFeed
from inspector.gui.timeline.feeds import PullFeed, StepFeed
from inspector.gui.timeline.handed import Handed
from inspector.gui.timeline.lane import Lane
from inspector.gui.timeline.pass_feed import PassFeed
from inspector.gui.timeline.place import Place
from inspector.gui.timeline.read_ahead import ReadAhead
from inspector.gui.timeline.row_boxes import Box, RowBoxes
from inspector.recording.events import NONE, Role
from inspector.recording.side_by_side import side_by_side


class Lanes:
    """All lanes of a run on one axis."""

    def __init__(self, run: Run, place: Place, peeks: Mapping[Role, Peek], handed: Mapping[Role, Handed]) -> None:
        self.run = run
        self.place = place
        self.pulls = {role: PullFeed(run, role, peeks, handed) for role in Role}
        self.waiting = ReadAhead(run)
        self.steps = {
            Role.TRAIN: StepFeed(run, Role.TRAIN, self.waiting),
            Role.VALIDATION: StepFeed(run, Role.VALIDATION),
        }
        self.calls = CallFeed(run)
        self.pass_feed = PassFeed(run)
        self.passes = Lane(
            "",
            [self.pass_feed.boxes],
            detail="from pass",
            texts=self.pass_feed.texts,
            sentences=self.pass_feed.sentences,
        )
        self.source = Lane("Source", [self.pulls[Role.TRAIN].boxes])
        self.read_ahead = Lane("Read-ahead", [], detail="batches waiting")
        self.train_steps = Lane("Steps", self._layers(Role.TRAIN))
        self.validation_source = Lane("Validation", [self.pulls[Role.VALIDATION].boxes], detail="source")
        self.validation_steps = Lane("", self._layers(Role.VALIDATION), detail="steps")
        self._epoch_feed, self._dataset_boxes = EpochFeed(), RowBoxes(Thing.DATASET_HOOK)
        self.epochs = Lane("Epochs", [self._epoch_feed.boxes], texts=self._epoch_feed.texts)
        self.no_callbacks = Lane("Callbacks", [])
        self.dataset = Lane("Dataset", [self._dataset_boxes])

    @property
    def looks(self) -> set[Look]:
        """What there is of all that a box can look like."""
        found: set[Look] = set()
        for lane in self.shown:
            for boxes in lane.layers:
                found |= {Look(value) for value in np.flatnonzero(boxes.counts).tolist()}
        return found

    @property
    def _feeds(self) -> list[PullFeed | StepFeed]:
        return [*self.pulls.values(), *self.steps.values()]

    def _layers(self, role: Role) -> list[Boxes]:
        return [self.steps[role].ghosts, self.steps[role].boxes]

    @property
    def shown(self) -> list[Lane]:
        """The lanes that this run has, from top to bottom."""
        validation = [self.validation_source, self.validation_steps] if self.run.validation is not None else []
        callbacks = self.calls.lanes or [self.no_callbacks]
        passes = [self.passes] if self.pass_feed.tells else []
        if self.run.call == "evaluate":  # one pass over its data, and no training
            return [*validation, *callbacks, self.dataset]
        if self.run.call == "check":  # the data alone
            return [self.source, *validation[:1]]
        data = [self.source, self.read_ahead, self.train_steps, *passes, *validation]
        return [*data, self.epochs, *callbacks, self.dataset]

    def grow(self, much: bool) -> None:
        """Read what the run has gained in boxes that began; where that is `much`, on all cores."""
        feeds = (*self._feeds, self.pass_feed, self.calls)
        work: list[Callable[[], None]] = [self.waiting.grow, *(partial(feed.grow, self.place) for feed in feeds)]
        if much:
            side_by_side(lambda grow: grow(), work)
        else:
            for grow in work:
                grow()
        self._grow_dataset()

    def grow_grid(self, grid: Sequence[EpochRow]) -> None:
        """Read what the grid says: epochs, and what is not there."""
        for feed in self.steps.values():
            feed.grow_ghosts(self.place, grid)
        self._epoch_feed.grow(self.place, grid)

    def reset(self) -> None:
        """Forget all boxes: the axis has moved."""
        for feed in self._feeds:
            feed.reset()
        self.pass_feed.reset()
        self.calls.reset()
        self._epoch_feed.reset()
        self._dataset_boxes.clear()

    def look_at_all_pulls(self) -> None:
        """The run is over: only now it is known which batches were never used."""
        for feed in self.pulls.values():
            feed.reset()

    def _grow_dataset(self) -> None:
        self.dataset.texts = ["on_epoch_begin", "on_epoch_end"]
        # What comes next may still move those of the epoch that goes on.
        known, calls, epoch = self._dataset_boxes.settled, self.run.dataset_calls, self.run.epoch
        final = known
        while epoch is not None and final < len(calls) and (calls[final].epoch or 0) < epoch.number:
            final += 1
        self._dataset_boxes.grow(self._dataset(calls[known:final]), self._dataset(calls[final:]))
        self.dataset.quiet = _dataset_words(self.run)
        self.no_callbacks.quiet = "no callbacks were called" if self.run.over else "none was called so far"

    def _dataset(self, calls: Sequence[DatasetCall]) -> list[Box]:
        boxes = []
        for call in calls:
            x = self.place.dataset_call(call)
            epoch = NONE if call.epoch is None else call.epoch
            boxes.append(Box(x, x, Look.HOOK, epoch, seq=call.seq, text=int(call.hook == "on_epoch_end")))
        return boxes

    @property
    def extent(self) -> tuple[float, float] | None:
        """From the first thing to the last."""
        spans = [boxes.extent for lane in self.shown for boxes in lane.layers]
        present = [span for span in spans if span is not None]
        return (min(s[0] for s in present), max(s[1] for s in present)) if present else None


def _dataset_words(run: Run) -> str:
    match run.train.kind:
        case "generator":
            return "a plain generator has no hooks of its own"
        case "tf_dataset":
            return "a tf.data.Dataset has no hooks of its own"
        case "arrays":
            return "arrays have no hooks of their own"
        case "unknown":
            return ""
        case _:
            return "" if run.train.own_hooks else "this data has no on_epoch_begin or on_epoch_end of its own"
