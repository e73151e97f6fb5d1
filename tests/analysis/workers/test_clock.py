"""The clocks of workers, aligned on the steps that they ended together."""

from __future__ import annotations

import pytest

from inspector.analysis.workers import aligned
from tests.analysis.workers.stories import named, story, whole
from tests.story import MILLISECOND, failure


def test_that_clocks_are_aligned_on_the_steps_that_both_ended() -> None:
    first, second, third = aligned(named(whole(), whole(clock_ms=700), whole(clock_ms=-300)))
    assert first.clock.offset_ns == 0
    assert abs(second.clock.offset_ns + 700 * MILLISECOND) < MILLISECOND
    assert abs(third.clock.offset_ns - 300 * MILLISECOND) < MILLISECOND
    assert (second.clock.shared, second.clock.aligned) == (8, True)
    assert second.clock.spread_ns < MILLISECOND


def test_that_a_clock_without_a_shared_step_is_called_unknown() -> None:
    never = story().fit_raises(failure("RuntimeError", "no route to host", "model"))
    second = aligned(named(whole(), never))[1]
    assert not second.clock.aligned
    assert second.clock.offset_ns == 0


def test_that_a_worker_that_did_fewer_steps_is_aligned_on_those() -> None:
    second = aligned(named(whole(), story(clock_ms=-40).epoch_begin(0).steps(0, 3).ends()))[1]
    assert second.clock.shared == 3
    assert second.clock.offset_ns == pytest.approx(40 * MILLISECOND, abs=MILLISECOND)


def test_that_a_clock_that_drifts_is_told_and_taken_into_account() -> None:
    # 100 µs a second, over 2 x 400 steps of about 2 ms.
    first, second = aligned(named(whole(steps=400), whole(clock_ms=5_000, steps=400, rate=1 + 1e-4)))
    assert second.clock.drift == pytest.approx(-1e-4, rel=0.05)
    assert second.clock.spread_ns < 2_000
    for ends in (0, -1):
        there = first.run.epochs[ends].ended_ns
        here = second.run.epochs[ends].ended_ns
        assert there is not None
        assert here is not None
        assert second.clock.there(here) == pytest.approx(there, abs=5_000)


def test_that_no_drift_is_told_of_clocks_that_go_alike() -> None:
    assert aligned(named(whole(steps=400), whole(clock_ms=5_000, steps=400)))[1].clock.drift == 0


@pytest.mark.parametrize(("steps", "known"), [(2, False), (3, True)])
def test_that_two_shared_steps_do_not_tell_how_sure_the_offset_is(steps: int, known: bool) -> None:
    second = aligned(named(whole(epochs=1, steps=steps), whole(clock_ms=7, epochs=1, steps=steps)))[1]
    assert second.clock.aligned
    assert (second.clock.uncertain_ns is not None) is known
