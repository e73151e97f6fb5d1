"""Escape while a run goes on: what is selected first, then the run."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from inspector.gui.main_window import MainWindow
from inspector.gui.selection import Selection, Thing
from inspector.gui.timeline.timeline_view import TimelineView
from tests.gui.conftest import MakeWindow
from tests.gui.fakes import Sessions, WaitingSession
from tests.story import Story


def under_way() -> Story:
    return Story(epochs=1, steps_per_epoch=10).peek(2).train_begin().epoch_begin(0).steps(0, 3)


@pytest.fixture
def sessions() -> Sessions:
    return Sessions(under_way, WaitingSession)


def running(qtbot: QtBot, open_window: MakeWindow, sessions: Sessions) -> MainWindow:
    window = open_window(sessions, make_timeline=TimelineView)
    with qtbot.waitSignal(window.controller.began):
        window.commands.run.trigger()
    qtbot.waitUntil(lambda: window.controller.run is not None and len(window.controller.run.epochs) == 1)
    window.activateWindow()
    return window


def focus(qtbot: QtBot, widget: QWidget) -> None:
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)


@pytest.mark.parametrize("place", ["timeline", "events", "window"])
def test_that_escape_selects_nothing_first_and_then_stops(
    qtbot: QtBot, open_window: MakeWindow, sessions: Sessions, place: str
) -> None:
    window = running(qtbot, open_window, sessions)
    timeline = window.centre.timeline
    assert timeline is not None
    window.bottom.tabs.setCurrentWidget(window.bottom.events)
    places: dict[str, QWidget] = {"timeline": timeline, "events": window.bottom.events, "window": window}
    focus(qtbot, places[place])
    window.selection.set(Selection(Thing.EPOCH, epoch=0))
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert window.selection.current is None
    assert sessions.made[0].asked == 0
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert sessions.made[0].asked == 1
    qtbot.waitUntil(lambda: window.controller.judged)


def test_that_escape_in_a_message_closes_it_and_the_run_goes_on(
    qtbot: QtBot, open_window: MakeWindow, sessions: Sessions
) -> None:
    window = running(qtbot, open_window, sessions)
    window.message.note("Saved.")
    close = window.message.findChild(QToolButton, "messageClose")
    focus(qtbot, close)
    qtbot.keyClick(close, Qt.Key.Key_Escape)
    assert window.message.text == ""
    assert sessions.made[0].asked == 0
    window.commands.stop.trigger()
    qtbot.waitUntil(lambda: window.controller.judged)
