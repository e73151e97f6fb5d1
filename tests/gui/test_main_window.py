"""The window, driven by mouse and keys over a session that replays a story."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from inspector.fit.samples import SAMPLES
from inspector.gui.main_window import MainWindow
from inspector.gui.run_controller import RunState
from inspector.gui.selection import Selection, Thing
from inspector.gui.theme import DARK, LIGHT
from tests.gui.conftest import MakeWindow
from tests.gui.fakes import DeafSession, RecordingTimeline, RefusingSession, Sessions, WaitingSession
from tests.story import Story, clean, raises_at_batch_3


def timeline_of(window: MainWindow) -> RecordingTimeline:
    assert isinstance(window.centre.timeline, RecordingTimeline)
    return window.centre.timeline


def click(qtbot: QtBot, window: MainWindow, name: str) -> None:
    qtbot.mouseClick(window.findChild(QToolButton, name), Qt.MouseButton.LeftButton)


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    over = window.centre.mapTo(window, QPoint(80, 80))
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(over, Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(window, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(over), Qt.DropAction.CopyAction, data, buttons, keys))


def under_way() -> Story:
    story = Story(epochs=1, steps_per_epoch=10)
    return story.peek(2).train_begin().epoch_begin(0).steps(0, 4)


# -- opening ------------------------------------------------------------------------------------------------------


def test_that_a_file_that_is_dropped_is_read_and_not_run(qtbot: QtBot, make_window: MakeWindow, train_py: Path) -> None:
    sessions = Sessions(clean)
    window = make_window(sessions)
    with qtbot.waitSignal(window.setup.opened):
        drop(window, train_py)
    assert window.setup.data.choice.currentText() == "batches(batch_size, fail_at)"
    assert window.windowTitle().startswith("train.py")
    assert window.centre.currentWidget() is window.centre.ready
    assert window.commands.run.isEnabled()
    assert sessions.made == []


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("gone.py", None, "There is no file"),
        ("notes.txt", "x", "notes.txt is not a Python file"),
        ("broken.py", "def f(:", "broken.py has a syntax error in line 1"),
    ],
)
def test_that_a_bad_file_gets_one_sentence_and_loses_nothing(
    qtbot: QtBot, ran_window: MakeWindow, tmp_path: Path, name: str, text: str | None, told: str
) -> None:
    window = ran_window()
    before = window.controller.run
    if text is not None:
        (tmp_path / name).write_text(text)
    with qtbot.waitSignal(window.setup.refused):
        drop(window, tmp_path / name)
    assert told in window.message.text
    assert "\n" not in window.message.text
    assert window.controller.run is before
    assert window.commands.run.isEnabled()
    with qtbot.waitSignal(window.controller.finished):
        click(qtbot, window, "buttonRun")
    assert window.message.text == ""


def test_that_a_sample_is_one_click_from_loaded_and_its_button_one_from_run(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    sessions = Sessions(raises_at_batch_3)
    window = make_window(sessions, samples=SAMPLES)
    card = window.centre.empty.findChildren(QPushButton, "runSample-stops_after_5")[0].parentWidget()
    with qtbot.waitSignal(window.setup.opened):
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert window.setup.module.text() == "stops_after_5.py"
    assert window.setup.steps.value() == 10
    assert sessions.made == []


def test_that_a_samples_run_button_runs_it(qtbot: QtBot, make_window: MakeWindow) -> None:
    sessions = Sessions(raises_at_batch_3)
    window = make_window(sessions, samples=SAMPLES)
    button = window.findChild(QPushButton, "runSample-raises_at_batch_3")
    with qtbot.waitSignals([window.controller.finished, window.bottom.source.read]):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert sessions.made[0].request.module.name == "raises_at_batch_3.py"
    assert sessions.made[0].request.steps_per_epoch == 10


# -- running ------------------------------------------------------------------------------------------------------


def test_that_run_shows_what_happened(qtbot: QtBot, open_window: MakeWindow) -> None:
    window = open_window(Sessions(raises_at_batch_3))
    with qtbot.waitSignals([window.controller.finished, window.bottom.source.read]):
        click(qtbot, window, "buttonRun")
    timeline = timeline_of(window)
    assert window.centre.currentWidget() is timeline
    assert timeline.calls("show_run") == [window.controller.run]
    assert timeline.calls("refreshing")
    assert window.status.state.text() == "Raised"
    assert window.status.environment.text() == "CPU:0 · Keras 3.15.1 · TensorFlow 2.21.0 · lineage observed"
    assert window.status.progress.text().startswith("0 of 1 epochs · 3 of 10 steps")
    assert window.status.bar.isHidden()
    assert window.findings.cards[0].finding.rule == "source-raised"
    assert window.bottom.tabs.tabText(1) == f"Events {window.controller.run.cursor}"  # type: ignore[union-attr]
    assert window.bottom.tabs.tabText(2) == "Batches 3"
    assert window.bottom.source.notes[12].problem
    assert 12 in [block.blockNumber() + 1 for block, _ in window.bottom.source._visible_blocks()]


def test_that_the_keys_run_too(qtbot: QtBot, open_window: MakeWindow) -> None:
    window = open_window(Sessions(clean))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    with qtbot.waitSignal(window.controller.finished):
        qtbot.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert window.status.state.text() == "Completed"


def test_that_while_it_runs_only_stop_can_be_pressed_and_nothing_is_missing(
    qtbot: QtBot, open_window: MakeWindow
) -> None:
    sessions = Sessions(under_way, WaitingSession)
    window = open_window(sessions)
    click(qtbot, window, "buttonRun")
    qtbot.waitUntil(lambda: "step 3 of 10" in window.status.progress.text())
    assert window.status.state.text() == "Running"
    assert not window.commands.run.isEnabled()
    assert window.commands.stop.isEnabled()
    assert window.findings.cards == []
    assert (window.status.bar.value(), window.status.bar.maximum()) == (4, 10)
    assert window.status.bar.isVisible()
    with qtbot.waitSignal(window.controller.finished):
        click(qtbot, window, "buttonStop")
    assert window.controller.state is RunState.FINISHED
    assert window.status.state.text() == "Stopped"
    assert window.commands.run.isEnabled()
    assert not window.commands.stop.isEnabled()
    assert window.bottom.tabs.tabText(2) == "Batches 4"


def test_that_a_second_press_of_stop_asks_again(qtbot: QtBot, open_window: MakeWindow) -> None:
    sessions = Sessions(under_way, DeafSession)
    window = open_window(sessions)
    click(qtbot, window, "buttonRun")
    qtbot.waitUntil(lambda: sessions.made[0].waiting.is_set())
    click(qtbot, window, "buttonStop")
    assert window.status.state.text() == "Stopping…"
    assert window.status.progress.text().startswith("fit was asked to end after this batch")
    assert window.commands.stop.isEnabled()
    click(qtbot, window, "buttonStop")
    assert sessions.made[0].asked == 2
    assert window.status.progress.text() == "fit is to end at the next event that is recorded"
    with qtbot.waitSignal(window.controller.finished):
        sessions.made[0].let_go()


class DeafProcess(DeafSession):
    """Sits in a call as well, in a process that the third press ends."""

    can_be_ended = True


def test_that_each_press_of_stop_on_a_process_of_its_own_says_what_it_does(
    qtbot: QtBot, open_window: MakeWindow
) -> None:
    sessions = Sessions(under_way, DeafProcess)
    window = open_window(sessions)
    click(qtbot, window, "buttonRun")
    qtbot.waitUntil(lambda: sessions.made[0].waiting.is_set())
    said = []
    for _ in range(3):
        click(qtbot, window, "buttonStop")
        said.append(window.status.progress.text())
    assert said[0].startswith("fit was asked to end after this batch")
    assert said[1].startswith("fit is to end at its next event; its process is ended soon")
    assert said[2] == "The process is being ended; what it recorded stays"
    with qtbot.waitSignal(window.controller.finished):
        sessions.made[0].let_go()


def test_that_escape_stops(qtbot: QtBot, open_window: MakeWindow) -> None:
    sessions = Sessions(under_way, WaitingSession)
    window = open_window(sessions)
    click(qtbot, window, "buttonRun")
    qtbot.waitUntil(lambda: sessions.made[0].waiting.is_set())
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    with qtbot.waitSignal(window.controller.finished):
        qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.status.state.text() == "Stopped"


def test_that_a_field_that_makes_no_sense_is_told_and_nothing_runs(qtbot: QtBot, open_window: MakeWindow) -> None:
    sessions = Sessions(clean)
    window = open_window(sessions)
    qtbot.keyClicks(window.setup.epochs.edit, "0")
    click(qtbot, window, "buttonRun")
    assert window.message.text == "Epochs is 0: it must be 1 or more, or left empty."
    assert window.message.isVisible()
    assert sessions.made == []


def test_that_a_wrong_use_is_told_and_the_window_stays_usable(qtbot: QtBot, open_window: MakeWindow) -> None:
    sessions = Sessions(Story, RefusingSession)
    window = open_window(sessions)
    with qtbot.waitSignal(window.controller.finished):
        click(qtbot, window, "buttonRun")
    assert window.message.text == "", "it stands under Findings, and once is enough"
    told = [label.text() for label in window.findings.findChildren(QLabel)]
    assert "There is no bathces in train.py: it has batches, build_model." in told
    assert window.status.state.text() == "Not run"
    assert window.commands.run.isEnabled()


def test_that_a_message_is_closed_by_its_key(qtbot: QtBot, open_window: MakeWindow) -> None:
    window = open_window()
    window.message.problem("What is asked for cannot be done.")
    window.activateWindow()
    close = window.message.findChild(QToolButton, "messageClose")
    close.setFocus()
    qtbot.waitUntil(close.hasFocus)
    qtbot.keyClick(close, Qt.Key.Key_Space)
    assert window.message.text == ""
    assert window.focusWidget() is window, "no field has its text selected, as if to be replaced"


def test_that_closing_the_window_ends_the_run(qtbot: QtBot, open_window: MakeWindow) -> None:
    sessions = Sessions(under_way, WaitingSession)
    window = open_window(sessions)
    click(qtbot, window, "buttonRun")
    qtbot.waitUntil(lambda: sessions.made[0].waiting.is_set())
    assert window.close()
    assert not window.isVisible()  # and the fixture finds no thread and no timer left


# -- what is linked -----------------------------------------------------------------------------------------------


def test_that_a_finding_zooms_the_timeline(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window()
    card = window.findings.cards[1]
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert timeline_of(window).calls("zoom_to") == [card.finding]


def test_that_n_goes_to_the_next_finding(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for _ in range(2):
        qtbot.keyClick(window, Qt.Key.Key_N)
    assert timeline_of(window).calls("zoom_to") == [card.finding for card in window.findings.cards[:2]]


def test_that_show_line_shows_the_line_that_raised(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window()
    window.bottom.tabs.setCurrentIndex(3)
    button = window.findings.cards[0].findChild(QPushButton, "showLineButton")
    with qtbot.waitSignal(window.bottom.source.read):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.bottom.tabs.currentWidget() is window.bottom.source
    assert window.bottom.source.line == 12


def test_that_a_batch_row_is_selected_everywhere_and_only_once(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window()
    window.bottom.tabs.setCurrentWidget(window.bottom.batches)
    table = window.bottom.batches
    place = table.visualRect(table.model().index(1, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    run = window.controller.run
    assert run is not None
    selection = Selection(Thing.BATCH, batch=1, seq=run.train.pulls[1].seq)
    assert window.selection.current == selection
    assert [one for one in timeline_of(window).calls("select") if one is not None] == [selection]
    assert window.details.description.title == "Batch 1"
    assert dict(window.details.description.rows)["trained on by"] == "epoch 0 step 1"
    assert window.bottom.events.currentIndex().row() == selection.seq


def test_that_what_the_timeline_selects_is_selected_in_the_tables(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window()
    run = window.controller.run
    assert run is not None
    pull = run.train.pulls[2]
    timeline_of(window).selected.emit(Selection(Thing.BATCH, batch=2, seq=pull.seq))
    assert window.bottom.batches.currentIndex().row() == 2
    assert window.details.description.title == "Batch 2"
    timeline_of(window).selected.emit(None)
    assert not window.bottom.batches.currentIndex().isValid()
    assert window.details.description.title == "Nothing selected"


def test_that_an_event_row_selects_what_it_stands_for(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window()
    window.bottom.tabs.setCurrentWidget(window.bottom.events)
    run = window.controller.run
    assert run is not None
    end = run.epochs[0].steps[0].end_seq
    assert end is not None
    table = window.bottom.events
    table.scrollTo(table.model().index(end, 0))
    qtbot.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(table.model().index(end, 0)).center()
    )
    assert window.selection.current == Selection(Thing.STEP, epoch=0, step=0, seq=run.epochs[0].steps[0].seq)
    assert table.currentIndex().row() == end


def test_that_the_details_grow_when_there_is_something_to_tell(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window()
    qtbot.waitUntil(lambda: window.findings.height() > 3 * window.details.height())
    window.selection.set(Selection(Thing.BATCH, batch=0))
    qtbot.waitUntil(lambda: window.details.height() >= window.details.needed_height())
    assert window.findings.height() >= window.details.height()
    window.selection.set(None)
    qtbot.waitUntil(lambda: window.findings.height() > 3 * window.details.height())


def test_that_a_height_that_a_person_chose_stays(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window()
    handle = window.right.handle(1)
    middle = handle.rect().center()
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseMove(handle, middle - QPoint(0, 60))
    qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=middle - QPoint(0, 60))
    chosen = window.details.height()
    window.selection.set(Selection(Thing.BATCH, batch=0))
    QApplication.processEvents()
    assert window.details.height() == chosen


def test_that_a_new_run_forgets_what_was_selected(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window()
    window.selection.set(Selection(Thing.EPOCH, epoch=0))
    with qtbot.waitSignals([window.controller.finished, window.bottom.source.read]):
        click(qtbot, window, "buttonRun")
    assert window.selection.current is None
    assert window.details.description.title == "Nothing selected"


# -- how it looks -------------------------------------------------------------------------------------------------


def test_that_another_theme_reaches_every_part(ran_window: MakeWindow) -> None:
    window = ran_window()

    def ground(widget: str) -> str:
        part = getattr(window, widget)
        return QColor(part.grab().toImage().pixel(3, part.height() - 3)).name()

    assert {ground("setup"), ground("findings"), ground("details")} == {LIGHT.window}
    window.set_theme(DARK)
    assert {ground("setup"), ground("findings"), ground("details")} == {DARK.window}
    assert timeline_of(window).theme is DARK


def test_that_a_window_that_nobody_touches_does_nothing(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window()
    for _ in range(30):  # what is still to be laid out and painted
        QApplication.processEvents()
    watcher = EventCounter()
    QApplication.instance().installEventFilter(watcher)
    for _ in range(50):
        QApplication.processEvents()
    QApplication.instance().removeEventFilter(watcher)
    assert watcher.layouts == 0
    assert window.controller.state is RunState.FINISHED


class EventCounter(QObject):
    """Counts how often something was laid out or painted."""

    layouts = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.layouts += event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Paint, QEvent.Type.UpdateRequest)
        return False


@pytest.mark.parametrize("size", [(1280, 720), (1600, 900)])
def test_that_everything_has_room(qtbot: QtBot, ran_window: MakeWindow, size: tuple[int, int]) -> None:
    window = ran_window()
    window.resize(*size)
    qtbot.waitUntil(lambda: window.width() == size[0])
    assert (window.width(), window.height()) == size
    for name in ("buttonOpen", "buttonRun", "buttonStop", "buttonCopyPicture", "buttonExportPicture"):
        button = window.findChild(QToolButton, name)
        assert button.width() >= button.sizeHint().width(), name
    assert timeline_of(window).width() > size[0] // 2


def test_that_the_timeline_is_made_only_after_the_window_was_painted(qtbot: QtBot) -> None:
    made: list[bool] = []

    def make_timeline(theme: object) -> RecordingTimeline:
        made.append(window._painted)
        return RecordingTimeline(theme)  # type: ignore[arg-type]

    window = MainWindow(LIGHT, make_session=Sessions(clean), make_timeline=make_timeline)  # type: ignore[arg-type,return-value]
    qtbot.addWidget(window)
    assert made == []
    window.show()
    qtbot.waitUntil(lambda: made == [True])
