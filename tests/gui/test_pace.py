"""When the window draws a run that goes on."""

from __future__ import annotations

from inspector.gui.pace import DRAW_EVERY_S, DRAW_EVERY_STARVED_S, DRAW_SHARE, STARVED_FOR_S, Pace

TICK_S = 0.03


def begun() -> Pace:
    pace = Pace(TICK_S)
    pace.begin(100.0)
    return pace


def draw(pace: Pace, began: float, cost: float) -> None:
    pace.draws(began)
    pace.drawn(began + cost)


def test_that_each_tick_may_draw_while_pictures_cost_little() -> None:
    pace = begun()
    for number in range(1, 4):
        now = 100 + number * TICK_S
        assert pace.tick(now) < 1.1 * TICK_S
        assert pace.may_draw(now)
        draw(pace, now, 0.3 * TICK_S)


def test_that_it_draws_less_often_for_a_while_after_a_late_tick() -> None:
    pace = begun()
    pace.tick(100.2)
    draw(pace, 100.2, 0.001)
    pace.tick(100.23)
    assert not pace.may_draw(100.23)
    assert pace.may_draw(100.2 + DRAW_EVERY_STARVED_S + 0.001)
    assert pace.may_draw(100.2 + STARVED_FOR_S)


def test_that_a_dear_picture_leaves_time_for_reading_before_the_next() -> None:
    pace = begun()
    draw(pace, 100.0, 0.05)
    assert not pace.may_draw(100.0 + 0.9 * 0.05 / DRAW_SHARE)
    assert pace.may_draw(100.001 + 0.05 / DRAW_SHARE)


def test_that_there_is_a_picture_now_and_then_however_dear_it_is() -> None:
    pace = begun()
    draw(pace, 100.0, 1.0)
    assert not pace.may_draw(100.0 + 0.9 * DRAW_EVERY_S)
    assert pace.may_draw(100.001 + DRAW_EVERY_S)
