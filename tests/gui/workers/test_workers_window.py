"""The window of several workers, by mouse and keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from inspector.gui.guide_window import WORKERS
from inspector.gui.main_window import MainWindow
from inspector.gui.style import palette, style_sheet
from inspector.gui.theme import DARK, LIGHT, Theme
from inspector.gui.timeline.axis import Axis
from inspector.gui.workers.pointing import Pointed
from inspector.gui.workers.shown import shown
from inspector.gui.workers.workers_window import WorkersWindow
from tests.analysis.workers.stories import dies, task, whole
from tests.analysis.workers.test_reading import saved
from tests.gui.conftest import MakeWindow
from tests.gui.test_main_window import drop
from tests.story import Story

Show = Callable[..., WorkersWindow]


@pytest.fixture
def show(qtbot: QtBot, tmp_path: Path) -> Show:
    """Makes a window on the files of these stories."""

    def make(*stories: Story, theme: Theme = LIGHT, size: tuple[int, int] = (1280, 720)) -> WorkersWindow:
        window = WorkersWindow(theme)
        qtbot.addWidget(window)
        window.setPalette(palette(theme))
        window.setStyleSheet(style_sheet(theme))
        window.resize(*size)
        window.show_workers(shown([saved(tmp_path / f"{n:02}.fitrec", one) for n, one in enumerate(stories)]))
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    return make


def one_dies() -> tuple[Story, Story]:
    return whole(), dies(clock_ms=700)


def press(qtbot: QtBot, window: WorkersWindow, name: str) -> None:
    qtbot.mouseClick(window.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def words(window: WorkersWindow, name: str) -> str:
    return window.findChild(QLabel, name).text()


def click(qtbot: QtBot, window: WorkersWindow, x: float, y: float) -> None:
    qtbot.mouseClick(window.canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))


def test_that_it_says_how_many_workers_and_what_shows_across_them(show: Show) -> None:
    window = show(*one_dies())
    assert words(window, "workersVerdict") == "2 workers · 3 findings across them"
    assert [card.finding.rule for card in window.across.cards] == [
        "worker-failed-first", "worker-steps-differ", "worker-epoch-end-missing",
    ]  # fmt: skip
    assert words(window, "acrossSummary") == "1 cause · 2 consequences"


def test_that_workers_that_did_the_same_have_no_problem(show: Show) -> None:
    window = show(whole(task=task(0)), whole(clock_ms=9, task=task(1)))
    assert words(window, "acrossVerdict") == "✓  No problem found across the workers"
    assert window.findChild(QLabel, "workersUntold") is None
    assert window.canvas.accessibleDescription().startswith("worker 0: completed: 8 of 8 steps")


def test_that_of_recordings_that_are_not_of_one_training_nothing_is_claimed(show: Show) -> None:
    window = show(whole(steps=40), whole(clock_ms=9, steps=40, rate=1.3))
    assert words(window, "acrossVerdict") == "Nothing is said of them together"
    assert words(window, "workersRemark").startswith("01 is not in step with 00")
    assert window.across.cards == []


def test_that_a_finding_is_marked_and_brought_into_view_by_a_click_and_by_n(qtbot: QtBot, show: Show) -> None:
    window = show(*one_dies())
    window.set_axis(Axis.STEP)
    before = window.canvas.range_in_view
    window.across.cards[1].zoomRequested.emit(window.across.cards[1].finding)
    left, right = window.canvas.range_in_view
    assert before[0] < left < 7.0
    assert right > 9.0
    assert marked(window.canvas.picture(1)), "a line where it shows"
    qtbot.keyClick(window.canvas, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: window.across.chosen is window.across.cards[2].finding)


def marked(image: QImage) -> int:
    """How many pixels have the colour of a mark."""
    accent = QColor(LIGHT.accent).rgb()
    top = 100  # under the ruler and the first head, which has no mark
    return sum(image.pixel(x, y) == accent for x in range(image.width()) for y in range(top, top + 4))


def test_that_a_click_tells_what_was_recorded_of_a_box(qtbot: QtBot, show: Show) -> None:
    window = show(*one_dies())
    window.set_axis(Axis.STEP)
    canvas = window.canvas
    click(qtbot, window, canvas.x_of(6.5), canvas.y_of(1, 0))
    assert words(window, "workersDetails").startswith("01: Step 1 of epoch 1 · trained on an unknown batch")
    click(qtbot, window, canvas.x_of(7.5), canvas.y_of(1, 0))
    assert words(window, "workersDetails").startswith("01: Step 2 of epoch 1 · began and never ended")


def test_that_the_arrow_keys_walk_along_the_steps_and_to_the_next_worker(qtbot: QtBot, show: Show) -> None:
    window = show(*one_dies())
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        qtbot.keyClick(window.canvas, key)
    assert words(window, "workersDetails").startswith("01: Step 1 of epoch 0")


def test_that_both_axes_are_one_press_away_and_keep_the_marked_finding(qtbot: QtBot, show: Show) -> None:
    window = show(*one_dies())
    window.across.next_finding()
    qtbot.keyClick(window.canvas, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: window.axis is Axis.STEP)
    assert window.across.chosen is not None
    assert window.canvas.range_in_view[0] < 8.0 < window.canvas.range_in_view[1]
    press(qtbot, window, "workersTime")
    assert window.axis is Axis.TIME
    assert window.canvas.range_in_view[1] < 1.0


def turn(window: WorkersWindow, at: QPointF, by: int, modifiers: Qt.KeyboardModifier) -> None:
    none, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(at, at, QPoint(), QPoint(0, by), none, modifiers, phase, False)
    QApplication.sendEvent(window.canvas.viewport(), event)


def test_that_the_wheel_zooms_pans_and_over_the_names_scrolls(qtbot: QtBot, show: Show) -> None:
    window = show(*(dies(clock_ms=n) for n in range(12)), size=(1000, 500))
    canvas, (left, right) = window.canvas, window.canvas.range_in_view
    middle = QPointF(canvas.x_of((left + right) / 2), 120)
    turn(window, middle, 240, Qt.KeyboardModifier.NoModifier)
    near = canvas.range_in_view
    assert near[1] - near[0] < right - left
    turn(window, middle, 120, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.range_in_view[0] < near[0]
    assert canvas.verticalScrollBar().value() == 0
    turn(window, QPointF(20, 120), -240, Qt.KeyboardModifier.NoModifier)
    assert canvas.verticalScrollBar().value() == 240
    press(qtbot, window, "workersFit")
    assert canvas.range_in_view == pytest.approx((left, right))


def test_that_32_workers_are_scrolled_and_a_finding_of_the_last_is_brought_into_view(qtbot: QtBot, show: Show) -> None:
    window = show(*(whole(clock_ms=n) for n in range(31)), dies(clock_ms=50), size=(1280, 720))
    bar = window.canvas.verticalScrollBar()
    assert bar.maximum() > 2000
    window.across.next_finding()
    assert bar.value() == bar.maximum()
    qtbot.keyClick(window.canvas, Qt.Key.Key_PageUp)
    assert bar.value() == bar.maximum() - bar.pageStep()
    assert window.canvas.picture(1).height() > 2500, "the picture has all of them"


def test_that_a_drag_pans_and_a_double_click_shows_everything(qtbot: QtBot, show: Show) -> None:
    window = show(*one_dies())
    canvas, whole_of_it = window.canvas, window.canvas.range_in_view
    view = canvas.viewport()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(600, 420))
    qtbot.mouseMove(view, QPoint(500, 420))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(500, 420))
    assert canvas.range_in_view[0] > whole_of_it[0]
    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=QPoint(600, 500))
    assert canvas.range_in_view == pytest.approx(whole_of_it)


def test_that_the_picture_is_saved_or_why_not_is_told(show: Show, tmp_path: Path) -> None:
    window = show(*one_dies())
    window.save_picture(tmp_path / "all.png")
    assert QImage(str(tmp_path / "all.png")).width() == 2 * window.canvas.viewport().width()
    assert words(window, "workersDetails") == f"Saved all.png in {tmp_path}."
    window.save_picture(tmp_path / "no" / "all.png")
    assert "all.png" in words(window, "workersDetails")
    assert not (tmp_path / "no").exists()


def test_that_it_takes_another_theme(show: Show) -> None:
    window = show(*one_dies())
    window.set_theme(DARK)
    assert QColor(window.canvas.picture(1).pixel(2, 2)).name() == DARK.canvas


def test_that_what_can_have_the_focus_has_a_name_and_no_word_is_cut_off(show: Show) -> None:
    window = show(*one_dies(), size=(1280, 720))
    shown_now = [one for one in window.findChildren(QWidget) if one.isVisible()]
    focusable = [one for one in shown_now if one.focusPolicy() is not Qt.FocusPolicy.NoFocus]
    assert window.canvas in focusable
    nameless = [
        type(one).__name__
        for one in focusable
        if not (one.accessibleName() or isinstance(one, QPushButton) or one is window.canvas.viewport())
    ]
    assert nameless == []
    cut = [
        one.text()
        for one in shown_now
        if isinstance(one, (QLabel, QPushButton)) and one.width() < one.sizeHint().width()
        and not (isinstance(one, QLabel) and one.wordWrap())
    ]  # fmt: skip
    assert cut == []


# -- from the main window ---------------------------------------------------------------------------------------------


def files(tmp_path: Path) -> list[Path]:
    return [saved(tmp_path / f"{n}.fitrec", one) for n, one in enumerate(one_dies())]


def opened(qtbot: QtBot, window: MainWindow) -> WorkersWindow:
    qtbot.waitUntil(lambda: window.workers.window is not None and window.workers.window.isVisible())
    assert window.workers.window is not None
    return window.workers.window


def choose(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path) for path in paths], ""))


def test_that_the_menu_opens_them_before_any_run_and_says_which_file_could_not_be_read(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, bad = make_window(), tmp_path / "bad.fitrec"
    bad.write_bytes(b"what is this")
    choose(monkeypatch, *files(tmp_path), bad)
    window.commands.open_workers.trigger()
    workers = opened(qtbot, window)
    assert words(workers, "workersVerdict").startswith("2 workers")
    assert words(workers, "workersRemark") == f"{bad} is not a recording of Fit Inspector."


def test_that_one_alone_is_refused_in_one_sentence(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make_window()
    choose(monkeypatch, files(tmp_path)[0])
    window.commands.open_workers.trigger()
    assert window.message.text.startswith("One recording is no comparison")


def test_that_files_of_which_none_can_be_read_open_no_window(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    window = make_window()
    window.open_workers([tmp_path / "none.fitrec", tmp_path / "nor.fitrec"])
    qtbot.waitUntil(lambda: "none.fitrec" in window.message.text)
    assert window.workers.window is None


def test_that_several_recordings_that_are_dropped_are_opened_together(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    window = make_window()
    drop(window, *files(tmp_path))
    assert words(opened(qtbot, window), "workersVerdict").startswith("2 workers")


def test_that_one_worker_is_opened_alone_by_a_double_click_on_its_head(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    window = make_window()
    window.open_workers(files(tmp_path))
    workers = opened(qtbot, window)
    assert not workers.findChild(QPushButton, "workersOpen").isEnabled()
    workers.canvas.select(Pointed(1))
    assert words(workers, "workersDetails").startswith("1: raised after 6 of 8 steps")
    press(qtbot, workers, "workersOpen")
    qtbot.waitUntil(lambda: window.controller.recorded is not None)
    assert window.controller.recorded is not None
    assert window.controller.recorded.path.name == "1.fitrec"


def test_that_the_guide_tells_of_what_shows_across_workers(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    window = make_window()
    window.open_workers(files(tmp_path))
    workers = opened(qtbot, window)
    press(qtbot, workers, "aboutFindingButton")
    assert window.guide is not None
    assert window.guide.isVisible()
    assert window.guide.page.source().fileName() == WORKERS
