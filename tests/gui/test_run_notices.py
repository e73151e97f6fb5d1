"""What the window says of a run that does not stop, and what it offers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from inspector.gui import run_controller
from inspector.gui.left_behind import any_left_behind
from tests.gui.conftest import MakeWindow
from tests.gui.fakes import DeafSession, ReplaySession, Sessions
from tests.gui.test_run_controller import under_way


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
    assert window.message.text.startswith("train.py was left behind")
    assert window.status.state.text() == "Stopped"
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
