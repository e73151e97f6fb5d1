"""A long run is laid out on another thread, and what is shown stays until it can be."""

from __future__ import annotations

import threading

import pytest
from pytestqt.qtbot import QtBot

from inspector.analysis.run import Run
from inspector.gui.grid import grid_view
from inspector.gui.grid.grid_view import GridView
from inspector.gui.theme import LIGHT
from inspector.gui.timeline import content as layouts
from inspector.gui.timeline.axis import Axis
from inspector.gui.timeline.content import Content
from inspector.gui.timeline.lanes import Lanes
from inspector.gui.timeline.timeline_view import TimelineView
from tests.gui.timeline.stories import everything


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Every run is long; whether the main thread laid it out is noted here."""
    noted: list[bool] = []
    grow = Lanes.grow

    def noting(self: Lanes, much: bool) -> None:
        noted.append(threading.current_thread() is threading.main_thread())
        grow(self, much)

    monkeypatch.setattr(Lanes, "grow", noting)
    monkeypatch.setattr(layouts, "LONG", 1)
    return noted


@pytest.fixture
def run() -> Run:
    return everything().run()


def test_that_a_long_run_is_laid_out_elsewhere_and_the_window_says_so(
    qtbot: QtBot, run: Run, threads: list[bool]
) -> None:
    view = TimelineView(LIGHT)
    qtbot.addWidget(view)
    view.show()
    with qtbot.waitSignal(view.laidOut):
        view.show_run(run)
        assert view.content is None
        assert view._title.verdict == f"laying out {len(run.recording):,} events…"
        assert view._title.isVisible()
    assert view.lane_names()
    assert "laying out" not in view._title.verdict
    assert threads
    assert not any(threads)


def test_that_the_other_axis_is_shown_once_it_is_there_and_the_view_is_one_to_go_back_from(
    qtbot: QtBot, run: Run, threads: list[bool]
) -> None:
    view = TimelineView(LIGHT)
    qtbot.addWidget(view)
    view.show()
    with qtbot.waitSignal(view.laidOut):
        view.show_run(run)
    before = view.content
    with qtbot.waitSignal(view.laidOut):
        view.set_axis(Axis.STEP)
        assert (view.axis, view.content) == (Axis.TIME, before)
    assert view.axis is Axis.STEP
    assert view.content is not None
    assert view.content.axis is Axis.STEP
    with qtbot.waitSignal(view.laidOut):
        view.go_back()
    assert view.axis is Axis.TIME
    assert not any(threads)


def test_that_the_axis_that_was_asked_for_last_is_shown(qtbot: QtBot, run: Run, threads: list[bool]) -> None:
    view = TimelineView(LIGHT)
    qtbot.addWidget(view)
    with qtbot.waitSignal(view.laidOut):
        view.show_run(run)
    shown: list[Axis] = []
    view.laidOut.connect(lambda: shown.append(view.axis))
    view.set_axis(Axis.STEP)
    view.set_axis(Axis.TIME)
    qtbot.waitUntil(lambda: bool(shown))
    assert shown == [Axis.TIME]
    assert not any(threads)


def test_that_the_cells_of_many_epochs_are_laid_out_elsewhere(
    qtbot: QtBot, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grid_view, "LONG", 1)
    content = Content(run, Axis.STEP)
    content.refresh()
    view = GridView(LIGHT)
    qtbot.addWidget(view)
    view.show()
    view.show_run(content)
    view.refresh(content)
    assert view.nothing.isVisible()
    assert view.nothing.text() == f"Laying out {len(content.grid)} epochs…"
    qtbot.waitUntil(view.canvas.isVisible)
    assert view.canvas.sight.extent.lines == len(content.grid)
