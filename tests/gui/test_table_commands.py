"""Tables as a person works with them: sorted by their heads, copied as CSV, the epochs in words, the log by level."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from inspector.gui.main_window import MainWindow
from inspector.gui.panels.row_order import RowOrder, ordered
from inspector.gui.panels.table_panel import GrowingTable
from inspector.gui.selection import Selection, Thing
from inspector.recording.events import Kind
from tests.gui.conftest import MakeWindow
from tests.gui.fakes import Sessions
from tests.gui.timeline.stories import everything
from tests.story import Story, raises_at_batch_3


def column(table: GrowingTable, number: int) -> list[str]:
    model = table.model()
    return [str(model.index(place, number).data()) for place in range(model.rowCount())]


def click_head(qtbot: QtBot, table: GrowingTable, number: int) -> None:
    head = table.horizontalHeader()
    at = head.viewport().rect().center()
    at.setX(head.sectionViewportPosition(number) + 20)
    with qtbot.waitSignal(table.model().modelReset):
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at)


def show(window: MainWindow, table: GrowingTable) -> GrowingTable:
    window.bottom.tabs.setCurrentWidget(table)
    return table


def clipboard() -> list[list[str]]:
    return list(csv.reader(io.StringIO(QGuiApplication.clipboard().text())))


# -- sorting ------------------------------------------------------------------------------------------------------


def test_that_a_click_on_a_head_sorts_and_a_third_one_undoes_it(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window()
    table = show(window, window.bottom.events)
    came = column(table, 2)
    table.pick(3)
    click_head(qtbot, table, 2)
    assert column(table, 2) == sorted(came)
    assert table.row == 3, "what was selected stays selected"
    click_head(qtbot, table, 2)
    assert column(table, 2) == sorted(came, reverse=True)
    click_head(qtbot, table, 2)
    assert column(table, 2) == came


def test_that_numbers_are_sorted_as_numbers(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window(Sessions(everything))
    table = show(window, window.bottom.batches)
    click_head(qtbot, table, 0)
    numbers = [int(text) for text in column(table, 0) if text != "–"]
    assert numbers == sorted(numbers)
    assert max(numbers) > 9


def test_that_a_click_in_a_sorted_table_selects_what_stands_there(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window()
    table = show(window, window.bottom.batches)
    click_head(qtbot, table, 0)
    click_head(qtbot, table, 0)
    assert column(table, 0) == ["2", "1", "0", "–"]
    place = table.visualRect(table.model().index(0, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.selection.current is not None
    assert window.selection.current.batch == 2


@pytest.mark.parametrize("descending", [False, True])
def test_that_equal_keys_stay_as_they_came(descending: bool) -> None:
    rows = ordered([1, 0, 1, 0], descending=descending)
    assert rows.tolist() == ([0, 2, 1, 3] if descending else [1, 3, 0, 2])


def test_that_rows_that_come_after_sorting_stand_at_the_end() -> None:
    order = RowOrder()
    order.sort(np.array([2, 0, 1]), 3)
    order.grow(5)
    assert [order.row_at(place) for place in range(order.count(5))] == [2, 0, 1, 3, 4]
    order.show_only([0, 2, 4], 5)
    assert [order.row_at(place) for place in range(order.count(5))] == [2, 0, 4]
    assert order.place_of(1, 5) is None
    assert order.place_of(4, 5) == 2


# -- copying ------------------------------------------------------------------------------------------------------


def test_that_the_selected_rows_are_copied_by_the_usual_keys(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window()
    table = show(window, window.bottom.batches)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    table.setFocus()
    place = table.visualRect(table.model().index(0, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    head, *rows = clipboard()
    assert head[:4] == ["Batch", "Data", "Used by", "Note"]
    assert [row[0] for row in rows] == ["0", "1"]
    assert window.message.text == "2 rows are on the clipboard, as CSV."


def test_that_the_whole_table_is_copied_as_it_is_shown(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window()
    table = show(window, window.bottom.events)
    table.show_only([5, 7, 9])
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_T, keys)
    qtbot.waitUntil(lambda: window.message.text == "3 rows are on the clipboard, as CSV.")
    assert [row[0] for row in clipboard()[1:]] == ["5", "7", "9"]


def test_that_where_there_is_no_table_it_is_said(ran_window: MakeWindow) -> None:
    window = ran_window()
    window.bottom.tabs.setCurrentWidget(window.bottom.log)
    window.commands.copy_table.trigger()
    assert window.message.text.startswith("Go to the events")


# -- the epochs ---------------------------------------------------------------------------------------------------


def test_that_the_epochs_stand_in_words_what_the_strip_draws(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window(Sessions(everything))
    table = show(window, window.bottom.epochs)
    assert window.bottom.tabs.tabText(4) == "Epochs 4"
    assert column(table, 1) == ["ended", "ended", "ended short", "never ended"]
    assert column(table, 2) == ["8 of 8", "8 of 8", "3 of 8", "2 of 8"]
    assert column(table, 3) == ["", "", "3–7", "2–7"]
    assert column(table, 4) == ["", "", "", "2"]
    assert column(table, 6) == ["came", "came", "came", "never came"]
    assert column(table, 7) == ["", "", "says 8/8", ""]
    colours = [table.model().index(place, 1).data(Qt.ItemDataRole.ForegroundRole) for place in range(4)]
    assert [colour is None for colour in colours] == [True, True, False, False]
    place = table.visualRect(table.model().index(2, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.selection.current is not None
    assert (window.selection.current.thing, window.selection.current.epoch) == (Thing.EPOCH, 2)
    window.selection.set(Selection(Thing.STEP, epoch=1, step=3))
    assert table.row == 1


# -- the log ------------------------------------------------------------------------------------------------------


def test_that_the_log_is_shown_by_level(qtbot: QtBot, ran_window: MakeWindow) -> None:
    def loud() -> Story:
        story = raises_at_batch_3()
        story.put(Kind.OUTPUT, payload={"text": "hello", "stream": "stdout"})
        warned = {"text": "low", "category": "UserWarning", "file": "z.py", "line": 9}
        return story.put(Kind.WARNING, payload=warned)

    window = ran_window(Sessions(loud))
    window.bottom.tabs.setCurrentWidget(window.bottom.log)
    levels = window.bottom.corner.levels
    assert levels.isVisible()
    whole = window.bottom.log.toPlainText()
    assert "hello" in whole
    levels.setFocus()
    qtbot.keyClick(levels, Qt.Key.Key_Down)
    assert "hello" not in window.bottom.log.toPlainText()
    assert "low" in window.bottom.log.toPlainText()
    qtbot.keyClick(levels, Qt.Key.Key_Down)
    assert "low" not in window.bottom.log.toPlainText()
    assert "ZeroDivisionError" in window.bottom.log.toPlainText()
    qtbot.keyClick(levels, Qt.Key.Key_Home)
    assert window.bottom.log.toPlainText() == whole
