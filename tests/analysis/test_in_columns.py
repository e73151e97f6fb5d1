"""Runs are read in columns, many events at once: what is read is what reading event by event gives, however wild."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from inspector.analysis.numbers import Numbers
from inspector.analysis.readers.pairs import Pairs, all_at_once, one_by_one
from inspector.analysis.run import Run
from inspector.recording.events import NONE, Kind, Role
from inspector.recording.recorder import Recorder
from inspector.recording.recording import Recording
from tests.analysis.event_by_event import EventByEvent, told
from tests.analysis.test_properties import Made
from tests.story import failure, signature

WILD = (
    (Kind.PULL_BEGIN, 8),
    (Kind.PULL_END, 8),
    (Kind.PULL_STOP, 1),
    (Kind.PULL_RAISED, 1),
    (Kind.STATISTICS, 3),
    (Kind.DELIVERED, 9),
    (Kind.PASS_BEGIN, 1),
    (Kind.PASS_END, 1),
    (Kind.EPOCH_BEGIN, 1),
    (Kind.EPOCH_END, 1),
    (Kind.TRAIN_BATCH_BEGIN, 7),
    (Kind.TRAIN_BATCH_END, 7),
    (Kind.TEST_BEGIN, 1),
    (Kind.TEST_END, 1),
    (Kind.TEST_BATCH_BEGIN, 3),
    (Kind.TEST_BATCH_END, 3),
    (Kind.CALLBACK_BEGIN, 4),
    (Kind.CALLBACK_END, 4),
    (Kind.CALLBACK_RAISED, 1),
)
HOOKS = [{"callback": name, "index": i, "hook": hook} for i, name in enumerate("AB") for hook in ("begin", "end")]
SIGNATURES = [signature(32), signature(16)]


def wild(seed: int, events: int = 160) -> Recording:
    """Events of all kinds that come in numbers, in an order that no fit would have."""
    random = Random(seed)
    recorder = Recorder()
    kinds, weights = zip(*WILD, strict=True)
    recorder.put(Kind.FIT_BEGIN, payload={"requested": {"steps_per_execution": None}}, t_ns=1)
    passes = dict.fromkeys(Role, 0)
    if random.random() < 0.5:
        told = {"kind": random.choice(["generator", "py_dataset"]), "name": "b", "length": None, "hooks": []}
        recorder.put(Kind.SOURCE, payload=told, t_ns=2)
    for number, kind in enumerate(random.choices(kinds, weights, k=events)):
        role = Role(random.random() < 0.3)
        step, batch, payload = random.choice([NONE, *range(4)]), random.choice([NONE, *range(6)]), None
        if kind is Kind.PASS_BEGIN:
            step, passes[role] = passes[role], passes[role] + 1
        elif kind in (Kind.DELIVERED, Kind.PASS_END):
            if not passes[role]:
                continue
            step = random.randrange(passes[role])
        elif kind in (Kind.TRAIN_BATCH_BEGIN, Kind.TEST_BATCH_BEGIN):
            step = random.randrange(3)
        elif kind in (Kind.TRAIN_BATCH_END, Kind.TEST_BATCH_END):
            step = random.randrange(5)
        payload = _payload(random, kind)
        worker = random.choice([None, (7, "a"), (7, "b"), (8, "a")])
        recorder.put(kind, role, epoch=0, step=step, batch=batch, payload=payload, t_ns=1000 + number, thread=worker)
    recorder.drain()
    return recorder.recording


def _payload(random: Random, kind: Kind) -> dict[str, object] | None:
    if kind is Kind.PULL_END:
        return random.choice([None, *SIGNATURES])
    if kind is Kind.PULL_RAISED:
        return failure()
    if kind is Kind.STATISTICS:
        return {"took_ns": random.randrange(9)}
    if kind in (Kind.CALLBACK_BEGIN, Kind.CALLBACK_END):
        return random.choice(HOOKS)
    return {**HOOKS[0], "failure": failure()} if kind is Kind.CALLBACK_RAISED else None


@pytest.mark.parametrize("seed", range(120))
def test_that_wild_events_are_read_at_once_and_in_pieces_as_one_by_one(seed: int) -> None:
    recording, random = wild(seed), Random(seed)
    plain = EventByEvent(recording).told()
    whole, pieces = Run(recording), Run(recording)
    whole.update()
    assert told(whole) == plain
    while pieces.update(at_most=random.choice([1, 2, 5, 30])):
        pass
    assert told(pieces) == plain


@pytest.mark.parametrize("seed", range(60))
def test_that_runs_as_keras_makes_them_are_read_as_one_by_one(seed: int) -> None:
    run = Made(seed).story.run()
    assert told(run) == EventByEvent(run.recording).told()


@pytest.mark.parametrize("seed", range(200))
def test_that_many_calls_are_paired_as_one_by_one(seed: int) -> None:
    random = Random(seed)
    count = random.randrange(40)
    keys = np.array([random.randrange(3) for _ in range(count)], np.int64)
    share = random.random()
    begins = np.array([random.random() < share for _ in range(count)], bool)
    depths = {key: random.randrange(4) for key in range(3) if random.random() < 0.6}
    _same_pairs(all_at_once(keys, begins, depths), one_by_one(keys, begins, depths))


def _same_pairs(found: Pairs, expected: Pairs) -> None:
    assert found.partner.tolist() == expected.partner.tolist()
    assert found.carried.tolist() == expected.carried.tolist()
    assert found.open_.tolist() == expected.open_.tolist()
    assert found.left == expected.left


def test_that_a_set_of_numbers_holds_what_was_added() -> None:
    numbers, few, far = Numbers(), np.array([3, 4, 3, 70_000]), np.array([5_000_000])
    numbers.add(few)
    numbers.add(far)
    assert list(numbers) == [3, 4, 70_000, 5_000_000]
    assert numbers.has(np.array([3, 5, 70_000, 70_001, 5_000_000])).tolist() == [True, False, True, False, True]
    assert 4 in numbers
    assert -1 not in numbers
    assert None not in numbers
