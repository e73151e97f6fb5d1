"""The comparison's window, by mouse and keys."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from inspector.analysis.compare import compare
from inspector.analysis.report import build_report
from inspector.gui.compare.compare_window import CompareWindow
from inspector.gui.main_window import MainWindow
from inspector.gui.style import style_sheet
from inspector.gui.theme import DARK, LIGHT, Theme
from tests.analysis.compare.sides import compared
from tests.gui.conftest import MakeWindow
from tests.recording.files import written
from tests.story import Story, clean, raises_at_batch_3

PADDING = 8
"""Of a cell, on either side, as the style sheet has it."""


def shown(qtbot: QtBot, a: Story, b: Story, theme: Theme = LIGHT) -> CompareWindow:
    window = CompareWindow(theme)
    qtbot.addWidget(window)
    window.show_comparison(compared(a, b))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def press(qtbot: QtBot, window: CompareWindow, name: str) -> None:
    qtbot.mouseClick(window.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def words(window: CompareWindow, name: str) -> str:
    return window.findChild(QLabel, name).text()


def test_that_it_says_whether_they_agree(qtbot: QtBot) -> None:
    window = shown(qtbot, clean(), clean())
    assert words(window, "compareVerdict") == "✓  The same happened in both"
    assert window.windowTitle() == "a.fitrec and b.fitrec — Fit Inspector"
    window.show_comparison(compared(raises_at_batch_3(), clean(1, 10)))
    count = window.differences.model().rowCount()
    assert count > 5
    assert words(window, "compareVerdict") == f"≠  {count} differences, 1 of them in the setting"


def test_that_what_was_asked_for_otherwise_is_counted_and_listed_before_what_came_of_it(qtbot: QtBot) -> None:
    window = shown(qtbot, clean(1, 10), clean(1, 5))
    listed = window.differences.model()
    assert [listed.index(row, 0).data() for row in range(2)] == [
        "steps_per_epoch",
        "Steps 5–9 of epoch 0: done in A only",
    ]
    told = words(window, "compareVerdict")
    assert told == f"≠  {listed.rowCount()} differences, 1 of them in the setting"
    assert told[3:] in window.canvas.accessibleDescription()


def test_that_two_that_were_asked_otherwise_and_did_the_same_agree(qtbot: QtBot) -> None:
    def story(initial_epoch: int | None) -> Story:
        story = Story(epochs=1, steps_per_epoch=2, initial_epoch=initial_epoch).peek(2).train_begin()
        return story.epoch_begin(0).steps(0, 2).epoch_end().train_end().ends()

    window = shown(qtbot, story(None), story(0))
    assert words(window, "compareVerdict") == "✓  The same happened in both · 1 difference in the setting"
    qtbot.keyClick(window.canvas, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: window.differences.currentIndex().data() == "initial_epoch")


def test_that_a_click_on_a_difference_zooms_to_it(qtbot: QtBot) -> None:
    window = shown(qtbot, raises_at_batch_3(epochs=2), clean(2, 10))
    whole = window.canvas.range_in_view
    row = window.differences.visualRect(window.differences.model().index(1, 0))  # after the setting
    qtbot.mouseClick(window.differences.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    left, right = window.canvas.range_in_view
    assert whole[0] < left < 3.0
    assert 10.0 < right < whole[1]


def test_that_arrow_keys_walk_through_the_list_and_the_canvas_follows(qtbot: QtBot) -> None:
    window = shown(qtbot, raises_at_batch_3(epochs=2), clean(2, 10))
    window.differences.setFocus(Qt.FocusReason.TabFocusReason)
    assert window.differences.currentIndex().row() == 0
    first = window.canvas.range_in_view
    qtbot.keyClick(window.differences, Qt.Key.Key_Down)
    assert window.differences.currentIndex().row() == 1
    assert window.canvas.range_in_view != first


def test_that_n_goes_to_the_next_difference_round_and_round(qtbot: QtBot) -> None:
    window = shown(qtbot, raises_at_batch_3(), clean(1, 10))
    count = window.differences.model().rowCount()
    for expected in [*range(count), 0]:
        qtbot.keyClick(window.canvas, Qt.Key.Key_N)
        # A button that is pressed by its key goes down and comes up again.
        qtbot.waitUntil(lambda expected=expected: window.differences.currentIndex().row() == expected)


def test_that_a_click_on_a_marked_cell_chooses_its_difference(qtbot: QtBot) -> None:
    window = shown(qtbot, raises_at_batch_3(epochs=2), clean(2, 10))
    at = QPoint(round(window.canvas.x_of(15.5)), 60)  # a step of the epoch that never began
    qtbot.mouseClick(window.canvas, Qt.MouseButton.LeftButton, pos=at)
    chosen = window.differences.currentIndex()
    assert chosen.data() == "Epoch 1 began in B only"


def test_that_the_wheel_zooms_at_the_pointer_and_a_double_click_shows_all(qtbot: QtBot) -> None:
    window = shown(qtbot, raises_at_batch_3(epochs=2), clean(2, 10))
    canvas, whole = window.canvas, window.canvas.range_in_view
    at = QPointF(canvas.x_of(5.0), 80)
    turn(canvas, at, QPoint(0, 240))
    left, right = canvas.range_in_view
    assert right - left < whole[1] - whole[0]
    assert canvas.x_of(5.0) == pytest.approx(at.x(), abs=0.5)
    qtbot.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert canvas.range_in_view == whole
    turn(canvas, at, QPoint(0, 120), Qt.KeyboardModifier.ShiftModifier)
    assert canvas.range_in_view[1] - canvas.range_in_view[0] == pytest.approx(whole[1] - whole[0])
    assert canvas.range_in_view != whole
    press(qtbot, window, "compareFit")
    assert canvas.range_in_view == whole


def turn(
    canvas: object, at: QPointF, by: QPoint, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    event = QWheelEvent(at, at, QPoint(), by, Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(canvas, event)  # type: ignore[arg-type]


def test_that_dragging_and_the_arrow_keys_pan(qtbot: QtBot) -> None:
    window = shown(qtbot, clean(2, 10), clean(2, 10))
    canvas, (left, _) = window.canvas, window.canvas.range_in_view
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(400, 80))
    qtbot.mouseMove(canvas, QPoint(300, 80))
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(300, 80))
    dragged = canvas.range_in_view[0]
    assert dragged > left
    qtbot.keyClick(canvas, Qt.Key.Key_Left)
    assert canvas.range_in_view[0] < dragged
    qtbot.keyClick(canvas, Qt.Key.Key_Home)
    assert canvas.range_in_view[0] == left


def test_that_a_cell_tells_what_either_run_did_there(qtbot: QtBot) -> None:
    window = shown(qtbot, raises_at_batch_3(), clean(1, 10))
    told = window.canvas.words_at(QPointF(window.canvas.x_of(3.5), 60))
    assert told.splitlines()[:2] == ["Step 3 of epoch 0", "A: began and never ended"]
    assert window.canvas.words_at(QPointF(5, 60)) == ""


def test_that_swapping_puts_the_lower_over_the_upper(qtbot: QtBot) -> None:
    window = shown(qtbot, raises_at_batch_3(), clean(1, 10))
    press(qtbot, window, "compareSwap")
    assert window.comparison is not None
    assert (window.comparison.a.name, window.comparison.b.name) == ("b.fitrec", "a.fitrec")
    assert window.differences.model().index(1, 0).data() == "Steps 3–9 of epoch 0: done in A only"


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_that_differences_are_marked_in_the_picture_and_agreement_is_not(qtbot: QtBot, theme: Theme) -> None:
    window = shown(qtbot, raises_at_batch_3(), clean(1, 10), theme)
    assert theme.peek in colours(window.canvas.grab().toImage())
    window.show_comparison(compared(clean(), clean()))
    assert theme.peek not in colours(window.canvas.grab().toImage())


def colours(image: QImage) -> set[str]:
    return {QColor(image.pixel(x, y)).name() for x in range(image.width()) for y in range(100, 160, 2)}


def test_that_a_long_run_is_drawn_with_its_one_difference_in_view(qtbot: QtBot) -> None:
    def story(rows: int) -> Story:
        story = Story(epochs=1, steps_per_epoch=3000).peek(2).train_begin().epoch_begin(0).steps(0, 2000)
        return story.steps(2000, 2001, rows=rows).steps(2001, 3000).epoch_end().train_end().ends()

    window = shown(qtbot, story(32), story(16))
    assert LIGHT.peek in colours(window.canvas.grab().toImage())  # a fraction of a pixel wide, and not lost
    press(qtbot, window, "compareNext")
    left, right = window.canvas.range_in_view
    assert left < 2000 < 2001 < right
    assert right - left < 20


def test_that_which_runs_they_are_is_told_whole_in_a_small_window(qtbot: QtBot) -> None:
    comparison = compared(raises_at_batch_3(), clean(1, 10))
    told = "train.py · training_batches → build_model · completed · CPU:0 · Keras 3.15.1 · TensorFlow 2.21.0"
    window = CompareWindow(LIGHT)
    qtbot.addWidget(window)
    window.setStyleSheet(style_sheet(LIGHT))
    window.show_comparison(comparison)
    window.resize(1280, 720)
    window.show()
    window.show_comparison(compare(replace(comparison.a, headline=told), comparison.b))
    facts = window.facts

    def lines() -> int:
        room = facts.visualRect(facts.model().index(0, 1)).adjusted(PADDING, 0, -PADDING, 0)
        wrapped = facts.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, told)
        assert wrapped.height() <= room.height()
        return round(wrapped.height() / facts.fontMetrics().lineSpacing())

    qtbot.waitUntil(lambda: facts.rowHeight(0) > facts.rowHeight(1))
    assert lines() == 2
    window.resize(2200, 720)
    qtbot.waitUntil(lambda: facts.rowHeight(0) == facts.rowHeight(1))
    assert lines() == 1


def test_that_escape_closes_it(qtbot: QtBot) -> None:
    window = shown(qtbot, clean(), clean())
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.isVisible())


# -- from the main window --


def compare_by_the_menu(window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The dialog for files is the desktop's own: only its answer is given here."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    window.commands.compare.trigger()


def test_that_the_run_that_is_shown_is_compared_with_a_recording(
    qtbot: QtBot, ran_window: MakeWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = ran_window()
    compare_by_the_menu(window, written(tmp_path / "after.fitrec", clean(1, 10).run().recording), monkeypatch)
    qtbot.waitUntil(lambda: window.comparing.window is not None and window.comparing.window.isVisible())
    comparison = window.comparing.window.comparison
    assert (comparison.a.name, comparison.b.name) == ("train.py", "after.fitrec")
    assert comparison.happened[0].title == "Steps 3–9 of epoch 0: done in B only"
    assert window.message.text == ""


def test_that_a_report_will_do(
    qtbot: QtBot, ran_window: MakeWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = ran_window()
    (tmp_path / "r.json").write_text(json.dumps(build_report(raises_at_batch_3().run())))
    compare_by_the_menu(window, tmp_path / "r.json", monkeypatch)
    qtbot.waitUntil(lambda: window.comparing.window is not None and window.comparing.window.isVisible())
    assert words(window.comparing.window, "compareVerdict") == "✓  The same happened in both"
    assert words(window.comparing.window, "compareUntold").startswith("Not compared: shapes, values, callbacks")


def test_that_a_file_of_another_kind_is_told_in_one_sentence(
    qtbot: QtBot, ran_window: MakeWindow, tmp_path: Path, train_py: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = ran_window()
    compare_by_the_menu(window, train_py, monkeypatch)
    qtbot.waitUntil(lambda: "neither" in window.message.text)
    assert window.message.text == f"{train_py} is neither a recording nor a report of Fit Inspector."
    assert window.comparing.window is None


def test_that_there_is_nothing_to_compare_before_a_run(open_window: MakeWindow) -> None:
    assert not open_window().commands.compare.isEnabled()


def test_that_it_takes_the_theme_of_the_window(qtbot: QtBot, ran_window: MakeWindow, tmp_path: Path) -> None:
    window = ran_window()
    window.comparing.compare_with(written(tmp_path / "after.fitrec", clean(1, 10).run().recording))
    qtbot.waitUntil(lambda: window.comparing.window is not None and window.comparing.window.isVisible())
    window.set_theme(DARK)
    assert DARK.peek in colours(window.comparing.window.canvas.grab().toImage())
