"""Once a run began a letter is a command: it is not typed into the field of the setup that was filled in before."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from inspector.fit.samples import SAMPLES
from inspector.gui.centre import make_real_timeline
from inspector.gui.main_window import MainWindow
from inspector.gui.timeline.axis import Axis
from tests.gui.conftest import MakeWindow
from tests.gui.fakes import Sessions
from tests.story import raises_at_batch_3

Start = Callable[[QtBot, MainWindow], None]


def by_button(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.mouseClick(window.findChild(QToolButton, "buttonRun"), Qt.MouseButton.LeftButton)


def by_key(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(focused(), Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)


def by_menu(qtbot: QtBot, window: MainWindow) -> None:
    window.commands.run_script.trigger()


def focused() -> QWidget:
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


def activated(qtbot: QtBot, make: MakeWindow, **arguments: object) -> MainWindow:
    window = make(Sessions(raises_at_batch_3), make_timeline=make_real_timeline, **arguments)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.mark.parametrize("start", [by_button, by_key, by_menu])
@pytest.mark.parametrize("as_grid", [False, True])
def test_that_letters_typed_after_the_start_are_commands(
    qtbot: QtBot, open_window: MakeWindow, start: Start, as_grid: bool
) -> None:
    window = activated(qtbot, open_window)
    field = window.setup.steps.edit
    if as_grid:
        window.commands.grid_view.trigger()
    field.setFocus()
    qtbot.keyClicks(focused(), "5")
    with qtbot.waitSignal(window.controller.finished):
        start(qtbot, window)
    assert window.centre.shown.isAncestorOf(focused()) or focused() is window.centre.shown
    for letter in "nnt":
        qtbot.keyClicks(focused(), letter)
    assert field.text() == "5"
    assert as_grid or window.centre.axis is Axis.TIME, "the grid has one axis"


def test_that_a_sample_that_is_run_leaves_the_keyboard_in_no_field(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = activated(qtbot, make_window, samples=SAMPLES)
    with qtbot.waitSignals([window.controller.finished, window.bottom.source.read]):
        qtbot.mouseClick(window.findChild(QPushButton, "runSample-raises_at_batch_3"), Qt.MouseButton.LeftButton)
    assert not isinstance(focused(), QLineEdit)
    qtbot.keyClicks(focused(), "t")
    assert window.setup.module.text() == "raises_at_batch_3.py"
    assert window.centre.axis is Axis.TIME


def test_that_whoever_types_elsewhere_goes_on(qtbot: QtBot, open_window: MakeWindow) -> None:
    window = activated(qtbot, open_window)
    window.find_field.setFocus()
    assert focused() is window.find_field
    with qtbot.waitSignal(window.controller.finished):
        by_key(qtbot, window)
    assert focused() is window.find_field


def test_that_what_is_refused_leaves_the_keyboard_in_the_field(qtbot: QtBot, open_window: MakeWindow) -> None:
    window = activated(qtbot, open_window)
    field = window.setup.steps.edit
    field.setFocus()
    qtbot.keyClicks(focused(), "many")
    with qtbot.waitSignal(window.workings.starting.refused):
        by_key(qtbot, window)
    assert focused() is field
