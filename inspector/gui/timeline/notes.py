"""The few words beside the boxes: what raised, what ended, what never came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from inspector.analysis.grid import EpochRow, steps_missing
from inspector.analysis.peek import Peek
from inspector.analysis.wording import count
from inspector.gui.timeline.boxes import Boxes, Look
from inspector.gui.timeline.lane import Lane
from inspector.gui.timeline.lanes import Lanes
from inspector.gui.timeline.peek_zone import breaks_words
from inspector.gui.timeline.time_place import TimePlace
from inspector.recording.events import Role


class Tone(Enum):
    """How loudly a note speaks."""

    PROBLEM = "problem"
    QUIET = "quiet"


@dataclass(frozen=True)
class Note:
    """Words to the right of `x`."""

    x: float
    text: str
    detail: str = ""
    tone: Tone = Tone.PROBLEM
    cross_from: float | None = None
    """Where the box begins whose cross the words must not touch, however short the box is."""


def notes_of(lanes: Lanes, grid: Sequence[EpochRow], peeks: Mapping[Role, Peek]) -> dict[int, list[Note]]:
    """The notes of each lane, by the lane's identity, in order."""
    notes: dict[int, list[Note]] = {}

    def add(lane: Lane, note: Note | None) -> None:
        if note is not None:
            notes.setdefault(id(lane), []).append(note)

    add(lanes.source, _raised(lanes, Role.TRAIN))
    add(lanes.source, _ran_out(lanes, Role.TRAIN))
    add(lanes.validation_source, _raised(lanes, Role.VALIDATION))
    add(lanes.validation_source, _ran_out(lanes, Role.VALIDATION))
    for role, lane in ((Role.TRAIN, lanes.source), (Role.VALIDATION, lanes.validation_source)):
        add(lane, _never_used(lanes, role, peeks.get(role)))
        add(lane, _breaks(lanes.pulls[role].boxes, peeks.get(role)))
    add(lanes.train_steps, _missing(lanes, grid))
    add(lanes.epochs, _never_ended(lanes))
    return notes


def _first(boxes: Boxes, look: Look) -> int | None:
    return int(np.argmax(boxes.looks == look)) if boxes.counts[look] else None


def _raised(lanes: Lanes, role: Role) -> Note | None:
    source = lanes.run.sources.get(role)
    boxes = lanes.pulls[role].boxes
    number = _first(boxes, Look.RAISED)
    if source is None or source.failure is None or number is None:
        return None
    failure = source.failure
    line = "" if failure.line is None else f" · line {failure.line}"
    batch = boxes.value("batch", number)
    return Note(
        float(boxes.x1[number]),
        f"raised at batch {batch}",
        f"{failure.type}{line}",
        cross_from=float(boxes.x0[number]),
    )


def _ran_out(lanes: Lanes, role: Role) -> Note | None:
    source = lanes.run.sources.get(role)
    boxes = lanes.pulls[role].boxes
    number = _first(boxes, Look.OUT_OF_DATA)
    if source is None or source.kind != "generator" or number is None:
        return None  # the others are started anew for each pass, so an end is nothing to remark on
    gave = boxes.value("batch", number)
    return Note(float(boxes.x1[number]), f"ended after {count(gave, 'batch', 'batches')}", tone=Tone.QUIET)


def _breaks(boxes: Boxes, peek: Peek | None) -> Note | None:
    """After the last batch: beside the one that breaks it there are others, read ahead."""
    if peek is None or peek.broken is None or boxes.extent is None:
        return None
    text, _, detail = breaks_words(peek).partition(": ")
    return Note(boxes.extent[1], text, detail)


def _never_used(lanes: Lanes, role: Role, peek: Peek | None) -> Note | None:
    """On the Time axis only: on the other one, such batches stand apart and under a word of their own."""
    boxes = lanes.pulls[role].boxes
    unused = int(boxes.counts[Look.UNUSED])
    if peek is not None and peek.thrown_away:
        unused -= len(peek.pulls)
    if boxes.extent is None or unused <= 0 or not isinstance(lanes.place, TimePlace):
        return None
    return Note(boxes.extent[1], f"{unused:,} never used", tone=Tone.QUIET)


def _missing(lanes: Lanes, grid: Sequence[EpochRow]) -> Note | None:
    """At the end of the lane, so it is of all that are missing: between epochs there is no room for words."""
    missing, shown = steps_missing(lanes.run, grid), [boxes for boxes in lanes.train_steps.layers if len(boxes)]
    if not missing or not shown:
        return None
    last = max(shown, key=lambda boxes: float(boxes.reach[-1]))
    epoch = last.value("epoch", len(last) - 1)
    words = f"{count(missing, 'step')} missing"
    if missing != next((row.missing for row in reversed(grid) if row.number == epoch), 0):
        words += " in all" if lanes.run.over else " so far"
    return Note(float(last.reach[-1]), words)


def _never_ended(lanes: Lanes) -> Note | None:
    boxes = lanes.epochs.layers[0]
    number = _first(boxes, Look.EPOCH_BROKEN)
    return None if number is None else Note(float(boxes.x1[number]), "on_epoch_end never came")
