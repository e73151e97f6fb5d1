"""A long run at every zoom, by real wheels, drags and clicks: nothing important is lost, and nothing shimmers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector.analysis.run import Run
from inspector.gui.selection import Selection, Thing
from inspector.gui.theme import LIGHT
from inspector.gui.timeline.axis import Axis
from inspector.gui.timeline.timeline_view import TimelineView
from tests.benchmarks.long_run import long_run
from tests.gui.timeline.test_crowd import crowded_run
from tests.gui.timeline.test_timeline_view import click, step_of, wheel

NO_KEYS = Qt.KeyboardModifier.NoModifier


@pytest.fixture(autouse=True)
def _every_mouse_event() -> None:
    pg.setConfigOption("mouseRateLimit", -1)


def shown(qtbot: QtBot, run: Run, axis: Axis = Axis.TIME) -> TimelineView:
    view = TimelineView(LIGHT)
    qtbot.addWidget(view)
    view.resize(1200, 800)
    view.set_axis(axis)
    view.show_run(run)
    with qtbot.waitExposed(view):
        view.show()
    return view


def zoomed_in_on(view: TimelineView, thing: Selection, notches: int) -> Iterator[QPoint]:
    """Where a thing is, with the whole run in view and after ever more turns of the wheel over it."""
    for _ in range(notches):
        at = view.center_of(thing)
        assert at is not None
        yield at
        wheel(view, at, 4, NO_KEYS)


@pytest.mark.parametrize("axis", list(Axis))
def test_that_the_one_that_raised_is_told_and_selected_at_every_zoom(qtbot: QtBot, axis: Axis) -> None:
    run = crowded_run(raising=True)
    raised = next(pull for pull in run.train.pulls if pull.state.value == "raised")
    thing = Selection(Thing.BATCH, batch=raised.batch, seq=raised.seq)
    view = shown(qtbot, run, axis)
    for at in zoomed_in_on(view, thing, 14):
        assert "raised" in view.plot.words_at(view.plot.viewport().mapFrom(view, at).toPointF())
        with qtbot.waitSignal(view.selected) as told:
            click(qtbot, view, at)
        assert told.args == [thing]
        assert view.plot.framed == 1
    left, right = view.range_in_view
    assert (right - left) * 1000 < view.content.extent[1]  # so it was asked of boxes too, not of a crowd alone


@pytest.mark.parametrize("axis", list(Axis))
def test_that_any_step_is_found_once_its_pixels_are_its_own(qtbot: QtBot, axis: Axis) -> None:
    run = crowded_run()
    view = shown(qtbot, run, axis)
    thing = step_of(run, 20, 77)
    chosen: list[Selection] = []
    view.selected.connect(chosen.append)
    for at in zoomed_in_on(view, thing, 14):
        click(qtbot, view, at)
        assert chosen[-1] is not None  # whatever shares the pixel
    assert chosen[-1] == thing
    assert "step 77" in view.plot.words_at(view.plot.viewport().mapFrom(view, at).toPointF()).lower()


@pytest.mark.parametrize("axis", list(Axis))
@pytest.mark.parametrize("notches", [0, 3, 5])
def test_that_a_crowd_moves_with_the_pointer_and_does_not_change(qtbot: QtBot, axis: Axis, notches: int) -> None:
    by, run = 12, Run(long_run(100_000).recording)
    run.update()
    view = shown(qtbot, run, axis)
    wheel(view, QPoint(600, 200), notches, NO_KEYS)
    port = view.plot.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=QPoint(500, 60))
    pictures = []
    for number in range(8):
        QTest.mouseMove(port, QPoint(520 - by * number, 60))
        QApplication.processEvents()
        pictures.append(crowds(view))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(520 - by * 7, 60))
    for before, after in pairwise(pictures[1:]):
        assert (before[:, by + 4 :] == after[:, 4:-by]).all()
    assert len(np.unique(pictures[1])) > 3


def crowds(view: TimelineView) -> np.ndarray:
    """The pixels of the lanes of the source, of what waits and of the steps, right of the gutter."""
    image = view.plot.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.bytesPerLine() // 4)
    first, last = view.plot.bands[0], view.plot.bands[2]
    return pixels[int(first.top) + 2 : int(last.top + last.height) - 2, 150 : image.width() - 120].copy()
