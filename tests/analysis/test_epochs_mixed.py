"""When the batch of each update was made: in columns, as one would find it by hand."""

from __future__ import annotations

from bisect import bisect_right
from random import Random

import pytest

from inspector.analysis.model import Pull
from inspector.analysis.rules.epochs_mixed import ages
from inspector.analysis.run import Run
from inspector.recording.events import Kind, Role
from inspector.recording.recorder import Recorder
from tests.story import signature


def by_hand(run: Run) -> dict[int, dict[int, list[int]]]:
    """Update by update."""
    calls = [one.t_ns for one in run.dataset_calls if one.role is Role.TRAIN and one.hook == "on_epoch_end"]
    pulls: dict[int, list[Pull]] = {}
    for pull in run.train.produced[len(run.train.peeked) :]:
        pulls.setdefault(pull.batch, []).append(pull)
    taken: dict[int, int] = {}
    told: dict[int, dict[int, list[int]]] = {}
    for place, epoch in enumerate(run.epochs):
        for step in epoch.steps:
            if step.in_pass is None:
                continue
            for position, batch in enumerate(step.batches, step.position):
                assert batch is not None
                first = stop = taken.get(batch, 0)
                mine, then = pulls.get(batch, []), run.train.passes[step.in_pass].delivered_ns[position]
                while stop < len(mine) and (mine[stop].ended_ns or 0) <= then:
                    stop += 1
                taken[batch] = stop
                if stop - first == 1:
                    made = mine[first]
                    age = bisect_right(calls, made.began_ns)
                    if age == bisect_right(calls, made.ended_ns or 0):
                        told.setdefault(place, {}).setdefault(age, []).append(batch)
    return {place: by_age for place, by_age in told.items() if len(by_age) > 1}


def carried_on(seed: int) -> Run:
    """A PyDataset of which an epoch takes less than a pass, read ahead by two threads, with its own on_epoch_end."""
    random, recorder, now = Random(seed), Recorder(), [1_000]

    def put(kind: Kind, **values: object) -> None:
        now[0] += random.randrange(1, 50)
        recorder.put(kind, t_ns=now[0], **values)  # type: ignore[arg-type]

    length, steps, epochs, ahead = random.randrange(2, 9), random.randrange(1, 8), random.randrange(2, 6), 3
    put(Kind.RUN_BEGIN, payload={"file": "train.py"})
    put(Kind.FIT_BEGIN, payload={"requested": {"epochs": epochs, "steps_per_epoch": steps}})
    put(Kind.SOURCE, payload={"kind": "py_dataset", "name": "D", "length": length, "hooks": ["on_epoch_end"]})
    put(Kind.TRAIN_BEGIN)
    given = delivered = passes = 0
    for epoch in range(epochs):
        put(Kind.EPOCH_BEGIN, epoch=epoch)
        for step in range(steps):
            put(Kind.TRAIN_BATCH_BEGIN, epoch=epoch, step=step)
            while given < delivered + ahead:
                one, pull = given // length, given % length
                if one == passes:
                    put(Kind.PASS_BEGIN, step=one)
                    passes += 1
                if random.random() < 0.9:
                    put(Kind.PULL_BEGIN, step=one, batch=pull)
                    if random.random() < 0.1:
                        put(Kind.DATASET_EPOCH_END)
                    put(Kind.PULL_END, step=one, batch=pull, payload=signature())
                given += 1
            put(Kind.DELIVERED, step=delivered // length, batch=delivered % length)
            delivered += 1
            put(Kind.TRAIN_BATCH_END, epoch=epoch, step=step)
        put(Kind.EPOCH_END, epoch=epoch)
        put(Kind.DATASET_EPOCH_END)
    put(Kind.TRAIN_END)
    put(Kind.RUN_END, payload={"outcome": "completed"})
    recorder.drain()
    run = Run(recorder.recording)
    run.update()
    return run


@pytest.mark.parametrize("seed", range(80))
def test_that_mixed_epochs_are_found_as_one_would_by_hand(seed: int) -> None:
    run = carried_on(seed)
    assert ages(run) == by_hand(run)


def test_that_those_runs_have_mixed_epochs_in_them() -> None:
    mixed = [bool(ages(carried_on(seed))) for seed in range(80)]
    assert 10 < sum(mixed) < 80
