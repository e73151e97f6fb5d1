"""The run, from start to findings, without a window."""

from __future__ import annotations

import sys
import threading

import pytest
from pytestqt.qtbot import QtBot

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.finding import Finding
from inspector.analysis.model import Outcome
from inspector.analysis.run import Run
from inspector.fit.request import FitRequest
from inspector.gui import followed_run, following, judging
from inspector.gui.run_controller import RunState
from inspector.recording.events import Kind
from tests.gui.conftest import MakeController
from tests.gui.fakes import BrokenSession, HeldJudgement, RefusingSession, Sessions, WaitingSession
from tests.story import Story, clean, raises_at_batch_3


def under_way() -> Story:
    story = Story(epochs=1, steps_per_epoch=10)
    return story.peek(2).train_begin().epoch_begin(0).steps(0, 4)


def test_that_a_run_goes_from_idle_to_finished_on_a_thread_of_its_own(
    qtbot: QtBot, make_controller: MakeController, request_: FitRequest
) -> None:
    sessions = Sessions(raises_at_batch_3)
    controller = make_controller(sessions)
    states: list[RunState] = [controller.state]
    controller.stateChanged.connect(states.append)
    with qtbot.waitSignal(controller.finished):
        controller.start(request_)
    assert states == [RunState.IDLE, RunState.RUNNING, RunState.FINISHED]
    assert sessions.made[0].thread not in (None, threading.get_ident())


def test_that_nothing_that_was_recorded_is_lost(
    qtbot: QtBot, make_controller: MakeController, request_: FitRequest
) -> None:
    controller = make_controller(Sessions(raises_at_batch_3))
    with qtbot.waitSignal(controller.finished):
        controller.start(request_)
    assert controller.run is not None
    assert controller.run.cursor == raises_at_batch_3().recorder.waiting
    assert controller.run.outcome is Outcome.RAISED


def test_that_the_findings_come_with_the_end(
    qtbot: QtBot, make_controller: MakeController, request_: FitRequest
) -> None:
    controller = make_controller(Sessions(raises_at_batch_3))
    with qtbot.waitSignal(controller.finished):
        controller.start(request_)
    rules = [finding.rule for finding in controller.findings]
    assert rules[0] == "source-raised"
    assert {"steps-missing", "epoch-end-missing", "train-end-missing"} <= set(rules)


def test_that_events_are_shown_while_the_run_goes_on(
    qtbot: QtBot, make_controller: MakeController, request_: FitRequest
) -> None:
    controller = make_controller(Sessions(under_way, WaitingSession))
    with qtbot.waitSignal(controller.grown):
        controller.start(request_)
    qtbot.waitUntil(lambda: controller.run is not None and bool(controller.run.epochs))
    assert controller.run is not None
    assert not controller.run.over
    assert controller.run.epochs[0].steps_done == 4


def hangs_after_8_steps() -> Story:
    """A next() that was called, and long ago: the stories are told in a time that is past."""
    story = Story(epochs=1, steps_per_epoch=20)
    story.peek(2).train_begin().epoch_begin(0).steps(0, 8).step_begins(8)
    return story.put(Kind.PULL_BEGIN, step=0, batch=8)


def test_that_a_next_that_hangs_is_told_while_it_hangs(
    qtbot: QtBot, make_controller: MakeController, request_: FitRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "SILENT_S", 0.05)
    monkeypatch.setattr(judging, "JUDGE_EVERY_S", 0.05)
    now = [hangs_after_8_steps().t_ns]
    monkeypatch.setattr(following, "perf_counter_ns", lambda: now[0])
    sessions = Sessions(hangs_after_8_steps, WaitingSession)
    controller = make_controller(sessions)
    controller.start(request_)
    qtbot.waitUntil(lambda: controller.run is not None and len(controller.run.train.pulls) == 9)
    assert controller.run is not None
    assert "stalled" not in [finding.rule for finding in controller.findings]
    now[0] += 5_000_000_000  # and not one event more
    qtbot.waitUntil(lambda: "stalled" in [finding.rule for finding in controller.findings])
    assert controller.run.clock_ns == now[0]
    assert not controller.run.over
    with qtbot.waitSignal(controller.finished):
        controller.stop()


def test_that_a_run_too_long_to_judge_live_is_judged_at_its_end_on_another_thread(
    qtbot: QtBot, make_controller: MakeController, request_: FitRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged_on: list[int] = []

    def diagnose_here(run: Run) -> list[Finding]:
        judged_on.append(threading.get_ident())
        return diagnose(run)

    monkeypatch.setattr(judging, "diagnose", diagnose_here)
    monkeypatch.setattr(judging, "LIVE_S", 0)
    sessions = Sessions(under_way, WaitingSession)
    controller = make_controller(sessions)
    controller.start(request_)
    qtbot.waitUntil(lambda: not controller.judged_live)
    with qtbot.waitSignal(controller.finished):
        controller.stop()
    assert len(judged_on) == 2
    assert threading.get_ident() not in judged_on
    assert controller.findings[0].rule == "cancelled"
    assert controller.judged


def test_that_what_comes_while_a_run_is_judged_is_read_afterwards(
    qtbot: QtBot, make_controller: MakeController, request_: FitRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = HeldJudgement()
    monkeypatch.setattr(judging, "diagnose", held)
    sessions = Sessions(under_way, WaitingSession)
    controller = make_controller(sessions)
    controller.start(request_)
    qtbot.waitUntil(held.under_way.is_set)
    run = controller.run
    assert run is not None
    read = run.cursor
    controller.stop()
    with qtbot.assertNotEmitted(controller.grown, wait=100):  # three ticks
        pass
    assert run.cursor == read
    with qtbot.waitSignal(controller.finished):
        held.go_on.set()
    assert run.outcome is Outcome.CANCELLED
    assert controller.judged_events == run.cursor > read


def test_that_a_flood_is_read_in_slices_and_none_of_it_is_lost(
    qtbot: QtBot, make_controller: MakeController, request_: FitRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "READ_S", 0)
    monkeypatch.setattr(followed_run, "AT_ONCE", 10)
    controller = make_controller(Sessions(lambda: clean(epochs=3, steps=20)))
    with qtbot.waitSignal(controller.finished):
        controller.start(request_)
    assert controller.run is not None
    assert controller.run.cursor == clean(epochs=3, steps=20).recorder.waiting
    assert controller.run.outcome is Outcome.COMPLETED


def test_that_stop_ends_the_run_and_keeps_what_was_recorded(
    qtbot: QtBot, make_controller: MakeController, request_: FitRequest
) -> None:
    sessions = Sessions(under_way, WaitingSession)
    controller = make_controller(sessions)
    states: list[RunState] = []
    controller.stateChanged.connect(states.append)
    controller.start(request_)
    qtbot.waitUntil(lambda: sessions.made[0].waiting.is_set())
    with qtbot.waitSignal(controller.finished):
        controller.stop()
    assert states == [RunState.RUNNING, RunState.STOPPING, RunState.FINISHED]
    assert controller.run is not None
    assert controller.run.outcome is Outcome.CANCELLED
    assert controller.run.epochs[0].steps_done == 4


def test_that_a_second_start_while_one_goes_on_does_nothing(
    qtbot: QtBot, make_controller: MakeController, request_: FitRequest
) -> None:
    sessions = Sessions(under_way, WaitingSession)
    controller = make_controller(sessions)
    controller.start(request_)
    controller.start(request_)
    assert len(sessions.made) == 1


def test_that_one_run_follows_another(qtbot: QtBot, make_controller: MakeController, request_: FitRequest) -> None:
    sessions = Sessions(clean)
    controller = make_controller(sessions)
    runs = []
    for _ in range(2):
        with qtbot.waitSignal(controller.finished):
            controller.start(request_)
        runs.append(controller.run)
    assert runs[0] is not runs[1]
    assert runs[1] is not None
    assert runs[1].outcome is Outcome.COMPLETED


def test_that_a_wrong_use_is_told_in_its_own_sentence(
    qtbot: QtBot, make_controller: MakeController, request_: FitRequest
) -> None:
    controller = make_controller(Sessions(Story, RefusingSession))
    with qtbot.waitSignal(controller.finished):
        controller.start(request_)
    assert controller.problem == "There is no bathces in train.py: it has batches, build_model."


def test_that_a_session_that_ends_without_a_word_leaves_nothing_pending(
    qtbot: QtBot, make_controller: MakeController, request_: FitRequest
) -> None:
    controller = make_controller(Sessions(Story, BrokenSession))
    with qtbot.waitSignal(controller.finished):
        controller.start(request_)
    assert controller.run is not None
    assert controller.run.outcome is Outcome.DIED


def test_that_pythons_switch_interval_is_short_for_the_run_and_only_for_it(
    qtbot: QtBot, make_controller: MakeController, request_: FitRequest
) -> None:
    before = sys.getswitchinterval()
    sessions = Sessions(under_way, WaitingSession)
    controller = make_controller(sessions)
    controller.start(request_)
    assert sys.getswitchinterval() < before
    qtbot.waitUntil(lambda: sessions.made[0].waiting.is_set())
    with qtbot.waitSignal(controller.finished):
        controller.stop()
    assert sys.getswitchinterval() == pytest.approx(before)
