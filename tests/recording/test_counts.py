"""How many events there are of each kind, while they come."""

from __future__ import annotations

from collections import Counter
from random import Random

from inspector.recording.events import Kind, Role
from inspector.recording.recorder import Recorder


def test_that_events_are_counted_by_kind_and_role_as_they_come() -> None:
    random, recorder, expected = Random(3), Recorder(), Counter[tuple[Kind, Role]]()
    for _ in range(5):
        for _ in range(50):
            kind, role = random.choice(list(Kind)), random.choice(list(Role))
            recorder.put(kind, role)
            expected[kind, role] += 1
        recorder.drain()
        counts = recorder.recording.counts
        assert {(kind, role): counts.of(kind, role) for kind in Kind for role in Role} == {
            (kind, role): expected[kind, role] for kind in Kind for role in Role
        }
