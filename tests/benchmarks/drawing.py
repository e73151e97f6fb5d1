"""Drawing a long run: the first picture, then panning and zooming by real input events, each frame drawn."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter, process_time

import pyqtgraph as pg
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from inspector.analysis.run import Run
from inspector.gui.theme import LIGHT
from inspector.gui.timeline.timeline_view import TimelineView
from tests.benchmarks.in_columns import memory
from tests.benchmarks.table import spread

FRAMES, WARM_UP, BY = 80, 10, 8
AT = QPoint(800, 60)
PLACES = (300, 1500, 1200, 500, 900)
"""Pixels from the left: where the wheel is turned."""


def measure(run: Run) -> tuple[str, str, str, str]:
    """Seconds to the first picture; milliseconds a pan and a zoom (processor time); bytes an event for the boxes."""
    pg.setConfigOption("mouseRateLimit", -1)
    view = TimelineView(LIGHT)
    view.resize(1600, 900)
    view.show()
    QApplication.processEvents()
    view.grab()  # what an empty window takes is there before it is counted
    before, began = memory(), perf_counter()
    view.show_run(run)
    while view.content is None:  # it is laid out on another thread
        QApplication.processEvents()
    picture = view.grab().toImage()
    first, taken = perf_counter() - began, (memory() - before) / len(run.recording)
    colours = {picture.pixel(x, y) for x in range(120, 1500, 7) for y in range(80, 600, 5)}
    assert len(colours) > 5, "nothing was drawn"
    for _ in range(2):
        _wheel(view, 120)
    pan, zoom = _pan(view), _zoom(view)
    view.close()
    view.deleteLater()
    return f"{first:.2f}", pan, zoom, f"{taken:.0f}"


def _pan(view: TimelineView) -> str:
    port, x = view.plot.viewport(), AT.x()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=AT)

    def drag(number: int) -> None:
        nonlocal x
        x += BY if number // 10 % 2 else -BY
        QTest.mouseMove(port, QPoint(x, AT.y()))

    told = _frames(drag)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(x, AT.y()))
    return told


def _zoom(view: TimelineView) -> str:
    """Ten notches in, ten out, each time at another place: what was in view before is not what is."""

    def turn(number: int) -> None:
        trip = number // 10
        _wheel(view, -120 if trip % 2 else 120, QPoint(PLACES[trip % len(PLACES)], AT.y()))

    return _frames(turn)


def _wheel(view: TimelineView, by: int, at: QPoint = AT) -> None:
    port = view.plot.viewport()
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    where = QPointF(at)
    QApplication.sendEvent(port, QWheelEvent(where, port.mapToGlobal(where), QPoint(), QPoint(0, by), *none, False))


def _frames(act: Callable[[int], None]) -> str:
    took = []
    for number in range(FRAMES):
        began = process_time()
        act(number)
        QApplication.processEvents()
        took.append((process_time() - began) * 1000)
    return spread(took[WARM_UP:])
