"""Drawing the Grid: ten million steps as one epoch, as some, and as a hundred thousand, beside ten thousand.

The rows are written by hand: what it takes to come to them is measured with the long runs.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter, process_time

import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from inspector.analysis.grid import EpochRow, EpochVerdict, StepState
from inspector.gui.application import application
from inspector.gui.grid.grid_view import GridView
from inspector.gui.theme import LIGHT
from inspector.gui.timeline.axis import Axis
from inspector.gui.timeline.content import Content
from inspector.gui.timeline.epoch_badge import EpochBadge
from tests.benchmarks.in_columns import memory
from tests.benchmarks.table import Table, spread
from tests.story import clean

SHAPES = ((100, 100), (1, 10_000_000), (20, 500_000), (100_000, 100))
"""Epochs, and steps of each."""
HEADS = ("epochs x steps", "first picture, s", "pan, ms a frame, median / 95th", "zoom, the same", "bytes a step")
FRAMES, WARM_UP = 80, 10
AT = QPoint(800, 400)


def table() -> Table:
    """A row a shape."""
    application()
    rows = [(f"{epochs:,} x {steps:,}", *measure(_content(epochs, steps))) for epochs, steps in SHAPES]
    return Table("The grid of a run", HEADS, rows)


def _content(epochs: int, steps: int) -> Content:
    """Epochs that were done, some of it on replays, but for one step in the middle."""
    run = clean().run()
    content = Content(run, Axis.STEP)
    content.refresh()
    states = [np.full(steps, StepState.DONE, np.uint8) for _ in range(epochs)]
    for one in states[1::2]:
        one[: steps // 5] = StepState.REPLAYED
    states[epochs // 2][steps // 3] = StepState.MISSING
    rows = [EpochRow(i, EpochVerdict.ENDED, run.epochs[0], steps, steps, one) for i, one in enumerate(states)]
    content.grid, content.badges = rows, [EpochBadge(row) for row in rows]
    return content


def measure(content: Content) -> tuple[str, str, str, str]:
    """Seconds to the first picture; milliseconds a pan and a zoom (processor time); bytes a step for the cells."""
    view = GridView(LIGHT)
    view.resize(1600, 900)
    view.show()
    before, began = memory(), perf_counter()
    view.show_run(content)
    while not view.canvas.isVisible():  # it is laid out on another thread
        QApplication.processEvents()
    picture = view.canvas.grab().toImage()
    first, taken = perf_counter() - began, memory() - before
    colours = {picture.pixelColor(x, y).name() for x in range(140, 1500) for y in range(40, 800, 5)}
    assert LIGHT.step in colours, "nothing was drawn"
    zoom = _frames(view, lambda number: _wheel(view, 120 if number // 20 % 2 == 0 else -120))
    for _ in range(10):
        _wheel(view, 120)
    pan = _pan(view)
    steps = sum(len(row.states) for row in content.grid)
    view.close()
    view.deleteLater()
    # Of few steps that would be the fixed part, of all widgets.
    return f"{first:.2f}", pan, zoom, f"{taken / steps:.1f}" if steps >= 1_000_000 else ""


def _pan(view: GridView) -> str:
    place = AT
    QTest.mousePress(view.canvas, Qt.MouseButton.LeftButton, pos=AT)

    def drag(number: int) -> None:
        nonlocal place
        place += QPoint(8, 5) if number // 10 % 2 else QPoint(-8, -5)
        QTest.mouseMove(view.canvas, place)

    told = _frames(view, drag)
    QTest.mouseRelease(view.canvas, Qt.MouseButton.LeftButton, pos=place)
    return told


def _wheel(view: GridView, by: int) -> None:
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    where = QPointF(AT)
    event = QWheelEvent(where, view.canvas.mapToGlobal(where), QPoint(), QPoint(0, by), *none, False)
    QApplication.sendEvent(view.canvas, event)


def _frames(view: GridView, act: Callable[[int], None]) -> str:
    took = []
    for number in range(FRAMES):
        began = process_time()
        act(number)
        QApplication.processEvents()
        took.append((process_time() - began) * 1000)
    return spread(took[WARM_UP:])
