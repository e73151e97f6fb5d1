"""What the window says of a run that does not stop, and what it offers."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from inspector.gui import following, run_controller
from inspector.gui.left_behind import any_left_behind
from tests.gui.conftest import MakeWindow
from tests.gui.fakes import DeafSession, ReplaySession, Sessions, WaitingSession
from tests.gui.test_run_controller import hangs_after_8_steps, under_way


def test_that_a_run_that_does_not_stop_is_told_with_what_to_do_and_the_window_runs_the_next_one(
    qtbot: QtBot, open_window: MakeWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_controller, "UNHEARD_AFTER_MS", 20)
    sessions = Sessions(under_way, DeafSession)
    window = open_window(sessions)
    window.commands.run.trigger()
    qtbot.waitUntil(lambda: sessions.made[0].waiting.is_set())
    for _ in range(2):
        window.commands.stop.trigger()
    qtbot.waitUntil(lambda: window.message.text.startswith("train.py does not stop"))
    assert "Press Stop once more" in window.message.text
    assert window.status.state.text() == "Stopping…"
    window.commands.stop.trigger()
    qtbot.waitUntil(lambda: window.message.text.startswith("train.py was left behind"))
    qtbot.waitUntil(lambda: window.status.state.text() == "Stopped")
    window.commands.run.trigger()
    assert len(sessions.made) == 1, "two runs in one process would undo each other's taps"
    assert window.message.text.startswith("An earlier run that did not stop still goes on")
    sessions.kind = ReplaySession
    action = window.findChild(QPushButton, "messageAction")
    with qtbot.waitSignals([window.controller.finished, window.bottom.source.read]):
        qtbot.mouseClick(action, Qt.MouseButton.LeftButton)
    assert sessions.made[1].request.isolate
    assert window.setup.isolate.isChecked()
    sessions.made[0].let_go()
    qtbot.waitUntil(lambda: not any_left_behind())
    assert window.message.text == ""


def test_that_where_a_next_sits_is_shown_as_long_as_it_does(
    qtbot: QtBot, open_window: MakeWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "SILENT_S", 0.05)
    sessions = Sessions(lambda: hangs_after_8_steps().sits(8, line=12), WaitingSession)
    window = open_window(sessions)
    window.commands.run.trigger()
    qtbot.waitUntil(lambda: window.message.text.startswith("next() for batch 8 has been on train.py, line 12"))
    with qtbot.waitSignal(window.controller.finished):
        window.commands.stop.trigger()
    assert window.message.text == ""


def test_that_another_message_is_not_written_over(
    qtbot: QtBot, open_window: MakeWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "SILENT_S", 0.05)
    sessions = Sessions(lambda: hangs_after_8_steps().sits(8), WaitingSession)
    window = open_window(sessions)
    window.commands.run.trigger()
    window.message.note("Saved.")
    with qtbot.waitSignals([window.controller.grown] * 2):
        pass
    assert window.message.text == "Saved."
    with qtbot.waitSignal(window.controller.finished):
        window.commands.stop.trigger()


def test_that_a_window_that_was_held_up_says_so_and_offers_the_other_process(
    qtbot: QtBot, open_window: MakeWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "HELD_UP_S", 0.3)
    sessions = Sessions(under_way, WaitingSession)
    window = open_window(sessions)
    window.commands.run.trigger()
    qtbot.waitUntil(lambda: window.controller.run is not None and bool(window.controller.run.epochs))
    threading.Event().wait(0.5)  # as code does that keeps the lock: nothing of the window's can run
    qtbot.waitUntil(lambda: window.message.text.startswith("The window was held up for"))
    qtbot.mouseClick(window.findChild(QPushButton, "messageAction"), Qt.MouseButton.LeftButton)
    assert window.setup.isolate.isChecked()
    with qtbot.waitSignal(window.controller.finished):
        window.commands.stop.trigger()
