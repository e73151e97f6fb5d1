"""How many events there are of each kind, while they come."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import numpy as np
import pytest

from inspector.recording.events import NONE, Kind, Role
from inspector.recording.reader import open_recording
from inspector.recording.recorder import Recorder
from inspector.recording.recording import ROW
from tests.recording.files import written


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


@pytest.mark.parametrize(("kind", "role"), [(Kind.PULL_END, 0), (250, 0), (Kind.PULL_END, 2), (Kind.PULL_END, 255)])
def test_that_of_a_file_those_are_counted_that_are_kept(tmp_path: Path, kind: int, role: int) -> None:
    recorder = Recorder()
    for one in Kind:
        recorder.put(one, Role.VALIDATION)
    recorder.drain()
    more = np.zeros(3, ROW)
    more["kind"], more["role"], more["payload"] = (Kind.PULL_END, kind, Kind.PULL_STOP), (0, role, 0), NONE
    recorder.recording.rows.extend(more)
    kept = open_recording(written(tmp_path / "r.fitrec", recorder.recording)).recording
    there = Counter((event.kind, event.role) for event in kept.events())
    assert {(kind, role): kept.counts.of(kind, role) for kind in Kind for role in Role} == {
        (kind, role): there[kind, role] for kind in Kind for role in Role
    }
    assert there[Kind.PULL_END, Role.TRAIN] == (2 if (kind, role) == (Kind.PULL_END, 0) else 1)
