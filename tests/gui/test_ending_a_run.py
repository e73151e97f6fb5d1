"""The end of a run that waits for something: what it takes until it has stopped, or is left behind."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from inspector.analysis.model import Outcome
from inspector.fit.request import FitRequest
from inspector.gui import judging, left_behind, run_controller
from inspector.gui.left_behind import any_left_behind
from inspector.gui.run_controller import RunController, RunState
from tests.gui.conftest import MakeController
from tests.gui.fakes import DeafSession, HeldJudgement, ReplaySession, Sessions, WaitingSession
from tests.gui.test_run_controller import under_way

Start = Callable[[type[WaitingSession]], tuple[RunController, Sessions]]


@pytest.fixture
def start(qtbot: QtBot, make_controller: MakeController, request_: FitRequest) -> Start:
    """Starts a run, and waits until it waits, in the midst of its only epoch."""

    def start(kind: type[WaitingSession]) -> tuple[RunController, Sessions]:
        sessions = Sessions(under_way, kind)
        controller = make_controller(sessions)
        controller.start(request_)
        qtbot.waitUntil(lambda: sessions.made[0].waiting.is_set())
        return controller, sessions

    return start


def test_that_shutting_down_ends_a_run_that_goes_on(start: Start) -> None:
    before = sys.getswitchinterval()
    controller, _ = start(WaitingSession)
    assert controller.shutdown()
    assert not any_left_behind()
    assert sys.getswitchinterval() == pytest.approx(before)


def test_that_shutting_down_does_not_wait_for_ever_for_a_call_that_hears_nothing(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_controller, "PATIENCE_MS", (10, 10))
    controller, sessions = start(DeafSession)
    assert not controller.shutdown()
    assert any_left_behind()
    sessions.made[0].let_go()
    thread = left_behind._left.pop()
    assert thread.wait(5000)
    thread.deleteLater()


def test_that_what_does_not_hear_is_said_not_to_and_left_behind_by_one_more_press(
    qtbot: QtBot, start: Start, request_: FitRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_controller, "UNHEARD_AFTER_MS", 20)
    controller, sessions = start(DeafSession)
    controller.stop()
    with qtbot.waitSignal(controller.unheard):
        controller.stop()
    assert controller.busy, "until the person wants it otherwise"
    with qtbot.waitSignals([controller.leftBehind, controller.finished]):
        controller.stop()
    assert controller.run is not None
    assert (controller.run.outcome, controller.run.epochs[0].steps_done) == (Outcome.CANCELLED, 4)
    assert any_left_behind()
    sessions.kind = ReplaySession
    with qtbot.waitSignal(controller.finished):
        controller.start(request_)
    sessions.made[0].let_go()
    qtbot.waitUntil(lambda: not any_left_behind())


def test_that_what_is_left_behind_is_said_to_be_only_once_another_run_can_begin(
    qtbot: QtBot, make_controller: MakeController, request_: FitRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = HeldJudgement()
    monkeypatch.setattr(judging, "diagnose", held)
    monkeypatch.setattr(run_controller, "UNHEARD_AFTER_MS", 20)
    sessions = Sessions(under_way, DeafSession)
    controller = make_controller(sessions)
    states: list[RunState] = []
    controller.leftBehind.connect(lambda: states.append(controller.state))
    controller.start(request_)
    qtbot.waitUntil(held.under_way.is_set)
    controller.stop()
    with qtbot.waitSignal(controller.unheard):
        controller.stop()
    with qtbot.waitSignals([controller.leftBehind, controller.finished]):
        controller.stop()
        held.go_on.set()
    assert states == [RunState.FINISHED]
    sessions.made[0].let_go()
    qtbot.waitUntil(lambda: not any_left_behind())


def test_that_a_run_that_hears_the_second_press_is_not_said_not_to(
    qtbot: QtBot, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_controller, "UNHEARD_AFTER_MS", 100)
    controller, sessions = start(DeafSession)
    controller.stop()
    with qtbot.assertNotEmitted(controller.unheard, wait=200), qtbot.waitSignal(controller.finished):
        controller.stop()
        sessions.made[0].let_go()
