"""When the window draws a run that goes on."""

from __future__ import annotations

from inspector.gui.pace import DRAW_EVERY_BEHIND_S, DRAW_EVERY_STARVED_S, STARVED_FOR_S, Pace

TICK_S = 0.03


def begun() -> Pace:
    pace = Pace(TICK_S)
    pace.begin(100.0)
    return pace


def test_that_each_tick_may_draw_while_nothing_is_late() -> None:
    pace = begun()
    for number in range(1, 4):
        now = 100 + number * TICK_S
        assert pace.tick(now, behind=False) < 1.1 * TICK_S
        assert pace.may_draw(now)
        pace.draws(now)


def test_that_it_draws_less_often_for_a_while_after_a_late_tick() -> None:
    pace = begun()
    pace.tick(100.2, behind=False)
    pace.draws(100.2)
    pace.tick(100.23, behind=False)
    assert not pace.may_draw(100.23)
    assert pace.may_draw(100.2 + DRAW_EVERY_STARVED_S + 0.001)
    assert pace.may_draw(100.2 + STARVED_FOR_S)


def test_that_who_is_behind_reads_for_as_long_as_the_last_picture_took() -> None:
    pace = begun()
    pace.draws(100.0)
    pace.tick(100.05, behind=True)  # the picture took 50 ms
    assert not pace.may_draw(100.05)
    assert not pace.may_draw(100.09)
    assert pace.may_draw(100.101)


def test_that_who_is_far_behind_draws_all_the_same() -> None:
    pace = begun()
    pace.draws(100.0)
    pace.tick(101.0, behind=True)
    pace.draws(101.0)
    pace.tick(101.01, behind=True)
    assert pace.may_draw(101.0 + DRAW_EVERY_BEHIND_S + 0.001)
