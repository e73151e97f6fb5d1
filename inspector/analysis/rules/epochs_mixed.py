"""`epochs-mixed`: an epoch trained on batches made before and after the dataset's own `on_epoch_end`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.model import Source, Steps
from inspector.analysis.model.data import YIELDED
from inspector.analysis.run import Run
from inspector.analysis.wording import batches, keras
from inspector.recording.events import NONE, Role


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    source = run.train
    if source.kind != "py_dataset" or "on_epoch_end" not in source.own_hooks:
        return
    mixed = ages(run)
    if not mixed:
        return
    first = min(mixed)
    epoch, made = run.epochs[first], mixed[first]
    old, new = min(made), max(made)
    also = f", as did {len(mixed) - 1:,} more" if len(mixed) > 1 else ""
    yield Finding(
        RULE.name,
        Severity.WARNING,
        f"Epoch {epoch.number} mixes batches from before and after the dataset's on_epoch_end{also}",
        f"{batches(made[old]).capitalize()} had been made before the call of on_epoch_end that came ahead of the "
        f"others ({batches(made[new])}). With steps_per_epoch below the length of the data, {keras(run)} carries one "
        "pass on from epoch to epoch and reads ahead in it, so a shuffle in on_epoch_end takes hold in the midst of a "
        "pass: some samples come twice and others never.",
        "Leave steps_per_epoch out, so that an epoch is one pass, or do not reorder the dataset in on_epoch_end.",
        epoch=epoch.number,
        batch=made[new][0],
        events=(epoch.seq,),
    )


def ages(run: Run) -> dict[int, dict[int, list[int]]]:
    """Of each epoch that is certainly mixed, by its place in the run: its batches, by their age.

    That is how many calls of on_epoch_end had come when one was made.
    """
    calls = np.array([c.t_ns for c in run.dataset_calls if c.role is Role.TRAIN and c.hook == "on_epoch_end"], np.int64)
    updates = _updates(run)
    made = _makings(run.train, updates)
    known = np.flatnonzero(made != NONE)
    updates = _Updates(*(column[known] for column in updates))
    table, pulls = run.train.table, made[known]
    age = np.searchsorted(calls, table["began_ns"][pulls], "right")
    sure = age == np.searchsorted(calls, table["ended_ns"][pulls], "right")  # else the call came while it was made
    epoch, batch, age = updates.epoch[sure], updates.batch[sure], age[sure]
    found: dict[int, dict[int, list[int]]] = {}
    for one in _of_several(epoch, age).tolist():
        mine = epoch == one
        found[one] = {old: batch[mine & (age == old)].tolist() for old in np.unique(age[mine]).tolist()}
    return found


class _Updates(NamedTuple):
    """Every update whose batch was seen, in order."""

    epoch: np.ndarray
    batch: np.ndarray
    delivered_ns: np.ndarray


def _updates(run: Run) -> _Updates:
    steps = Steps(run.steps[Role.TRAIN], 0)
    numbers = np.repeat(np.arange(len(steps)), steps.column("updates"))
    delivered = [np.empty(0, np.int64)]
    for in_pass, first, stop in steps.stretches:
        delivered.append(run.steps[Role.TRAIN].handover(in_pass).delivered_ns[first:stop])
    batches = steps.batch_numbers
    seen = (batches != NONE) & (np.repeat(steps.column("in_pass"), steps.column("updates")) != NONE)
    epochs = run.epochs_of(Role.TRAIN, numbers[seen])
    return _Updates(epochs, batches[seen].astype(np.int64), np.concatenate(delivered)[seen])


def _makings(source: Source, updates: _Updates) -> np.ndarray:
    """The pull that made the batch of each update; NONE where it may have been one of several, or was not seen.

    Of a batch's pulls that had ended when it was handed over, it was the one that had not when it was last.
    """
    pulls = np.flatnonzero(source.table["state"] == YIELDED)[len(source.peeked) :]
    batches, times = source.table["batch"][pulls], source.table["ended_ns"][pulls]
    names, group = np.unique(np.concatenate([batches, updates.batch]), return_inverse=True)
    rank = np.unique(np.concatenate([times, updates.delivered_ns]), return_inverse=True)[1]
    apart = np.int64(len(rank) + 1)
    of_pull, of_update = group[: len(pulls)], group[len(pulls) :]

    order = np.argsort(of_pull, kind="stable")
    heads = np.searchsorted(of_pull[order], np.arange(len(names)))
    ended = np.maximum.accumulate(of_pull[order] * apart + rank[: len(pulls)][order])
    had_ended = np.searchsorted(ended, of_update * apart + rank[len(pulls) :], "right") - heads[of_update]

    by_batch = np.argsort(of_update, kind="stable")
    stop = np.maximum.accumulate(of_update[by_batch] * apart + had_ended[by_batch]) - of_update[by_batch] * apart
    first = np.where(np.diff(of_update[by_batch], prepend=-1) == 0, np.roll(stop, 1), 0)
    made = np.full(len(of_update), NONE)
    one = stop - first == 1
    made[by_batch[one]] = pulls[order[heads[of_update[by_batch[one]]] + first[one]]]
    return made


def _of_several(epochs: np.ndarray, ages: np.ndarray) -> np.ndarray:
    """The epochs whose batches are of more than one age."""
    pairs = np.unique(np.stack([epochs, ages]), axis=1)[0] if len(epochs) else epochs
    found, count = np.unique(pairs, return_counts=True)
    return found[count > 1]


RULE = Rule("epochs-mixed", find)
