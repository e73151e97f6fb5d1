"""A run as the window follows it, without a window."""

from __future__ import annotations

from time import perf_counter

import pytest

from inspector.analysis.model import Outcome
from inspector.analysis.run import Run
from inspector.gui import followed_run
from inspector.gui.followed_run import FollowedRun
from inspector.recording.recorder import Recorder
from tests.replaying import replay
from tests.story import clean

EVER = float("inf")


@pytest.fixture
def followed(monkeypatch: pytest.MonkeyPatch) -> FollowedRun:
    monkeypatch.setattr(followed_run, "AT_ONCE", 10)
    recorder = Recorder()
    replay(clean(epochs=3, steps=20), recorder)
    return FollowedRun(Run(recorder.recording), recorder)


def test_that_what_there_is_no_time_for_is_left_for_the_next_reading(followed: FollowedRun) -> None:
    readings = 0
    while followed.read(0, perf_counter()):
        readings += 1
        assert followed.run.cursor <= 10 * readings
    assert not followed.cut_short
    assert followed.run.cursor == clean(epochs=3, steps=20).recorder.waiting
    assert followed.run.outcome is Outcome.COMPLETED


def test_that_all_is_read_where_there_is_time(followed: FollowedRun) -> None:
    assert followed.read(0, EVER)
    assert not followed.cut_short
    assert followed.run.over


def test_that_nothing_is_read_of_a_run_that_is_judged(followed: FollowedRun) -> None:
    followed.stands_still = True
    assert not followed.read(0, EVER)
    assert followed.run.cursor == 0
    followed.stands_still = False
    assert followed.read(0, EVER)


def test_that_a_run_that_was_closed_is_behind_until_all_of_it_is_read_and_no_longer(followed: FollowedRun) -> None:
    assert not followed.behind
    followed.close()
    assert followed.behind
    followed.read(0, EVER)
    assert not followed.behind
