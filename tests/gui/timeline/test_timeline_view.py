"""The timeline as a person drives it: real clicks, wheels and keys."""

from __future__ import annotations

from collections.abc import Callable

import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.run import Run
from inspector.gui.selection import Selection, Thing
from inspector.gui.theme import DARK, LIGHT
from inspector.gui.timeline.axis import Axis
from inspector.gui.timeline.timeline_view import TimelineView
from inspector.recording.events import Role
from tests.gui.timeline.stories import everything, under_way
from tests.story import Story, clean, raises_at_batch_3

Show = Callable[[Run], TimelineView]


@pytest.fixture(autouse=True)
def _every_mouse_event() -> None:
    pg.setConfigOption("mouseRateLimit", -1)


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    def make(run: Run) -> TimelineView:
        view = TimelineView(LIGHT)
        qtbot.addWidget(view)
        view.resize(900, 520)
        view.show_run(run)
        with qtbot.waitExposed(view):
            view.show()
        view.activateWindow()
        return view

    return make


def click(qtbot: QtBot, view: TimelineView, at: QPoint) -> None:
    viewport = view.plot.viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=viewport.mapFrom(view, at))


def wheel(view: TimelineView, at: QPoint, notches: int, keys: Qt.KeyboardModifier) -> None:
    viewport: QWidget = view.plot.viewport()
    pos = QPointF(viewport.mapFrom(view, at))
    event = QWheelEvent(
        pos,
        QPointF(viewport.mapToGlobal(pos.toPoint())),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)


def step_of(run: Run, epoch: int, step: int) -> Selection:
    one = run.epochs[epoch].steps[step]
    return Selection(Thing.STEP, epoch=epoch, step=step, batch=one.batches[0] if one.batches else None, seq=one.seq)


@pytest.mark.parametrize("axis", list(Axis))
@pytest.mark.parametrize(
    "thing", [Thing.STEP, Thing.MISSING_STEP, Thing.EPOCH, Thing.BATCH, Thing.CALLBACK], ids=lambda thing: thing.name
)
def test_that_a_click_selects_what_is_under_it(qtbot: QtBot, show: Show, axis: Axis, thing: Thing) -> None:
    run = everything().run()
    view = show(run)
    view.resize(1400, 640)
    view.set_axis(axis)
    wanted = {
        Thing.STEP: step_of(run, 1, 2),
        Thing.MISSING_STEP: Selection(thing, epoch=3, step=5),
        Thing.EPOCH: Selection(thing, epoch=0, seq=run.epochs[0].seq),
        Thing.BATCH: Selection(thing, batch=9, seq=run.train.pulls[9].seq),
        Thing.CALLBACK: next(
            Selection(thing, epoch=call.epoch, step=call.step, seq=call.seq)
            for call in run.callback_calls
            if call.callback.name == "ModelCheckpoint"
        ),
    }[thing]
    view.select(wanted)
    centre = view.center_of(wanted)
    view.select(None)
    assert centre is not None
    with qtbot.waitSignal(view.selected) as told:
        click(qtbot, view, centre)
    assert told.args == [wanted]


def test_that_a_click_beside_everything_selects_nothing(qtbot: QtBot, show: Show) -> None:
    run = raises_at_batch_3().run()
    view = show(run)
    view.select(step_of(run, 0, 0))
    last = view.center_of(Selection(Thing.MISSING_STEP, epoch=0, step=9))
    assert last is not None
    with qtbot.waitSignal(view.selected) as told:
        click(qtbot, view, QPoint(view.width() - 20, last.y()))
    assert told.args == [None]


def test_that_a_programmatic_selection_tells_nobody_and_is_brought_into_view(qtbot: QtBot, show: Show) -> None:
    run = clean(5, 20).run()
    view = show(run)
    view.select(step_of(run, 0, 0))
    view.plot.view.show_range(0.0, 0.02)
    with qtbot.assertNotEmitted(view.selected):
        view.select(step_of(run, 4, 19))
    assert view.center_of(step_of(run, 4, 19)) is not None


def test_that_arrow_keys_walk_along_the_lane_over_what_is_missing_too(qtbot: QtBot, show: Show) -> None:
    run = raises_at_batch_3().run()
    view = show(run)
    chosen: list[Selection] = []
    view.selected.connect(chosen.append)
    view.plot.setFocus()
    qtbot.keyClick(view.plot, Qt.Key.Key_Home)
    for _ in range(4):
        qtbot.keyClick(view.plot, Qt.Key.Key_Right)
    qtbot.keyClick(view.plot, Qt.Key.Key_Left)
    qtbot.keyClick(view.plot, Qt.Key.Key_End)
    assert [(one.thing, one.step) for one in chosen] == [
        (Thing.STEP, 0),
        (Thing.STEP, 1),
        (Thing.STEP, 2),
        (Thing.STEP, 3),
        (Thing.MISSING_STEP, 4),
        (Thing.STEP, 3),
        (Thing.MISSING_STEP, 9),
    ]


def test_that_up_and_down_go_to_the_lane_next_to_it(qtbot: QtBot, show: Show) -> None:
    run = clean().run()
    view = show(run)
    view.set_axis(Axis.STEP)
    view.select(step_of(run, 0, 2))
    with qtbot.waitSignal(view.selected) as told:
        qtbot.keyClick(view.plot, Qt.Key.Key_Up)
    assert (told.args[0].thing, told.args[0].batch) == (Thing.BATCH, 2)
    with qtbot.waitSignal(view.selected) as told:
        qtbot.keyClick(view.plot, Qt.Key.Key_Down)
    assert told.args[0] == step_of(run, 0, 2)


def test_that_the_wheel_zooms_at_the_pointer_and_turns_follow_off(qtbot: QtBot, show: Show) -> None:
    run = under_way().run()
    view = show(run)
    at = view.center_of(step_of(run, 0, 3))
    assert at is not None
    before = view.range_in_view
    with qtbot.waitSignal(view.followChanged) as told:
        wheel(view, at, 3, Qt.KeyboardModifier.NoModifier)
    after = view.range_in_view
    assert told.args == [False]
    assert after[1] - after[0] < before[1] - before[0]
    moved = view.center_of(step_of(run, 0, 3))
    assert moved is not None
    assert abs(moved.x() - at.x()) <= 2 + 0.6 * 30  # its middle was not exactly under the pointer's pixel


def test_that_shift_and_wheel_move_without_zooming(show: Show) -> None:
    view = show(clean().run())
    left, right = view.range_in_view
    wheel(view, QPoint(400, 200), 1, Qt.KeyboardModifier.ShiftModifier)
    moved = view.range_in_view
    assert moved[0] < left
    assert moved[1] - moved[0] == pytest.approx(right - left)


def test_that_a_drag_pans_and_both_plots_stay_on_one_range(qtbot: QtBot, show: Show) -> None:
    view = show(clean().run())
    before = view.range_in_view
    viewport = view.plot.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=QPoint(500, 60))
    for x in (480, 440, 400):
        QTest.mouseMove(viewport, QPoint(x, 60))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(400, 60))
    assert view.range_in_view[0] > before[0]
    assert tuple(view.size_plot.view.viewRange()[0]) == view.range_in_view
    assert view.size_plot.view.width() == view.plot.view.width()


def test_that_keys_and_a_double_click_zoom_and_fit(qtbot: QtBot, show: Show) -> None:
    view = show(clean().run())
    whole = view.range_in_view
    qtbot.keyClick(view.plot, Qt.Key.Key_Plus)
    assert view.range_in_view[1] - view.range_in_view[0] < whole[1] - whole[0]
    qtbot.keyClick(view.plot, Qt.Key.Key_F)
    assert view.range_in_view == pytest.approx(whole)
    qtbot.keyClick(view.plot, Qt.Key.Key_Plus)
    viewport = view.plot.viewport()
    pos = QPoint(viewport.width() - 30, 60)
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=pos)
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=pos)
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=pos)
    assert view.range_in_view == pytest.approx(whole)


def test_that_a_growing_run_is_followed_until_a_person_moves_and_again_when_asked(show: Show) -> None:
    story = Story(epochs=1, steps_per_epoch=40).peek(2).train_begin().epoch_begin(0).steps(0, 5)
    run = story.run()
    view = show(run)
    assert view.following

    def grow(first: int, stop: int) -> None:
        story.steps(first, stop)
        story.recorder.drain()
        run.update()
        view.refresh()

    grow(5, 15)
    assert view.center_of(step_of(run, 0, 14)) is not None
    wheel(view, QPoint(300, 200), 6, Qt.KeyboardModifier.NoModifier)
    assert not view.following
    grow(15, 30)
    assert view.center_of(step_of(run, 0, 29)) is None
    view.set_follow(True)
    assert view.center_of(step_of(run, 0, 29)) is not None
    grow(30, 35)
    assert view.center_of(step_of(run, 0, 34)) is not None


def test_that_a_run_that_grows_stays_under_the_hand_that_drags_it(show: Show) -> None:
    story = Story(epochs=1, steps_per_epoch=40).peek(2).train_begin().epoch_begin(0).steps(0, 20)
    run = story.run()
    view = show(run)
    viewport, at = view.plot.viewport(), QPoint(500, 60)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(viewport, QPoint(520, 60))
    QTest.mouseMove(viewport, QPoint(560, 60))
    assert not view.following
    held = view.range_in_view
    story.steps(20, 35)
    story.recorder.drain()
    run.update()
    view.refresh()
    assert view.range_in_view == held
    QTest.mouseMove(viewport, QPoint(600, 60))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(600, 60))
    moved = view.range_in_view
    pixel = (held[1] - held[0]) / view.plot.view.width()
    assert held[0] - moved[0] == pytest.approx(40 * pixel)
    assert not view.following


def test_that_a_card_selects_its_epoch_by_click_and_by_key(qtbot: QtBot, show: Show) -> None:
    run = everything().run()
    view = show(run)
    where = view.strip.center_of(2)
    assert where is not None
    with qtbot.waitSignal(view.selected) as told:
        qtbot.mouseClick(view.strip, Qt.MouseButton.LeftButton, pos=where.toPoint())
    assert told.args == [Selection(Thing.EPOCH, epoch=2, seq=run.epochs[2].seq)]
    with qtbot.waitSignal(view.selected) as told:
        qtbot.keyClick(view.strip, Qt.Key.Key_Right)
    assert told.args[0].epoch == 3


@pytest.mark.parametrize("axis", list(Axis))
@pytest.mark.parametrize("story", [everything, raises_at_batch_3])
def test_that_zooming_to_a_finding_shows_its_evidence(show: Show, axis: Axis, story: Callable[[], Story]) -> None:
    run = story().run()
    view = show(run)
    view.set_axis(axis)
    for finding in diagnose(run):
        if finding.epoch is None or finding.step is None:
            continue
        view.plot.view.show_range(-1000, -999)
        view.zoom_to(finding)
        things = [
            Selection(thing, epoch=finding.epoch, step=finding.step) for thing in (Thing.STEP, Thing.MISSING_STEP)
        ]
        assert any(view.center_of(thing) is not None for thing in things), finding.rule


def test_that_the_pointer_tells_what_is_under_it(show: Show) -> None:
    run = clean().run()
    view = show(run)
    at = view.center_of(step_of(run, 1, 2))
    assert at is not None
    words = view.plot.words_at(QPointF(view.plot.mapFrom(view, at)))
    assert words.startswith("Step 2 of epoch 1 · trained on batch 6")


def test_that_the_lanes_are_named_and_a_run_without_validation_has_none(show: Show) -> None:
    names = show(everything().run()).lane_names()
    assert names[:3] == ["Source", "Read-ahead", "Steps"]
    assert {"Validation", "Epochs", "Callbacks", "ModelCheckpoint", "History", "Dataset"} <= set(names)
    assert "Validation" not in show(clean().run()).lane_names()


def test_that_both_axes_keep_what_is_selected(show: Show) -> None:
    run = clean().run()
    view = show(run)
    chosen = step_of(run, 1, 3)
    view.select(chosen)
    view.set_axis(Axis.STEP)
    assert view.axis is Axis.STEP
    assert view.plot.framed == 1


def test_that_no_run_shows_nothing_and_another_forgets_the_first(show: Show) -> None:
    view = show(raises_at_batch_3().run())
    view.show_run(None)
    assert view.lane_names() == []
    assert not view.strip.isVisible()
    view.show_run(clean(1, 3).run())
    assert view.center_of(Selection(Thing.MISSING_STEP, epoch=0, step=9)) is None
    assert view.strip.isVisible()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_that_steps_and_what_is_missing_are_painted_in_their_colours(show: Show, theme: object) -> None:
    assert theme in (LIGHT, DARK)
    chosen = LIGHT if theme is LIGHT else DARK
    run = raises_at_batch_3().run()
    view = show(run)
    view.set_theme(chosen)
    image = view.grab().toImage()

    def colours_near(selection: Selection, reach: int) -> set[str]:
        at = view.center_of(selection)
        assert at is not None
        return {
            QColor(image.pixel(at.x() + dx, at.y() + dy)).name() for dx in range(-reach, reach) for dy in range(-11, 12)
        }

    assert chosen.step in colours_near(step_of(run, 0, 1), 8)
    assert chosen.problem in colours_near(Selection(Thing.MISSING_STEP, epoch=0, step=5), 9)
    assert chosen.step not in colours_near(Selection(Thing.MISSING_STEP, epoch=0, step=5), 9)


def test_that_a_narrow_timeline_makes_room_for_all_of_its_legend(show: Show) -> None:
    view = show(everything().run())
    heights = []
    for width in (1700, 640, 1700):
        view.resize(width, 560)
        QApplication.processEvents()
        heights.append(view._legend.height())
        assert view._legend.height() == view._legend.heightForWidth(width)
        assert view._legend.geometry().bottom() <= view.height()
    assert heights[0] == heights[2] < heights[1]


def test_that_a_small_window_scrolls_its_lanes_and_keeps_both_plots_aligned(show: Show) -> None:
    view = show(everything().run())
    view.resize(640, 380)
    QApplication.processEvents()
    assert view.plot.height() > view._scroll.viewport().height()
    assert view.size_plot.view.width() == pytest.approx(view.plot.view.width(), abs=1)


def test_that_validation_steps_are_selected_as_validation(qtbot: QtBot, show: Show) -> None:
    run = everything().run()
    view = show(run)
    view.resize(1400, 640)
    assert run.epochs[0].validation is not None
    step = run.epochs[0].validation.steps[1]
    at = view.center_of(Selection(Thing.STEP, Role.VALIDATION, epoch=0, step=1, seq=step.seq))
    assert at is not None
    with qtbot.waitSignal(view.selected) as told:
        click(qtbot, view, at)
    assert told.args[0].role is Role.VALIDATION
    assert told.args[0].step == 1
