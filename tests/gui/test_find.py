"""Find: typed, counted, gone through by keys, and tables that show the matches alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from inspector.gui.find.needle import Needle, needle_of
from inspector.gui.find.search import AT_ONCE, Search
from inspector.gui.main_window import MainWindow
from inspector.gui.panels.event_search import matching_events
from inspector.gui.theme import DARK, LIGHT, Theme
from inspector.recording.events import Kind
from tests.gui.conftest import MakeWindow
from tests.gui.fakes import Sessions, WaitingSession
from tests.story import Story, raises_at_batch_3

NO_KEYS = Qt.KeyboardModifier.NoModifier


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window.focusWidget() or window, key, keys)


def find(qtbot: QtBot, window: MainWindow, words: str) -> None:
    press(qtbot, window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.finder.field.hasFocus()
    qtbot.keyClicks(window.finder.field, words)
    qtbot.waitUntil(lambda: not window.finder.search.under_way)


def loud() -> Story:
    story = Story(epochs=1, steps_per_epoch=4)
    story.put(Kind.OUTPUT, payload={"text": "a zebra", "stream": "stdout"})
    story.put(Kind.WARNING, payload={"text": "no zebra\nhere", "category": "UserWarning", "file": "z.py", "line": 9})
    return story.peek(2).train_begin().epoch_begin(0).steps(0, 4).epoch_end().train_end().ends()


# -- going through the matches ------------------------------------------------------------------------------------


def test_that_return_goes_from_match_to_match_and_selects_it_everywhere(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window()
    window.bottom.tabs.setCurrentWidget(window.bottom.batches)
    find(qtbot, window, "epoch 0 step")
    assert window.finder.field.count.text() == "3"
    qtbot.keyClick(window.finder.field, Qt.Key.Key_Return)
    assert window.finder.field.count.text() == "1 of 3"
    assert window.details.description.title == "Batch 0"
    qtbot.keyClick(window.finder.field, Qt.Key.Key_Return)
    assert window.bottom.batches.row == 1
    assert window.selection.current is not None
    assert window.selection.current.batch == 1
    qtbot.keyClick(window.finder.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert window.bottom.batches.row == 0
    qtbot.keyClick(window.finder.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert window.finder.field.count.text() == "3 of 3"


def test_that_matches_of_all_tabs_are_one_round(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window(Sessions(loud))
    find(qtbot, window, "ZEBRA")
    assert window.finder.field.count.text() == "4"
    visited = []
    for _ in range(4):
        press(qtbot, window, Qt.Key.Key_F3)
        visited.append(window.bottom.tabs.currentWidget().objectName())
    assert visited == ["eventsTable", "eventsTable", "logPanel", "logPanel"]
    assert window.bottom.log.textCursor().selectedText() == "zebra"
    press(qtbot, window, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert window.bottom.log.textCursor().block().text().endswith("a zebra")


def test_that_escape_leaves_and_does_not_stop_a_run(qtbot: QtBot, open_window: MakeWindow) -> None:
    sessions = Sessions(lambda: Story(epochs=1, steps_per_epoch=4).peek(2), WaitingSession)
    window = open_window(sessions)
    window.commands.run.trigger()
    qtbot.waitUntil(lambda: sessions.made[0].waiting.is_set())
    find(qtbot, window, "batch")
    qtbot.keyClick(window.finder.field, Qt.Key.Key_Escape)
    assert window.finder.field.text() == ""
    assert not window.finder.field.hasFocus()
    assert sessions.made[0].asked == 0
    with qtbot.waitSignal(window.controller.finished):
        window.commands.stop.trigger()


def test_that_a_letter_typed_to_be_found_is_no_shortcut(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window()
    find(qtbot, window, "nte")
    assert window.finder.field.text() == "nte"
    assert window.findings.chosen is None
    assert window.commands.step_axis.isChecked()


def test_that_nothing_found_is_said(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window()
    find(qtbot, window, "no such word")
    assert window.finder.field.count.text() == "none"
    assert not window.commands.find_next.isEnabled()


def test_that_what_came_while_a_run_goes_on_is_found(qtbot: QtBot, open_window: MakeWindow) -> None:
    window = open_window(Sessions(raises_at_batch_3))
    find(qtbot, window, "divis")
    assert window.finder.field.count.text() == "none"
    with qtbot.waitSignals([window.controller.finished, window.bottom.source.read]):
        window.commands.run.trigger()
    qtbot.waitUntil(lambda: window.finder.search.total > 1)


def sixteen_rows() -> Story:
    """Its digits are in a file's name, in every shape and in the log; batch 6 raises."""
    story = Story(epochs=1, steps_per_epoch=8, file="raises6.py").peek(2, rows=16)
    story.put(Kind.OUTPUT, payload={"text": "6 cores", "stream": "stdout"})
    story.train_begin().epoch_begin(0).steps(0, 6, rows=16).step_begins(6)
    return story.source_raises().fit_raises()


def test_that_a_number_is_of_an_event_an_epoch_a_step_or_a_batch(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window(Sessions(sixteen_rows))
    window.bottom.tabs.setCurrentWidget(window.bottom.batches)
    find(qtbot, window, "6")
    events, batches, epochs, steps, log = window.finder.search.found
    run = window.controller.run
    assert run is not None
    assert events
    assert all(seq == 6 or 6 in (of.epoch, of.step, of.batch) for seq in events for of in [run.recording.event(seq)])
    assert (batches, epochs, len(steps), log) == ([6], [], 1, [])
    qtbot.keyClick(window.finder.field, Qt.Key.Key_Return)
    assert window.details.description.title == "Batch 6 was never made"


def test_that_a_number_in_quotes_is_words(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window(Sessions(sixteen_rows))
    find(qtbot, window, '"6"')
    events, batches, _, _, log = window.finder.search.found
    assert 0 in events
    assert len(batches) >= 6
    run = window.controller.run
    assert run is not None
    assert [run.log[line].text for line in log] == ["6 cores"]


@pytest.mark.parametrize(
    ("typed", "needle"),
    [
        (" 7 ", Needle("", 7)),
        ('"7"', Needle("7")),
        ("0.7", Needle("0.7")),
        ("-7", Needle("-7")),
        ("12345678901", Needle("12345678901")),
        ("No ", Needle("no")),
        ('"', Needle('"')),
        (" ", None),
    ],
)
def test_what_is_a_number(typed: str, needle: Needle | None) -> None:
    assert needle_of(typed) == needle


# -- matches alone ------------------------------------------------------------------------------------------------


def test_that_tables_show_the_matches_alone_and_then_all_again(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window()
    window.bottom.tabs.setCurrentWidget(window.bottom.events)
    whole = window.bottom.events.model().rowCount()
    find(qtbot, window, "yielded")
    press(qtbot, window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    model = window.bottom.events.model()
    assert [model.index(place, 2).data() for place in range(model.rowCount())] == ["batch yielded"] * 3
    assert window.bottom.corner.count.text() == f"3 of {whole} rows"
    qtbot.keyClick(window.finder.field, Qt.Key.Key_Escape)
    assert model.rowCount() == whole
    assert not window.commands.only_matches.isChecked()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_that_what_shows_the_matches_alone_looks_like_the_other_toggles(
    qtbot: QtBot, ran_window: MakeWindow, theme: Theme
) -> None:
    window = ran_window()
    window.set_theme(theme)
    tabs, toggle = window.bottom.tabs.tabBar(), window.bottom.corner.only_matches
    other = window.findChild(QToolButton, "buttonFollow")
    window.bottom.tabs.setCurrentWidget(window.bottom.events)
    height = tabs.height()
    find(qtbot, window, "yielded")
    qtbot.waitUntil(toggle.isVisible)
    for on, ground in ((False, theme.window), (True, theme.accent_soft)):
        window.commands.only_matches.setChecked(on)
        window.commands.follow.setChecked(on)
        assert frame_and_ground(toggle) == frame_and_ground(other) == (theme.line, ground)
    assert toggle.height() < other.height()
    assert tabs.height() == height


def frame_and_ground(button: QToolButton) -> tuple[str, str]:
    """The colours of its edge, and of what is inside of that, at the left."""
    image = button.grab().toImage()
    middle = image.height() // 2
    return image.pixelColor(0, middle).name(), image.pixelColor(4, middle).name()


def test_that_all_rows_come_back_by_a_button_and_a_row_left_out_can_be_found(
    qtbot: QtBot, ran_window: MakeWindow
) -> None:
    window = ran_window()
    table = window.bottom.events
    window.bottom.tabs.setCurrentWidget(table)
    table.show_only([5, 7])
    window.bottom.count()
    corner = window.bottom.corner
    qtbot.waitUntil(lambda: corner.width() >= corner.sizeHint().width())
    qtbot.mouseClick(window.findChild(QPushButton, "allRowsButton"), Qt.MouseButton.LeftButton)
    assert table.model().rowCount() == window.controller.run.cursor  # type: ignore[union-attr]
    table.show_only([5, 7])
    table.find_row(6)
    assert table.row == 6


# -- the search itself --------------------------------------------------------------------------------------------


class Lines:
    def __init__(self, lines: list[str]) -> None:
        self.lines = lines

    def length(self) -> int:
        return len(self.lines)

    def matching(self, needle: Needle, start: int, stop: int) -> list[int]:
        return [at for at in range(start, stop) if needle.is_in(self.lines[at])]


def test_that_much_is_looked_through_in_slices_and_what_comes_later_too(qtbot: QtBot) -> None:
    lines = Lines(["no"] * (5 * AT_ONCE) + ["yes"])
    search = Search()
    search.look_for("YES ", [lines, Lines([])])
    assert search.under_way
    assert search.total == 0
    qtbot.waitUntil(lambda: not search.under_way)
    assert search.found == [[5 * AT_ONCE], []]
    lines.lines.append("yes too")
    search.resume()
    qtbot.waitUntil(lambda: not search.under_way)
    assert search.found == [[5 * AT_ONCE, 5 * AT_ONCE + 1], []]
    search.look_for("", [lines])
    assert not search.under_way
    assert search.total == 0


@pytest.mark.parametrize(
    "typed", ["batch", "yield", "tf.data", "zerodiv", "x (32", "3", '"3"', "on_train_batch_end", "nope"]
)
def test_that_the_quick_way_finds_what_reading_every_cell_finds(ran_window: MakeWindow, typed: str) -> None:
    window = ran_window()
    run, model, needle = window.controller.run, window.bottom.events.model(), needle_of(typed)
    assert run is not None
    assert needle is not None
    found = matching_events(run.recording, needle, 0, run.cursor)
    numbers, words = (0, 4, 5, 6), (2, 7, 8)
    slow = [
        row
        for row in range(run.cursor)
        if any(
            typed == text if typed.isdigit() else typed.strip('"') in text
            for column in (numbers if typed.isdigit() else words)
            for text in [model.text(row, column).casefold()]  # type: ignore[attr-defined]
        )
    ]
    assert found == slow
    assert matching_events(run.recording, needle, 7, 12) == [row for row in slow if 7 <= row < 12]
