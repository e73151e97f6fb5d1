"""The grid as a person drives it, in the window: real clicks, wheels and keys."""

from __future__ import annotations

from collections.abc import Callable

import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from inspector.analysis.run import Run
from inspector.gui.centre import make_real_timeline
from inspector.gui.grid.canvas import GridCanvas
from inspector.gui.grid.grid_view import GridView
from inspector.gui.grid.margins import ENDS, LABELS
from inspector.gui.main_window import MainWindow
from inspector.gui.memory.memory import Memory
from inspector.gui.selection import Selection, Thing
from inspector.gui.theme import DARK, LIGHT
from inspector.gui.timeline.axis import Axis
from inspector.gui.timeline.content import Content
from inspector.gui.timeline.timeline_view import TimelineView
from inspector.recording.events import Role
from tests.gui.conftest import MakeWindow
from tests.gui.fakes import Sessions, WaitingSession
from tests.gui.test_accessibility import nameless
from tests.gui.timeline.stories import everything
from tests.story import Story, clean, raises_at_batch_3

Show = Callable[..., MainWindow]


@pytest.fixture(autouse=True)
def _every_mouse_event() -> None:
    pg.setConfigOption("mouseRateLimit", -1)


@pytest.fixture
def show(qtbot: QtBot, ran_window: MakeWindow) -> Show:
    """Makes a window in which a story was run, and that shows it as a grid."""

    def make(story: Callable[[], Story] = everything) -> MainWindow:
        window = ran_window(Sessions(story), make_timeline=make_real_timeline)
        window.resize(1280, 720)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        qtbot.keyClick(window, Qt.Key.Key_G)
        return window

    return make


def grid_of(window: MainWindow) -> GridView:
    assert window.centre.grid is not None
    return window.centre.grid


def canvas_of(window: MainWindow) -> GridCanvas:
    return grid_of(window).canvas


def step_of(window: MainWindow, epoch: int, step: int, role: Role = Role.TRAIN) -> Selection:
    run = window.controller.run
    assert run is not None
    validation = run.epochs[epoch].validation
    steps = validation.steps if role is Role.VALIDATION and validation is not None else run.epochs[epoch].steps
    one = steps[step]
    return Selection(Thing.STEP, role, epoch, step, one.batches[0] if one.batches else None, one.seq)


def click(qtbot: QtBot, canvas: GridCanvas, selection: Selection) -> None:
    at = canvas.center_of(selection)
    assert at is not None
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at.toPoint())


def wheel(canvas: GridCanvas, at: QPointF, notches: int, keys: Qt.KeyboardModifier) -> None:
    event = QWheelEvent(
        at, QPointF(canvas.mapToGlobal(at.toPoint())), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton,
        keys, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)


def colours_in(image: QImage) -> set[str]:
    return {QColor(image.pixel(x, y)).name() for x in range(image.width()) for y in range(0, image.height(), 2)}


def early_stopping() -> Story:
    """Two of five epochs; the others are left out."""
    story = Story(epochs=5, steps_per_epoch=3).peek(2).train_begin()
    story.epoch_begin(0).steps(0, 3).epoch_end().epoch_begin(1).steps(0, 3).stop_training()
    return story.epoch_end().train_end().ends()


@pytest.mark.parametrize("axis", list(Axis))
def test_that_the_legend_has_what_the_cells_look_like_whatever_the_timeline_shows(qtbot: QtBot, axis: Axis) -> None:
    for story, words in (
        (early_stopping(), ["step", "stopped"]),
        (raises_at_batch_3(epochs=2), ["step", "began, never ended", "missing"]),
    ):
        content = Content(story.run(), axis)
        content.refresh()
        grid = GridView(LIGHT)
        qtbot.addWidget(grid)
        grid.show_run(content)
        assert [entry.words for entry in grid._legend.entries] == words


@pytest.mark.parametrize(("wide", "numbered"), [(21, False), (28, True)])
def test_that_all_cells_are_numbered_or_none_is(qtbot: QtBot, wide: int, numbered: bool) -> None:
    content = Content(clean(1, 120).run(), Axis.STEP)
    content.refresh()
    grid = GridView(LIGHT)
    qtbot.addWidget(grid)
    grid.show_run(content)
    grid.resize(LABELS + ENDS + wide * 120 + 20, 200)
    image = grid.canvas.grab().toImage()
    assert wide <= grid.canvas.sight.cell_width < wide + 1
    for step in (3, 60, 119):
        at = grid.canvas.center_of(Selection(Thing.MISSING_STEP, epoch=0, step=step))
        assert at is not None
        area = image.copy(int(at.x()) - 5, int(at.y()) - 4, 10, 8)
        assert (len(colours_in(area)) > 1) is numbered


# -- which of the two is shown ----------------------------------------------------------------------------------------


def test_that_keys_and_buttons_change_between_the_timeline_and_the_grid(qtbot: QtBot, show: Show) -> None:
    window = show()
    assert window.centre.currentWidget() is window.centre.grid
    assert window.commands.grid_view.isChecked()
    assert not window.commands.time_axis.isEnabled()
    button = window.findChild(QToolButton, "buttonTimelineView")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.centre.currentWidget() is window.centre.timeline
    assert window.commands.time_axis.isEnabled()


def test_that_all_of_it_can_be_reached_and_has_a_name(qtbot: QtBot, show: Show) -> None:
    window = show()
    assert nameless(window) == []
    visited = set()
    for _ in range(60):
        qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
        visited.add(QApplication.focusWidget())
    assert canvas_of(window) in visited
    window.selection.set(Selection(Thing.MISSING_STEP, Role.TRAIN, 2, 6))
    assert "was asked for and never began" in canvas_of(window).accessibleDescription()


def test_that_the_window_remembers_which_was_shown(qtbot: QtBot, make_window: MakeWindow) -> None:
    memory = Memory()
    make_window(memory=memory).commands.grid_view.trigger()
    again = make_window(memory=memory)
    assert again.commands.grid_view.isChecked()
    again.commands.timeline_view.trigger()
    assert not make_window(memory=memory).commands.grid_view.isChecked()


def test_that_another_run_is_shown_in_the_grid_too(qtbot: QtBot, show: Show, train_py: object) -> None:
    window = show(raises_at_batch_3)
    sessions = window.controller._make_session  # type: ignore[attr-defined]
    sessions.make_story = clean
    with qtbot.waitSignals([window.controller.finished, window.bottom.source.read]):
        window.commands.run.trigger()
    assert window.centre.currentWidget() is window.centre.grid
    assert canvas_of(window).center_of(step_of(window, 1, 3)) is not None


# -- the selection ----------------------------------------------------------------------------------------------------


def test_that_a_click_selects_everywhere(qtbot: QtBot, show: Show) -> None:
    window = show()
    for selection in (
        step_of(window, 1, 5),
        step_of(window, 0, 2, Role.VALIDATION),
        Selection(Thing.MISSING_STEP, Role.TRAIN, 2, 6),
    ):
        click(qtbot, canvas_of(window), selection)
        assert window.selection.current == selection
        assert f"epoch {selection.epoch}" in window.details.description.title
    timeline = window.centre.timeline
    assert isinstance(timeline, TimelineView)
    assert timeline._selection == window.selection.current


def test_that_a_click_on_a_name_or_an_end_selects_the_epoch(qtbot: QtBot, show: Show) -> None:
    window = show()
    canvas = canvas_of(window)
    run = window.controller.run
    assert run is not None
    epoch = Selection(Thing.EPOCH, epoch=3, seq=run.epochs[3].seq)
    click(qtbot, canvas, epoch)
    assert window.selection.current == epoch
    window.selection.set(None)
    at = canvas.center_of(epoch)
    assert at is not None
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(canvas.width() - 20, int(at.y())))
    assert window.selection.current == epoch


def test_that_what_is_selected_elsewhere_is_framed_and_brought_into_view(qtbot: QtBot, show: Show) -> None:
    window = show()
    canvas = canvas_of(window)
    canvas.see(canvas.sight.zoomed(1e9, 0, 0))
    before = canvas.grab().toImage()
    selection = step_of(window, 2, 1)
    window.selection.set(selection)
    assert canvas.center_of(selection) is not None
    assert canvas.grab().toImage() != before


def test_that_arrow_keys_go_from_step_to_step_and_from_epoch_to_epoch(qtbot: QtBot, show: Show) -> None:
    window = show()
    canvas = canvas_of(window)
    click(qtbot, canvas, step_of(window, 0, 6))
    for key, there in (
        (Qt.Key.Key_Right, step_of(window, 0, 7)),
        (Qt.Key.Key_Right, step_of(window, 0, 0, Role.VALIDATION)),
        (Qt.Key.Key_Left, step_of(window, 0, 7)),
        (Qt.Key.Key_Down, step_of(window, 1, 7)),
        (Qt.Key.Key_Down, Selection(Thing.MISSING_STEP, Role.TRAIN, 2, 7)),
        (Qt.Key.Key_Home, step_of(window, 2, 0)),
        (Qt.Key.Key_Up, step_of(window, 1, 0)),
        (Qt.Key.Key_End, step_of(window, 1, 7)),
        (Qt.Key.Key_Escape, None),
    ):
        qtbot.keyClick(canvas, key)
        assert window.selection.current == there


def test_that_the_actions_for_the_next_and_the_previous_reach_the_grid(qtbot: QtBot, show: Show) -> None:
    window = show()
    qtbot.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert window.selection.current == step_of(window, 0, 0)
    qtbot.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.selection.current == step_of(window, 0, 1)


def test_that_a_right_click_selects_and_opens_the_menu(qtbot: QtBot, show: Show) -> None:
    window = show()
    selection = step_of(window, 1, 2)
    at = canvas_of(window).center_of(selection)
    assert at is not None
    asked: list[QPoint] = []
    grid_of(window).menuAsked.connect(asked.append)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at.toPoint(), canvas_of(window).mapToGlobal(at.toPoint()))
    QApplication.sendEvent(canvas_of(window), event)
    assert window.selection.current == selection
    assert len(asked) == 1
    assert window.context_menus.opened is not None
    window.context_menus.opened.close()


# -- what is in view --------------------------------------------------------------------------------------------------


def test_that_wheel_drag_and_keys_move_the_view_and_can_be_undone(qtbot: QtBot, show: Show) -> None:
    window = show()
    canvas = canvas_of(window)
    whole = canvas.sight
    wheel(canvas, QPointF(300, 80), 1, Qt.KeyboardModifier.NoModifier)
    near = canvas.sight
    assert near.zoom > whole.zoom
    assert not window.commands.follow.isChecked()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert canvas.sight == whole
    qtbot.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert canvas.sight == near
    qtbot.keyClick(canvas, Qt.Key.Key_F)
    assert canvas.sight == whole
    qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.sight.zoom > 0
    qtbot.keyClick(canvas, Qt.Key.Key_Minus)
    assert canvas.sight == whole


def test_that_what_changes_nothing_in_view_does_not_end_following(qtbot: QtBot, show: Show) -> None:
    window = show(lambda: Story(epochs=2, steps_per_epoch=3).peek(2).train_begin().epoch_begin(0).steps(0, 3).ends())
    canvas = canvas_of(window)
    window.commands.follow.setChecked(True)
    whole = canvas.grab().toImage()
    for keys in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
        for notches in (1, -1):
            wheel(canvas, QPointF(160, 50), notches, keys)
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_PageDown):
        qtbot.keyClick(canvas, key)
    assert canvas.grab().toImage() == whole
    assert window.commands.follow.isChecked()
    assert grid_of(window).can_go == (False, False)


def long_epochs() -> Story:
    story = Story(epochs=40, steps_per_epoch=60).peek(2).train_begin()
    for epoch in range(40):
        story.epoch_begin(epoch).steps(0, 60 if epoch != 23 else 57)
        if epoch == 23:
            story.step_begins(57)
        story.epoch_end()
    return story.train_end().ends()


def test_that_a_drag_pans_and_selects_nothing(qtbot: QtBot, show: Show) -> None:
    window = show(long_epochs)
    canvas = canvas_of(window)
    wheel(canvas, QPointF(400, 200), 12, Qt.KeyboardModifier.NoModifier)
    before = canvas.sight
    start = QPoint(400, 200)
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    for moved in (15, 30, 60):
        qtbot.mouseMove(canvas, start - QPoint(moved, moved))
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=start - QPoint(60, 60))
    assert (canvas.sight.x - before.x, canvas.sight.y - before.y) == (pytest.approx(60), pytest.approx(60))
    assert window.selection.current is None
    wheel(canvas, QPointF(400, 200), 1, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.sight.x < before.x + 60
    assert canvas.sight.zoom == before.zoom
    qtbot.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=start)
    assert canvas.sight.zoom == 0


def test_that_the_next_finding_is_framed_and_comes_into_view(qtbot: QtBot, show: Show) -> None:
    window = show(long_epochs)
    canvas = canvas_of(window)
    missing = Selection(Thing.MISSING_STEP, Role.TRAIN, 23, 59)
    qtbot.keyClick(canvas, Qt.Key.Key_N)
    assert canvas.sight.zoom > 0
    assert canvas.center_of(missing) is not None
    assert 23 in canvas.sight.lines_in_view()


# -- words and colours ------------------------------------------------------------------------------------------------


def test_that_the_pointer_is_told_what_is_under_it(show: Show) -> None:
    window = show()
    canvas = canvas_of(window)

    def words(selection: Selection) -> str:
        at = canvas.center_of(selection)
        assert at is not None
        return canvas.words_at(at)

    assert words(step_of(window, 1, 2)).startswith("Step 2 of epoch 1 · trained on batch")
    assert "was asked for and never began" in words(Selection(Thing.MISSING_STEP, Role.TRAIN, 2, 6))
    assert "on_epoch_end never came" in words(Selection(Thing.EPOCH, epoch=3))
    assert canvas.words_at(QPointF(canvas.width() / 2, canvas.height() - 3)) == ""


def three_thousand_steps() -> Story:
    """One epoch, cut into three lines, of which two of its last steps are missing."""
    story = Story(epochs=1, steps_per_epoch=3000).peek(2).train_begin().epoch_begin(0).steps(0, 2997)
    return story.step_begins(2997).source_stops().epoch_end().train_end().ends()


def test_that_the_worst_of_those_that_share_a_pixel_is_told_and_selected(qtbot: QtBot, show: Show) -> None:
    window = show(three_thousand_steps)
    canvas = canvas_of(window)
    assert canvas.sight.extent.lines == 3
    assert canvas.sight.cell_width < 1
    at = canvas.center_of(Selection(Thing.MISSING_STEP, Role.TRAIN, 0, 2998))
    assert at is not None
    told = canvas.words_at(at)
    assert " steps share this pixel, the worst of them:\nStep 299" in told
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert window.selection.current is not None
    assert window.selection.current.thing is Thing.MISSING_STEP
    assert window.selection.current.step in (2998, 2999)
    for _ in range(60):
        wheel(canvas, canvas.center_of(window.selection.current) or at, 1, Qt.KeyboardModifier.NoModifier)
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert "share" not in canvas.words_at(canvas.center_of(window.selection.current) or at)


def test_that_it_is_painted_in_the_colours_of_the_theme(show: Show) -> None:
    window = show()
    for theme in (LIGHT, DARK):
        window.set_theme(theme)
        assert {theme.canvas, theme.step, theme.problem} <= colours_in(canvas_of(window).grab().toImage())


def test_that_copying_the_picture_copies_the_grid(show: Show) -> None:
    window = show()
    size = grid_of(window).size()
    window.commands.copy_picture.trigger()
    image = QGuiApplication.clipboard().image()
    assert image.size() == size * 2
    assert {LIGHT.step, LIGHT.problem} <= colours_in(image)


# -- runs that go on, and those without epochs ------------------------------------------------------------------------


def test_that_a_run_that_goes_on_shows_what_is_still_to_come(qtbot: QtBot, open_window: MakeWindow) -> None:
    def under_way() -> Story:
        return Story(epochs=2, steps_per_epoch=10).peek(2).train_begin().epoch_begin(0).steps(0, 4)

    window = open_window(Sessions(under_way, WaitingSession), make_timeline=make_real_timeline)
    window.commands.grid_view.trigger()
    window.commands.run.trigger()
    qtbot.waitUntil(lambda: "step 3 of 10" in window.status.progress.text())
    canvas = canvas_of(window)
    qtbot.waitUntil(lambda: canvas.center_of(step_of(window, 0, 3)) is not None)
    at = canvas.center_of(Selection(Thing.MISSING_STEP, Role.TRAIN, 1, 9))
    assert at is not None
    assert canvas.words_at(at) == "Step 9 of epoch 1 · may still come"
    with qtbot.waitSignal(window.controller.finished):
        window.commands.stop.trigger()


def test_that_its_counts_are_of_the_cells_beside_them_while_a_run_grows(qtbot: QtBot) -> None:
    story = Story(epochs=3, steps_per_epoch=20).peek(2).train_begin()
    for epoch in range(3):
        story.epoch_begin(epoch).steps(0, 20).epoch_end()
    run = Run(story.run().recording)
    content = Content(run, Axis.TIME)
    view = GridView(LIGHT)
    qtbot.addWidget(view)
    view.resize(900, 300)
    view.show_run(content)
    pictures = []
    while run.update(at_most=60):
        before = view.canvas.grab().toImage()
        for _ in content.refreshing():
            assert view.canvas.grab().toImage() == before  # another turn of the loop may paint here
        assert view.canvas.grab().toImage() == before
        view.refresh(content)
        pictures.append(view.canvas.grab().toImage())
    assert len(pictures) > 2
    assert pictures[0] != pictures[-1]


def test_that_a_check_is_told_to_have_no_epochs(qtbot: QtBot, show: Show) -> None:
    window = show(lambda: Story(call="check").peek(2).ends())
    assert grid_of(window).nothing.isVisible()
    assert "no fit ran" in grid_of(window).nothing.text()
