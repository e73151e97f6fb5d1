"""What the tests of the window share, and the check that none of them leaves anything running."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QThread, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from inspector.fit.request import FitRequest
from inspector.gui.fonts import load_fonts
from inspector.gui.main_window import MainWindow
from inspector.gui.run_controller import RunController
from inspector.gui.theme import LIGHT
from tests.gui.fakes import TRAIN_PY, RecordingTimeline, Sessions
from tests.story import raises_at_batch_3

# Without a display these tests draw into memory; with QT_QPA_PLATFORM=xcb they run on a screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

MakeWindow = Callable[..., MainWindow]
MakeController = Callable[[Sessions], RunController]


@pytest.fixture(autouse=True)
def nothing_left_behind(qapp: QApplication) -> Iterator[None]:
    """Fails a test that leaves a thread running, a timer ticking, or a window alive."""
    # What was there before is not looked through again: once TensorFlow is loaded that would take a second a test.
    gc.freeze()
    threads = set(threading.enumerate())
    windows = {id(widget) for widget in QApplication.topLevelWidgets()}
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    living = [one for one in gc.get_objects() if isinstance(one, (QThread, QTimer)) and shiboken6.isValid(one)]
    left: list[object] = [one for one in living if isinstance(one, QThread) and one.isRunning()]
    left += [one for one in living if isinstance(one, QTimer) and one.isActive()]
    left += [one for one in threading.enumerate() if one not in threads and not _is_foreign(one)]
    left += [one for one in QApplication.topLevelWidgets() if id(one) not in windows and _is_window(one)]
    assert left == []


def _is_foreign(thread: threading.Thread) -> bool:
    """Python's stand-in for a thread of Qt's, which stays listed after that thread has ended."""
    return isinstance(thread, threading._DummyThread)


def _is_window(widget: QWidget) -> bool:
    return shiboken6.isValid(widget) and widget.parent() is None


@pytest.fixture(autouse=True)
def _no_recordings_of_the_person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows that a test starts in a process of their own record into the test's folder."""
    monkeypatch.setenv("FIT_INSPECTOR_RECORDINGS", str(tmp_path / "recordings"))


@pytest.fixture(scope="session", autouse=True)
def _fonts(qapp: QApplication) -> None:
    qapp.setStyle("Fusion")
    load_fonts()


@pytest.fixture
def train_py(tmp_path: Path) -> Path:
    """A module that a person could have written; the stories are told about it."""
    path = tmp_path / "train.py"
    path.write_text(TRAIN_PY)
    return path


@pytest.fixture
def make_controller() -> Iterator[MakeController]:
    """Makes what a window runs with, on sessions that replay a story."""
    made: list[RunController] = []

    def make(sessions: Sessions) -> RunController:
        made.append(RunController(sessions))
        return made[-1]

    yield make
    for controller in made:
        controller.shutdown()
        controller.deleteLater()


@pytest.fixture
def request_(train_py: Path) -> FitRequest:
    """One epoch of ten steps."""
    return FitRequest(train_py, epochs=1, steps_per_epoch=10)


@pytest.fixture
def make_window(qtbot: QtBot) -> MakeWindow:
    """Makes a window on sessions that replay a story, with a timeline that remembers."""

    def make(sessions: Sessions | None = None, **arguments: object) -> MainWindow:
        arguments.setdefault("make_timeline", RecordingTimeline)
        window = MainWindow(LIGHT, make_session=sessions or Sessions(raises_at_batch_3), **arguments)  # type: ignore[arg-type]
        qtbot.addWidget(window)
        window.complete()
        with qtbot.waitExposed(window):
            window.show()
        return window

    return make


@pytest.fixture
def open_window(qtbot: QtBot, make_window: MakeWindow, train_py: Path) -> MakeWindow:
    """Makes a window that has `train.py` open."""

    def make(sessions: Sessions | None = None, **arguments: object) -> MainWindow:
        window = make_window(sessions, **arguments)
        with qtbot.waitSignal(window.bottom.source.read):
            window.open(train_py)
        return window

    return make


@pytest.fixture
def ran_window(qtbot: QtBot, open_window: MakeWindow) -> MakeWindow:
    """Makes a window in which a story was run to its end."""

    def make(sessions: Sessions | None = None, **arguments: object) -> MainWindow:
        window = open_window(sessions, **arguments)
        # The source is read again when a run begins; wait for that too, or it may come in the middle of a test.
        with qtbot.waitSignals([window.controller.finished, window.bottom.source.read]):
            window.commands.run.trigger()
        return window

    return make
