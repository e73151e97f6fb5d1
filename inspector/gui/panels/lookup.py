"""Finding the thing that is selected in the run, and the thing that an event belongs to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Protocol, TypeVar

import numpy as np

from inspector.analysis.model import CallbackCall, DatasetCall, Epoch, Pull, Step
from inspector.analysis.run import Run
from inspector.gui.selection import Selection, Thing
from inspector.recording.events import Event, Kind, Role


class _Numbered(Protocol):
    @property
    def seq(self) -> int: ...


One = TypeVar("One", bound=_Numbered)


def by_seq(things: Sequence[One], seq: int | None) -> One | None:
    """The thing that began with this event, in a list in the order of events."""
    if seq is None:
        return None
    at = bisect_left(things, seq, key=lambda thing: thing.seq)
    return things[at] if at < len(things) and things[at].seq == seq else None


def find_pull(run: Run, selection: Selection) -> Pull | None:
    """The pull that a batch was selected by: its event, else the first of its index."""
    source = run.sources.get(selection.role)
    if source is None:
        return None
    if selection.seq is not None:
        return by_seq(source.pulls, selection.seq)
    found = np.flatnonzero(source.table["batch"] == selection.batch)
    return source.pulls[int(found[0])] if len(found) else None


def find_epoch(run: Run, number: int | None) -> Epoch | None:
    """The epoch of this number, where it began."""
    return next((epoch for epoch in run.epochs if epoch.number == number), None)


def find_step(run: Run, selection: Selection) -> Step | None:
    """The step that is selected, where it began."""
    epoch = find_epoch(run, selection.epoch)
    if epoch is None:
        return None
    steps = _steps(epoch, selection.role)
    if selection.seq is not None:
        return by_seq(steps, selection.seq)
    at = bisect_right(steps, selection.step or 0, key=lambda step: step.index) - 1
    return steps[at] if at >= 0 and (steps[at].last or steps[at].index) >= (selection.step or 0) else None


def find_callback(run: Run, selection: Selection) -> CallbackCall | None:
    """The callback's hook that is selected."""
    return by_seq(run.callback_calls, selection.seq)


def find_dataset_call(run: Run, selection: Selection) -> DatasetCall | None:
    """The dataset's own hook that is selected."""
    return by_seq(run.dataset_calls, selection.seq)


def select_pull(role: Role, pull: Pull) -> Selection:
    """The selection that stands for this pull."""
    return Selection(Thing.BATCH, role, batch=pull.batch, seq=pull.seq)


def selection_of(run: Run, event: Event) -> Selection | None:
    """What a person means who points at this event; None where it stands for nothing that can be selected."""
    match event.kind:
        case Kind.PULL_BEGIN | Kind.PULL_END | Kind.PULL_STOP | Kind.PULL_RAISED | Kind.DELIVERED | Kind.NON_FINITE:
            pull = _pull_before(run, event)
            return None if pull is None else select_pull(event.role, pull)
        case Kind.TRAIN_BATCH_BEGIN | Kind.TRAIN_BATCH_END | Kind.TEST_BATCH_BEGIN | Kind.TEST_BATCH_END:
            return _step_before(run, event)
        case Kind.EPOCH_BEGIN | Kind.EPOCH_END:
            epoch = find_epoch(run, event.epoch)
            return None if epoch is None else Selection(Thing.EPOCH, epoch=epoch.number, seq=epoch.seq)
        case Kind.CALLBACK_BEGIN:
            return Selection(Thing.CALLBACK, epoch=event.epoch, step=event.step, seq=event.seq)
        case Kind.DATASET_EPOCH_BEGIN | Kind.DATASET_EPOCH_END:
            call = by_seq(run.dataset_calls, event.seq)
            return None if call is None else Selection(Thing.DATASET_HOOK, event.role, call.epoch, seq=event.seq)
        case _:
            return None


def _pull_before(run: Run, event: Event) -> Pull | None:
    source = run.sources.get(event.role)
    if source is None:
        return None
    before = bisect_right(source.pulls, event.seq, key=lambda pull: pull.seq)
    indices = range(before - 1, -1, -1)
    return next((source.pulls[at] for at in indices if source.pulls[at].batch == event.batch), None)


def _step_before(run: Run, event: Event) -> Selection | None:
    epoch = find_epoch(run, event.epoch) or run.epoch
    if epoch is None:
        return None
    steps = _steps(epoch, event.role)
    at = bisect_right(steps, event.seq, key=lambda step: step.seq) - 1
    if at < 0:
        return None
    step = steps[at]
    return Selection(Thing.STEP, event.role, epoch.number, step.index, seq=step.seq)


def _steps(epoch: Epoch, role: Role) -> Sequence[Step]:
    if role is Role.TRAIN:
        return epoch.steps
    return [] if epoch.validation is None else epoch.validation.steps
