"""No part of the window ever appears as a window of its own: it would flash up, and take the activation with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from inspector.fit.samples import SAMPLES
from inspector.gui.centre import make_real_timeline
from inspector.gui.memory.memory import Memory
from tests.gui.conftest import MakeWindow
from tests.gui.fakes import Sessions
from tests.gui.timeline.stories import everything


class Appearing(QObject):
    """Notes the names of the windows that appear."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(watched.objectName())
        return False


@pytest.fixture
def appeared(qapp: QApplication) -> Iterator[list[str]]:
    """The names of all windows that have appeared since the test began."""
    appearing = Appearing()
    qapp.installEventFilter(appearing)
    yield appearing.names
    qapp.removeEventFilter(appearing)


def test_that_the_grid_leaves_the_window_active_when_it_is_first_shown(
    qtbot: QtBot, ran_window: MakeWindow, appeared: list[str]
) -> None:
    window = ran_window(Sessions(everything), make_timeline=make_real_timeline)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert window.centre.currentWidget() is window.centre.grid
    assert appeared == ["mainWindow"]
    assert QApplication.activeWindow() is window
    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert window.centre.currentWidget() is window.centre.timeline


def test_that_a_remembered_grid_is_no_window_either(ran_window: MakeWindow, appeared: list[str]) -> None:
    memory = Memory()
    memory.as_grid = True
    window = ran_window(Sessions(everything), make_timeline=make_real_timeline, memory=memory)
    assert window.centre.currentWidget() is window.centre.grid
    assert appeared == ["mainWindow"]


def test_that_a_window_that_starts_is_one_window(make_window: MakeWindow, train_py: Path, appeared: list[str]) -> None:
    memory = Memory()
    memory.add_recent(train_py)
    window = make_window(samples=SAMPLES, memory=memory)
    assert window.centre.currentWidget() is window.centre.empty
    assert appeared == ["mainWindow"]
