"""Everything by hand and by key: views undone, findings gone through, menus, the palette, the sheet of keys."""

from __future__ import annotations

from collections.abc import Callable

import pyqtgraph as pg
import pytest
import shiboken6
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from inspector.fit.samples import SAMPLES
from inspector.gui.centre import make_real_timeline
from inspector.gui.command_palette import CommandPalette
from inspector.gui.main_window import MainWindow
from inspector.gui.selection import Thing
from inspector.gui.timeline.axis import Axis
from inspector.gui.timeline.timeline_view import TimelineView
from inspector.gui.timeline.view_history import ONE_GESTURE_S, View, ViewHistory
from tests.gui.conftest import MakeWindow
from tests.gui.fakes import RecordingTimeline, Sessions
from tests.gui.timeline.stories import everything

Draw = Callable[[], tuple[MainWindow, TimelineView]]
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NO_KEYS = Qt.KeyboardModifier.NoModifier


@pytest.fixture(autouse=True)
def _every_mouse_event() -> None:
    pg.setConfigOption("mouseRateLimit", -1)


@pytest.fixture
def draw(qtbot: QtBot, ran_window: MakeWindow) -> Draw:
    """Makes a window with the real timeline of four epochs."""

    def make() -> tuple[MainWindow, TimelineView]:
        window = ran_window(Sessions(everything), make_timeline=make_real_timeline)
        timeline = window.centre.timeline
        assert isinstance(timeline, TimelineView)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window, timeline

    return make


def close_menus(window: MainWindow) -> None:
    if window.context_menus.opened is not None and shiboken6.isValid(window.context_menus.opened):
        window.context_menus.opened.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, key, keys)


def wheel(widget: QWidget, notches: int) -> None:
    at = QPointF(widget.rect().center())
    event = QWheelEvent(
        at, QPointF(widget.mapToGlobal(at.toPoint())), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton,
        NO_KEYS, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def right_click(widget: QWidget, at: QPoint) -> None:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, widget.mapToGlobal(at), NO_KEYS)
    QApplication.sendEvent(widget, event)


def entries(menu: QMenu | None, name: str) -> dict[str, QAction]:
    # Not by findChild: to look at the plot's own menus on the way would keep them alive.
    assert menu is not None
    assert menu.objectName() == name
    return {action.text(): action for action in menu.actions() if action.text()}


# -- the view, undone and redone ----------------------------------------------------------------------------------


def test_that_what_the_wheel_did_is_undone_and_redone_by_keys(qtbot: QtBot, draw: Draw) -> None:
    window, timeline = draw()
    whole = timeline.range_in_view
    assert not window.commands.undo_view.isEnabled()
    for _ in range(3):
        wheel(timeline.plot.viewport(), 2)
    near = timeline.range_in_view
    assert near[1] - near[0] < whole[1] - whole[0]
    press(qtbot, window, Qt.Key.Key_Z, CONTROL)
    assert timeline.range_in_view == pytest.approx(whole)
    assert not window.commands.undo_view.isEnabled()
    press(qtbot, window, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert timeline.range_in_view == pytest.approx(near)
    assert not window.commands.redo_view.isEnabled()


def test_that_a_zoom_to_a_finding_and_another_axis_are_undone_too(qtbot: QtBot, draw: Draw) -> None:
    window, timeline = draw()
    whole = timeline.range_in_view
    press(qtbot, window, Qt.Key.Key_N)
    zoomed = timeline.range_in_view
    timeline._range.history._noted_at = float("-inf")  # a while later
    press(qtbot, window, Qt.Key.Key_T)
    assert timeline.axis is Axis.TIME
    press(qtbot, window, Qt.Key.Key_Z, CONTROL)
    assert timeline.axis is Axis.STEP
    assert window.commands.step_axis.isChecked()
    assert timeline.range_in_view == pytest.approx(zoomed)
    press(qtbot, window, Qt.Key.Key_Z, CONTROL)
    assert timeline.range_in_view == pytest.approx(whole)


def test_that_another_run_has_no_views_to_go_back_to(qtbot: QtBot, draw: Draw) -> None:
    window, timeline = draw()
    wheel(timeline.plot.viewport(), 2)
    assert window.commands.undo_view.isEnabled()
    with qtbot.waitSignals([window.controller.finished, window.bottom.source.read]):
        window.commands.run.trigger()
    assert not window.commands.undo_view.isEnabled()


def test_that_moves_close_to_each_other_are_one() -> None:
    history = ViewHistory()
    first, *others = [View(Axis.STEP, None), *(View(Axis.STEP, (0.0, float(end))) for end in range(1, 5))]
    history.begin(first)
    for view, now in zip(others, (10.0, 10.1, 10.0 + 2 * ONE_GESTURE_S, 10.1 + 2 * ONE_GESTURE_S), strict=True):
        history.note(view, now)
    assert history.back() == others[1]
    assert history.back() == first
    assert history.back() is None
    assert history.forward() == others[1]
    history.note(View(Axis.TIME, None), 20.0)
    assert history.forward() is None, "what lay ahead is forgotten"
    assert history.back() == others[1]


# -- findings -----------------------------------------------------------------------------------------------------


def test_that_n_and_shift_n_go_on_and_back(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window()
    cards = [card.finding for card in window.findings.cards]
    press(qtbot, window, Qt.Key.Key_N, SHIFT)
    assert window.findings.chosen == cards[-1]
    press(qtbot, window, Qt.Key.Key_N)
    assert window.findings.chosen == cards[0]
    press(qtbot, window, Qt.Key.Key_N)
    press(qtbot, window, Qt.Key.Key_N, SHIFT)
    assert window.findings.chosen == cards[0]


# -- menus --------------------------------------------------------------------------------------------------------


def test_that_a_right_click_in_the_timeline_selects_and_offers_what_can_be_done(qtbot: QtBot, draw: Draw) -> None:
    window, timeline = draw()
    run = window.controller.run
    assert run is not None
    timeline.selected.emit(None)
    step = run.epochs[0].steps[2]
    from tests.gui.timeline.test_timeline_view import step_of

    at = timeline.center_of(step_of(run, 0, 2))
    assert at is not None
    right_click(timeline.plot.viewport(), timeline.plot.viewport().mapFrom(timeline, at))
    assert window.selection.current is not None
    assert (window.selection.current.thing, window.selection.current.seq) == (Thing.STEP, step.seq)
    offered = entries(window.context_menus.opened, "timelineMenu")
    offered["Show in Events"].trigger()
    assert window.bottom.tabs.currentWidget() is window.bottom.events
    assert window.bottom.events.row == step.seq
    assert not offered["Show in Batches"].isEnabled()
    close_menus(window)


def test_that_a_right_click_on_a_row_selects_it_and_sorts_and_copies(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window()
    table = window.bottom.batches
    window.bottom.tabs.setCurrentWidget(table)
    at = table.visualRect(table.model().index(1, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.RightButton, pos=at)
    right_click(table.viewport(), at)
    assert table.row == 1
    entries(window.context_menus.opened, "tableMenu")["Copy rows as CSV"].trigger()
    assert QGuiApplication.clipboard().text().splitlines()[1].startswith("1,training")
    with qtbot.waitSignal(table.model().modelReset):
        menu = window.context_menus.opened
        sort = menu.findChild(QMenu)
        next(one for one in sort.actions() if one.text() == "Batch, from its end").trigger()
    assert table.model().index(0, 0).data() == "2"


def test_that_a_right_click_on_a_finding_offers_its_buttons(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window()
    card = window.findings.cards[0]
    right_click(card, QPoint(8, 8))
    offered = entries(window.context_menus.opened, "findingMenu")
    assert list(offered) == ["Show line", "Zoom", "Copy", "About this finding"]
    offered["Zoom"].trigger()
    assert window.findings.chosen == card.finding
    close_menus(window)
    right_click(window.findings.cards[1], QPoint(8, 8))
    entries(window.context_menus.opened, "findingMenu")["Zoom"].trigger()
    assert window.findings.chosen == window.findings.cards[1].finding


def test_that_a_sample_can_be_opened_from_the_menu_when_a_file_is_open(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window(samples=SAMPLES)
    with qtbot.waitSignal(window.setup.opened):
        entries(window.samples, "menuSamples")[SAMPLES[2].title].trigger()
    assert window.setup.path == SAMPLES[2].request.module


def test_that_the_file_menu_has_all_that_can_be_opened_before_what_is_saved(make_window: MakeWindow) -> None:
    file = make_window(samples=SAMPLES).commands.menus["menuFile"]
    assert [action.text() for action in file.actions()][:6] == [
        "Open…", "Open recent", "Recorded runs", "Open sample", "Open workers' recordings…", "Compare with…",
    ]  # fmt: skip


# -- the palette --------------------------------------------------------------------------------------------------


def palette_of(qtbot: QtBot, window: MainWindow, key: Qt.Key, keys: Qt.KeyboardModifier) -> CommandPalette:
    press(qtbot, window, key, keys)
    palette = window.findChild(CommandPalette, "commandPalette")
    assert palette is not None
    return palette


def names(palette: CommandPalette) -> list[str]:
    model = palette.rows.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_that_letters_in_their_order_find_an_action_and_return_does_it(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window()
    palette = palette_of(qtbot, window, Qt.Key.Key_K, CONTROL)
    qtbot.keyClicks(palette.field, "ft vw")
    assert names(palette) == ["Fit view"]
    with qtbot.waitSignal(palette.finished):
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    timeline = window.centre.timeline
    assert isinstance(timeline, RecordingTimeline)
    assert timeline.calls("fit_view") == [None]


def test_that_arrows_choose_and_what_cannot_be_done_now_is_passed_over(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window()
    palette = palette_of(qtbot, window, Qt.Key.Key_P, CONTROL | SHIFT)
    qtbot.keyClicks(palette.field, "find")
    assert names(palette)[:3] == ["Find", "Find next", "Find previous"]
    assert palette.rows.currentIndex().data() == "Find"
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.rows.currentIndex().data() == "Next finding", "there is nothing to find next"
    with qtbot.waitSignal(palette.finished):
        qtbot.keyClick(palette.field, Qt.Key.Key_Escape)


def test_that_every_action_is_in_the_palette_with_its_keys(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window(samples=SAMPLES)
    palette = palette_of(qtbot, window, Qt.Key.Key_K, CONTROL)
    listed = names(palette)
    assert {action.text().rstrip("…") for action in window.commands.all()} <= set(listed)
    assert {sample.title for sample in SAMPLES} <= set(listed)
    assert palette.rows.model().index(listed.index("Find"), 2).data() == "Ctrl+F"
    palette.close()


def test_that_return_does_what_is_named_so_and_loads_no_sample_in_its_place(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = make_window(samples=SAMPLES)
    palette = palette_of(qtbot, window, Qt.Key.Key_K, CONTROL)
    qtbot.keyClicks(palette.field, "theme")
    assert names(palette)[:3] == ["As the system", "Light", "Dark"]
    palette.field.clear()
    qtbot.keyClicks(palette.field, "run")
    assert names(palette)[0] == "Run"
    assert not palette.rows.currentIndex().isValid(), "there is no file to run"
    palette.field.clear()
    qtbot.keyClicks(palette.field, "grid")
    assert names(palette)[0] == "Grid"
    assert "A generator as it should be" in names(palette)
    with qtbot.waitSignal(palette.finished):
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.commands.grid_view.isChecked()
    assert window.setup.path is None


def test_that_a_palette_with_nothing_to_do_says_so(qtbot: QtBot, make_window: MakeWindow) -> None:
    palette = palette_of(qtbot, make_window(), Qt.Key.Key_K, CONTROL)
    qtbot.keyClicks(palette.field, "qqq")
    assert palette.nothing.isVisible()
    assert palette.nothing.text() == "No action has these letters"
    palette.field.clear()
    assert not palette.nothing.isVisible()
    assert palette.rows.isVisible()
    palette.close()


# -- the sheet ----------------------------------------------------------------------------------------------------


def test_that_every_action_with_keys_is_on_the_sheet(make_window: MakeWindow) -> None:
    window = make_window()
    window.commands.shortcuts.trigger()
    dialog = window.findChild(QDialog, "shortcutsDialog")
    assert dialog is not None
    shown = {label.text() for label in dialog.findChildren(QLabel)}
    assert {action.text().strip("…") for action in window.commands.all() if action.shortcuts()} <= shown
    assert {"Shift+wheel, or drag", "double click", "Return, Shift+Return"} <= shown
    assert dialog.sizeHint().height() < 680, "it fits a screen of 1280x720"
    assert dialog.sizeHint().width() < 1200
    dialog.close()
