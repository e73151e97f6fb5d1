"""What a person drives has a name, a tooltip with its keys, and a way by the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDialog, QLabel, QLineEdit, QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from inspector.gui.timeline.axis import Axis
from tests.gui.conftest import MakeWindow
from tests.gui.fakes import RecordingTimeline

SHORTCUTS = {
    "actionOpen": "Ctrl+O",
    "actionRun": "Ctrl+R",
    "actionStop": "Ctrl+.",
    "actionExportPicture": "Ctrl+E",
    "actionCopyPicture": "Ctrl+Shift+C",
    "actionFitView": "F",
    "actionTimeAxis": "T",
    "actionStepAxis": "S",
    "actionNextFinding": "N",
}


def test_that_every_action_is_in_a_menu_with_a_name_and_a_tooltip(make_window: MakeWindow) -> None:
    window = make_window()
    actions = window.commands.all()
    in_menus = {action.objectName() for menu in window.findChildren(QMenu) for action in menu.actions()}
    assert len(actions) > 15
    assert {action.objectName() for action in actions} <= in_menus
    for action in actions:
        assert action.toolTip() not in ("", action.text())
        for key in action.shortcuts():
            assert key.toString(QKeySequence.SequenceFormat.NativeText) in action.toolTip()


def test_that_the_shortcuts_are_the_ones_that_are_promised(make_window: MakeWindow) -> None:
    actions = {action.objectName(): action for action in make_window().commands.all()}
    for name, keys in SHORTCUTS.items():
        assert actions[name].shortcuts()[0] == QKeySequence(keys), name


def test_that_no_two_actions_have_the_same_keys(make_window: MakeWindow) -> None:
    keys = [key.toString() for action in make_window().commands.all() for key in action.shortcuts()]
    assert len(keys) == len(set(keys))


def test_that_everything_to_press_or_fill_in_has_a_name_and_a_tooltip(open_window: MakeWindow) -> None:
    window = open_window()
    own = [
        widget
        for kind in (QAbstractButton, QComboBox, QLineEdit)
        for widget in window.findChildren(kind)
        if not _is_qts_own(widget)
    ]
    assert len(own) > 20
    for widget in own:
        assert widget.objectName(), widget
        assert widget.toolTip(), widget.objectName()
        name = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
        assert name, widget.objectName()


def _is_qts_own(widget: object) -> bool:
    """The scroll buttons of a tab bar, the corner of a table, the extension of a menu bar."""
    return widget.objectName().startswith(("Scroll", "qt_")) or type(widget).__name__ in ("QAbstractButton",)  # type: ignore[attr-defined]


def test_that_the_axis_is_chosen_by_button_and_by_key(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window()
    timeline = window.centre.timeline
    assert isinstance(timeline, RecordingTimeline)
    assert window.commands.step_axis.isChecked(), "what is missing has a place from the start"
    qtbot.mouseClick(window.findChild(QToolButton, "buttonTimeAxis"), Qt.MouseButton.LeftButton)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_S)
    assert timeline.calls("set_axis") == [Axis.STEP, Axis.TIME, Axis.STEP]
    assert window.commands.step_axis.isChecked()


def test_that_fit_and_follow_reach_the_timeline_and_come_back(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window()
    timeline = window.centre.timeline
    assert isinstance(timeline, RecordingTimeline)
    qtbot.mouseClick(window.findChild(QToolButton, "buttonFitView"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(window.findChild(QToolButton, "buttonFollow"), Qt.MouseButton.LeftButton)
    assert timeline.calls("fit_view") == [None]
    assert timeline.calls("set_follow") == [False]
    timeline.followChanged.emit(True)
    assert window.commands.follow.isChecked()
    assert timeline.calls("set_follow") == [False]


def test_that_the_shortcuts_are_listed_in_help(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window()
    window.commands.shortcuts.trigger()
    dialog = window.findChild(QDialog, "shortcutsDialog")
    assert dialog is not None
    shown = {label.text() for label in dialog.findChildren(QLabel)}
    assert {"Run", "Ctrl+R or F5", "Next finding", "N"} <= shown
    with qtbot.waitSignal(dialog.finished):
        qtbot.mouseClick(dialog.findChild(QPushButton, "dialogClose"), Qt.MouseButton.LeftButton)
