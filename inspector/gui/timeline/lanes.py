"""The lanes of a run: which boxes there are, from top to bottom. Grows with the run; knows no pixels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from inspector.analysis.grid import EpochRow, EpochVerdict
from inspector.analysis.model import CallbackCall, CallbackObject, Epoch, Pull, PullState, Source, Step
from inspector.analysis.run import Run
from inspector.gui.selection import Selection, Thing
from inspector.gui.timeline.boxes import ROW, Box, Boxes, Look
from inspector.gui.timeline.place import Place
from inspector.gui.timeline.read_ahead import ReadAhead
from inspector.recording.events import NONE, Role

KERAS_OWN = ("History", "ProgbarLogger", "BaseLogger", "CallbackList")
"""Callbacks that fit adds by itself: shown last, and quieter."""
CALLBACK_ROWS = 5
"""More objects than this share the last row."""


@dataclass
class Lane:
    """One row of the timeline; what is in it, in layers from the bottom up."""

    name: str
    """What stands in the gutter; empty where the lane above speaks for it."""
    layers: list[Boxes]
    detail: str = ""
    """A second, quieter name."""
    texts: list[str] = field(default_factory=list)
    """The labels of boxes that are not labelled with a number."""
    quiet: str = ""
    """What is said in the lane when there is nothing in it."""

    @property
    def empty(self) -> bool:
        """Whether there is no box in it."""
        return not any(len(boxes) for boxes in self.layers)

    def find(self, selection: Selection) -> tuple[Boxes, int] | None:
        """The box of a selected thing."""
        for boxes in self.layers:
            number = boxes.find(selection)
            if number is not None:
                return boxes, number
        return None

    def neighbour(self, boxes: Boxes, number: int, forward: bool) -> tuple[Boxes, int] | None:
        """The box next to this one in the lane, in whichever layer it is."""
        x = boxes.x0[number]
        best: tuple[float, Boxes, int] | None = None
        for layer in self.layers:
            if layer is boxes:
                other = number + 1 if forward else number - 1
            elif forward:
                other = int(np.searchsorted(layer.x0, x, "right"))
            else:
                other = int(np.searchsorted(layer.x0, x, "left")) - 1
            if 0 <= other < len(layer):
                away = abs(float(layer.x0[other]) - x)
                if best is None or away < best[0]:
                    best = (away, layer, other)
        return None if best is None else best[1:]


class PullFeed:
    """Source boxes from the pulls of one role."""

    def __init__(self, run: Run, role: Role) -> None:
        self._run, self._role = run, role
        self.boxes = Boxes(Thing.BATCH, role)
        self._cursor = 0
        self._waiting: list[Pull] = []

    def reset(self) -> None:
        self.boxes.clear()
        self._cursor, self._waiting = 0, []

    def grow(self, place: Place) -> None:
        """Read the pulls that are new, and look again at those that had no final place yet."""
        source = self._run.sources.get(self._role)
        if source is None:
            return
        candidates = self._waiting + source.pulls[self._cursor :]
        self._cursor = len(source.pulls)
        self._waiting = [pull for pull in candidates if not place.pull_settled(self._role, pull)]
        waiting = {id(pull) for pull in self._waiting}
        self.boxes.grow(
            [box for pull in candidates if id(pull) not in waiting for box in self._box(place, pull)],
            [box for pull in self._waiting for box in self._box(place, pull)],
        )

    def _box(self, place: Place, pull: Pull) -> Iterator[Box]:
        span = place.pull(self._role, pull)
        if span is not None:
            rows = pull.rows
            look = _PULL_LOOKS[pull.state]
            if look is Look.PULLING and self._run.over:
                look = Look.UNFINISHED
            yield Box(*span, look, batch=pull.batch, seq=pull.seq, value=NONE if rows is None else rows)


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

    def _steps(self, epoch: Epoch) -> list[Step]:
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
    return Look.STOPPED if run.outcome.value == "cancelled" else Look.UNFINISHED


_EPOCH_LOOKS = {
    EpochVerdict.PENDING: Look.EPOCH_EXPECTED,
    EpochVerdict.RUNNING: Look.EPOCH_RUNNING,
    EpochVerdict.ENDED: Look.EPOCH_ENDED,
    EpochVerdict.SHORT: Look.EPOCH_SHORT,
    EpochVerdict.EMPTY: Look.EPOCH_SHORT,
    EpochVerdict.STOPPED: Look.EPOCH_STOPPED,
    EpochVerdict.NEVER_ENDED: Look.EPOCH_BROKEN,
    EpochVerdict.NEVER_BEGAN: Look.EPOCH_MISSING,
}


def done_of(row: EpochRow) -> str:
    """`3 of 10`, or `3 steps` where nothing says how many there were to be."""
    return f"{row.done} of {row.expected}" if row.expected is not None else f"{row.done} steps"


def epoch_boxes(place: Place, grid: Sequence[EpochRow], texts: list[str]) -> list[Box]:
    """A box an epoch; `texts` gets their labels."""
    texts.clear()
    boxes: list[Box] = []
    for row in grid:
        span = place.epoch(row)
        if span is not None:
            look = _EPOCH_LOOKS[row.verdict]
            words = f"epoch {row.number} · {done_of(row)}"
            if row.verdict in (EpochVerdict.SHORT, EpochVerdict.EMPTY, EpochVerdict.STOPPED):
                words += f" · {row.verdict.value}"
            elif row.verdict is EpochVerdict.NEVER_BEGAN:
                words = f"epoch {row.number} · never began"
            elif row.verdict is EpochVerdict.PENDING:
                words = f"epoch {row.number}"
            boxes.append(Box(*span, look, row.number, seq=row.epoch.seq if row.epoch else NONE, text=len(texts)))
            texts.append(words)
    return boxes


class CallFeed:
    """Boxes for the hooks of the callback objects, a lane an object."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self.lanes: list[Lane] = []
        self._lane_of: dict[int, int] = {}
        self._text_of: dict[str, int] = {}
        self._texts: list[str] = []
        self._cursor = 0

    def reset(self) -> None:
        self.lanes, self._lane_of, self._cursor = [], {}, 0

    def grow(self, place: Place) -> None:
        """Read the calls that are new, and look again at the one that goes on."""
        if set(self._lane_of) != {callback.index for callback in self._run.callbacks}:
            self.reset()
            self._make_lanes()
        calls = self._run.callback_calls
        settled: list[list[Box]] = [[] for _ in self.lanes]
        tail: list[list[Box]] = [[] for _ in self.lanes]
        while self._cursor < len(calls) and calls[self._cursor].ended_ns is not None:
            call = calls[self._cursor]
            settled[self._lane_of[call.callback.index]].append(self._box(place, call))
            self._cursor += 1
        for call in calls[self._cursor :]:
            tail[self._lane_of[call.callback.index]].append(self._box(place, call))
        for lane, done, rest in zip(self.lanes, settled, tail, strict=True):
            lane.layers[0].grow(done, rest)

    def _make_lanes(self) -> None:
        order = sorted(self._run.callbacks, key=lambda callback: (callback.name in KERAS_OWN, callback.index))
        rows = len(order) if len(order) <= CALLBACK_ROWS else CALLBACK_ROWS - 1
        for callback in order[:rows]:
            self._add_lane(callback.name, [callback])
        if order[rows:]:
            self._add_lane(f"+{len(order) - rows} more", order[rows:])

    def _add_lane(self, name: str, callbacks: list[CallbackObject]) -> None:
        for callback in callbacks:
            self._lane_of[callback.index] = len(self.lanes)
        title = "" if self.lanes else "Callbacks"
        self.lanes.append(Lane(title, [Boxes(Thing.CALLBACK)], detail=name, texts=self._texts))

    def _box(self, place: Place, call: CallbackCall) -> Box:
        if call.hook not in self._text_of:
            self._text_of[call.hook] = len(self._texts)
            self._texts.append(call.hook)
        look = Look.CALL_QUIET if call.callback.name in KERAS_OWN else Look.CALL
        if call.failure is not None:
            look = Look.RAISED
        epoch, step = (NONE if value is None else value for value in (call.epoch, call.step))
        return Box(*place.call(call), look, epoch, step, seq=call.seq, text=self._text_of[call.hook])


class Lanes:
    """All lanes of a run on one axis."""

    def __init__(self, run: Run, place: Place) -> None:
        self.run = run
        self.place = place
        self.pulls = {role: PullFeed(run, role) for role in Role}
        self.waiting = ReadAhead(run)
        self.steps = {
            Role.TRAIN: StepFeed(run, Role.TRAIN, self.waiting),
            Role.VALIDATION: StepFeed(run, Role.VALIDATION),
        }
        self.calls = CallFeed(run)
        self.source = Lane("Source", [self.pulls[Role.TRAIN].boxes])
        self.read_ahead = Lane("Read-ahead", [], detail="batches waiting")
        self.train_steps = Lane("Steps", self._layers(Role.TRAIN))
        self.validation_source = Lane("Validation", [self.pulls[Role.VALIDATION].boxes], detail="source")
        self.validation_steps = Lane("", self._layers(Role.VALIDATION), detail="steps")
        self.epochs = Lane("Epochs", [Boxes(Thing.EPOCH)])
        self.no_callbacks = Lane("Callbacks", [], quiet="no callbacks were called")
        self.dataset = Lane("Dataset", [Boxes(Thing.DATASET_HOOK)])

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
        return [self.source, self.read_ahead, self.train_steps, *validation, self.epochs, *callbacks, self.dataset]

    def grow(self) -> None:
        """Read what the run has gained in boxes that began."""
        self.waiting.grow()
        for feed in self._feeds:
            feed.grow(self.place)
        self.calls.grow(self.place)
        self._grow_dataset()

    def grow_grid(self, grid: Sequence[EpochRow]) -> None:
        """Read what the grid says: epochs, and what is not there."""
        for feed in self.steps.values():
            feed.grow_ghosts(self.place, grid)
        self.epochs.layers[0].grow([], epoch_boxes(self.place, grid, self.epochs.texts))

    def reset(self) -> None:
        """Forget all boxes: the axis has moved."""
        for feed in self._feeds:
            feed.reset()
        self.calls.reset()

    def _grow_dataset(self) -> None:
        self.dataset.texts = ["on_epoch_begin", "on_epoch_end"]
        boxes = []
        for call in self.run.dataset_calls:
            x = self.place.dataset_call(call)
            epoch = NONE if call.epoch is None else call.epoch
            boxes.append(Box(x, x, Look.HOOK, epoch, seq=call.seq, text=int(call.hook == "on_epoch_end")))
        self.dataset.layers[0].grow([], boxes)
        self.dataset.quiet = _dataset_words(self.run)

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
        case _:
            return "" if run.train.own_hooks else "this data has no on_epoch_begin or on_epoch_end of its own"
