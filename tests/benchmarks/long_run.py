"""A recording of any length, made at once: a generator that is read ahead, validated, with a callback on batches.

It has every lane of the timeline in it: pulls, read-ahead, steps, validation, epochs, two callback objects.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from inspector.recording.events import NONE, Kind, Role
from inspector.recording.recording import ROW, Recording
from tests.story import signature

EPOCHS = 50
FIT, AHEAD = 0, 1
"""The numbers of the two threads."""
STEP_NS = 1_000_000
VALIDATION_SHARE = 0.1
SIGNATURE, CALLS, ON_EPOCH_END = 4, 5, 6
"""The numbers of the payloads that come often."""

Row = tuple[int, int, Kind, Role, int, int, int]
"""ns since the step began, thread, kind, role, and payload; then what is added to step and batch for each step."""


@dataclass
class LongRun:
    """The recording, and what is in it."""

    recording: Recording
    epochs: int
    steps: int
    """in each epoch"""


def long_run(events: int, epochs: int = EPOCHS) -> LongRun:
    """A clean run of about so many events."""
    steps = max(1, round(events / epochs / (len(TRAIN) + VALIDATION_SHARE * len(VALIDATE))))
    validated = max(1, round(steps * VALIDATION_SHARE))
    recording = Recording()
    recording.threads = [(1, "fit"), (1, "tf.data-0")]
    recording.payloads = payloads(epochs, steps, validated)
    for rows in _blocks(epochs, steps, validated):
        recording.rows.adopt(rows)
    recording.growing = False
    return LongRun(recording, epochs, steps)


TRAIN: tuple[Row, ...] = (
    (100_000, AHEAD, Kind.PULL_BEGIN, Role.TRAIN, NONE, 0, 1),
    (150_000, FIT, Kind.TRAIN_BATCH_BEGIN, Role.TRAIN, NONE, 1, 0),
    (400_000, AHEAD, Kind.PULL_END, Role.TRAIN, SIGNATURE, 0, 1),
    (410_000, AHEAD, Kind.DELIVERED, Role.TRAIN, NONE, 0, 1),
    (900_000, FIT, Kind.TRAIN_BATCH_END, Role.TRAIN, NONE, 1, 0),
    (910_000, FIT, Kind.CALLBACK_BEGIN, Role.TRAIN, CALLS, 1, 0),
    (930_000, FIT, Kind.CALLBACK_END, Role.TRAIN, CALLS, 1, 0),
)
VALIDATE: tuple[Row, ...] = (
    (100_000, AHEAD, Kind.PULL_BEGIN, Role.VALIDATION, NONE, 0, 1),
    (300_000, AHEAD, Kind.PULL_END, Role.VALIDATION, SIGNATURE, 0, 1),
    (310_000, AHEAD, Kind.DELIVERED, Role.VALIDATION, NONE, 0, 1),
    (400_000, FIT, Kind.TEST_BATCH_BEGIN, Role.VALIDATION, NONE, 1, 0),
    (800_000, FIT, Kind.TEST_BATCH_END, Role.VALIDATION, NONE, 1, 0),
)


def payloads(epochs: int, steps: int, validated: int) -> list[dict[str, object]]:
    """What is told besides the numbers: the run, its data, a signature, two callbacks, its end."""
    requested = {
        "epochs": epochs,
        "initial_epoch": None,
        "steps_per_epoch": steps,
        "validation_steps": validated,
        "steps_per_execution": None,
    }
    source = {"kind": "generator", "name": "batches", "length": None, "hooks": []}
    return [
        {"file": "train.py", "data": "batches", "model": "build_model", "started": "2026-11-23T12:00:00"},
        {"engine": "keras", "keras": "3.15.1", "tensorflow": "2.21.0", "device": "CPU:0", "lineage": "observed"},
        {"requested": requested},
        source,
        signature(),
        {"callback": "Schedule", "index": 0, "hook": "on_train_batch_end"},
        {"callback": "Checkpoint", "index": 1, "hook": "on_epoch_end"},
        {"outcome": "completed"},
    ]


def _blocks(epochs: int, steps: int, validated: int) -> Iterator[np.ndarray]:
    t = 1_000_000_000
    yield _rare(t, [(Kind.RUN_BEGIN, 0), (Kind.ENVIRONMENT, 1), (Kind.FIT_BEGIN, 2), (Kind.SOURCE, 3)])
    t += STEP_NS
    # One batch is peeked at and read ahead, so that the read-ahead has something in it.
    peek = _many(((0, AHEAD, Kind.PULL_BEGIN, Role.TRAIN, NONE, 0, 1), TRAIN[2]), t, NONE, 1, 0)
    peek["step"] = NONE
    yield peek
    yield _rare(t + STEP_NS, [(Kind.TRAIN_BEGIN, NONE), (Kind.PASS_BEGIN, NONE)], step=0)
    yield _rare(t + STEP_NS, [(Kind.DELIVERED, NONE)], step=0, batch=0)
    t += 2 * STEP_NS
    yield _rare(t, [(Kind.SOURCE, 3)], role=Role.VALIDATION)
    for epoch in range(epochs):
        yield _rare(t, [(Kind.EPOCH_BEGIN, NONE)], epoch=epoch)
        yield _many(TRAIN, t, epoch, steps, 1 + epoch * steps)
        t += (steps + 1) * STEP_NS
        yield _rare(t, [(Kind.TEST_BEGIN, NONE)], epoch=epoch, role=Role.VALIDATION)
        yield _rare(t, [(Kind.PASS_BEGIN, NONE)], role=Role.VALIDATION, step=epoch)
        rows = _many(VALIDATE, t, epoch, validated, 0)
        own = np.isin(rows["kind"], (Kind.PULL_BEGIN, Kind.PULL_END, Kind.DELIVERED))
        rows["step"][own] = epoch
        yield rows
        t += (validated + 1) * STEP_NS
        yield _rare(t, [(Kind.TEST_END, NONE)], epoch=epoch, role=Role.VALIDATION)
        calls = [(Kind.CALLBACK_BEGIN, ON_EPOCH_END), (Kind.CALLBACK_END, ON_EPOCH_END), (Kind.EPOCH_END, NONE)]
        yield _rare(t + STEP_NS, calls, epoch=epoch)
        t += 2 * STEP_NS
    yield _rare(t, [(Kind.TRAIN_END, NONE), (Kind.FIT_END, NONE), (Kind.RUN_END, 7)])


def _many(template: tuple[Row, ...], t: int, epoch: int, steps: int, first_batch: int) -> np.ndarray:
    rows = np.empty((steps, len(template)), ROW)
    number = np.arange(steps)
    for column, (ns, thread, kind, role, payload, by_step, by_batch) in enumerate(template):
        one = rows[:, column]
        one["t_ns"] = t + number * STEP_NS + ns
        one["epoch"] = NONE if by_batch else epoch
        one["step"] = number if by_step else 0
        one["batch"] = number + first_batch if by_batch else NONE
        one["payload"], one["thread"], one["kind"], one["role"] = payload, thread, kind, role
    return rows.reshape(-1)


def _rare(
    t: int,
    events: list[tuple[Kind, int]],
    *,
    epoch: int = NONE,
    step: int = NONE,
    batch: int = NONE,
    role: Role = Role.TRAIN,
) -> np.ndarray:
    rows = [(t + i * 1000, epoch, step, batch, payload, FIT, kind, role) for i, (kind, payload) in enumerate(events)]
    return np.array(rows, ROW)
