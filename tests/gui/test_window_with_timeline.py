"""The window around the real timeline."""

from __future__ import annotations

import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from inspector.gui.centre import make_real_timeline
from inspector.gui.theme import DARK
from inspector.gui.timeline.timeline_view import TimelineView
from tests.gui.conftest import MakeWindow
from tests.gui.fakes import Sessions, WaitingSession
from tests.story import Story, clean, raises_at_batch_3


@pytest.fixture(autouse=True)
def _every_mouse_event() -> None:
    pg.setConfigOption("mouseRateLimit", -1)


def under_way() -> Story:
    story = Story(epochs=1, steps_per_epoch=10)
    return story.peek(2).train_begin().epoch_begin(0).steps(0, 4)


def test_that_a_run_is_drawn(ran_window: MakeWindow) -> None:
    window = ran_window(make_timeline=make_real_timeline)
    timeline = window.centre.timeline
    assert isinstance(timeline, TimelineView)
    assert window.centre.currentWidget() is timeline
    image = timeline.grab().toImage()
    colours = {
        QColor(image.pixel(x, y)).name() for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)
    }
    assert {window.theme.step, window.theme.batch} <= colours


def test_that_what_is_selected_by_keys_in_the_timeline_is_selected_everywhere(
    qtbot: QtBot, ran_window: MakeWindow
) -> None:
    window = ran_window(make_timeline=make_real_timeline)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert window.selection.current is not None
    assert window.details.description.title != "Nothing selected"
    assert window.bottom.events.currentIndex().row() == window.selection.current.seq


def test_that_a_finding_can_be_zoomed_to_from_either_axis(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window(make_timeline=make_real_timeline)
    timeline = window.centre.timeline
    assert isinstance(timeline, TimelineView)
    for action in (window.commands.step_axis, window.commands.time_axis):
        action.trigger()
        window.commands.fit_view.trigger()
        whole = timeline.plot.view.viewRange()[0]
        window.commands.next_finding.trigger()
        shown = timeline.plot.view.viewRange()[0]
        assert shown != whole
        assert whole[0] < sum(shown) / 2 < whole[1]


def test_that_a_run_that_goes_on_is_followed_until_a_person_looks_elsewhere(
    qtbot: QtBot, open_window: MakeWindow
) -> None:
    sessions = Sessions(under_way, WaitingSession)
    window = open_window(sessions, make_timeline=make_real_timeline)
    window.commands.run.trigger()
    qtbot.waitUntil(lambda: "step 3 of 10" in window.status.progress.text())
    assert window.commands.follow.isChecked()
    timeline = window.centre.timeline
    assert timeline is not None
    viewport = timeline.plot.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=QPoint(300, 60))
    for x in (280, 240):
        QTest.mouseMove(viewport, QPoint(x, 60))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(240, 60))
    assert not timeline.following
    assert not window.commands.follow.isChecked()
    qtbot.keyClick(window, Qt.Key.Key_L)
    assert timeline.following
    assert window.commands.follow.isChecked()
    with qtbot.waitSignal(window.controller.finished):
        window.commands.stop.trigger()


def test_that_another_run_and_another_theme_replace_the_first(qtbot: QtBot, ran_window: MakeWindow) -> None:
    sessions = Sessions(raises_at_batch_3)
    window = ran_window(sessions, make_timeline=make_real_timeline)
    window.bottom.tabs.setCurrentWidget(window.bottom.batches)
    window.selection.set(window.bottom.batches.selection_at(0))
    sessions.make_story = clean
    with qtbot.waitSignals([window.controller.finished, window.bottom.source.read]):
        window.commands.run.trigger()
    window.set_theme(DARK)
    timeline = window.centre.timeline
    assert timeline is not None
    image = timeline.grab().toImage()
    assert QColor(image.pixel(1, image.height() // 2)).name() == DARK.canvas
    assert window.status.state.text() == "Completed"
