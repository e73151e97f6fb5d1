"""The window with `fit` in a process of its own: the same run, the window's own process free of TensorFlow."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from inspector.analysis.model import Outcome
from inspector.analysis.run import Run
from inspector.gui.main_window import MainWindow
from inspector.gui.run_controller import make_real_session
from inspector.gui.status import stopping_words
from tests.gui.conftest import MakeWindow
from tests.recording.files import events

pytestmark = [pytest.mark.keras, pytest.mark.skipif(sys.platform == "win32", reason="signals")]

WAITS_AT_BATCH_5 = """
import threading
import numpy as np

def data():
    for batch in range(1000):
        if batch == 5:
            threading.Event().wait()
        yield np.zeros((4, 3), "float32"), np.zeros((4, 1), "float32")
"""


@pytest.fixture
def waiting(qtbot: QtBot, make_window: MakeWindow, tmp_path: Path) -> tuple[MainWindow, Run]:
    """A window, and its run in a process of its own, which waits for its sixth batch for ever."""
    path = tmp_path / "train.py"
    path.write_text(WAITS_AT_BATCH_5)
    window = make_window(make_real_session)
    with qtbot.waitSignal(window.setup.opened):
        window.open(path)
    window.setup.isolate.setChecked(True)
    window.setup.steps.set_value(100)
    window.commands.run.trigger()
    run = window.controller.run
    assert run is not None
    qtbot.waitUntil(lambda: len(run.train.pulls) == 6, timeout=60_000)
    return window, run


def test_that_the_window_goes_on_when_the_process_is_killed(qtbot: QtBot, waiting: tuple[MainWindow, Run]) -> None:
    window, run = waiting
    process = events(run.recording)[0].process
    assert process != os.getpid()
    with qtbot.waitSignal(window.controller.finished, timeout=20_000):
        os.kill(process, signal.SIGKILL)
    assert run.outcome is Outcome.DIED
    assert window.controller.findings[0].title == "The process that ran fit died by signal SIGKILL"
    assert window.status.state.text() == "Died"
    assert window.commands.run.isEnabled()


def test_that_each_press_of_stop_says_what_it_does_and_the_third_ends_the_process(
    qtbot: QtBot, waiting: tuple[MainWindow, Run]
) -> None:
    window, run = waiting
    qtbot.waitUntil(lambda: window.status.progress.text().startswith("epoch 0 · step "))
    assert "of 100" in window.status.progress.text()
    said = []
    with qtbot.waitSignal(window.controller.finished, timeout=20_000):
        for _ in range(3):
            qtbot.mouseClick(window.findChild(QToolButton, "buttonStop"), Qt.MouseButton.LeftButton)
            said.append(window.status.progress.text())
    assert said == [stopping_words(asked, ends=True) for asked in (1, 2, 3)]
    assert run.outcome is Outcome.CANCELLED
    assert window.status.state.text() == "Stopped"
