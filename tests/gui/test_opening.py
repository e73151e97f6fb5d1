"""Opening a recording: off the window's thread, step by step, and no claim before it was judged."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from inspector.analysis import reading
from inspector.analysis.diagnosis import diagnose
from inspector.analysis.finding import Finding
from inspector.analysis.run import Run
from inspector.gui import file_reading, judging
from inspector.gui.file_reading import FileReading, LeftOff
from inspector.gui.main_window import MainWindow
from inspector.gui.timeline.axis import Axis
from inspector.gui.timeline.timeline_view import TimelineView
from tests.gui.conftest import MakeWindow
from tests.gui.test_recorded_run import recorded
from tests.story import clean


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return recorded(tmp_path, clean(epochs=3, steps=20))


def test_that_reading_tells_how_far_it_is(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "AT_ONCE", 100)
    file = FileReading(path, lambda: Axis.STEP)
    told: list[str] = []
    monkeypatch.setattr(file, "_heard", lambda share: (setattr(file, "share", share), told.append(file.sentence)))
    found = file.read()
    assert told[0] == f"Reading {path.name}…"
    assert len(told) > 4
    assert told[-1] == f"Drawing {path.name}…"
    assert found.content is not None
    assert found.content.axis is Axis.STEP
    assert found.run.over


def test_that_reading_leaves_off_where_it_is_stopped(path: Path) -> None:
    file = FileReading(path, lambda: Axis.TIME)
    file.stop()
    with pytest.raises(LeftOff):
        file.read()


def test_that_stop_leaves_the_window_as_it_was(
    qtbot: QtBot, make_window: MakeWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on, over = threading.Event(), threading.Event(), threading.Event()

    def read(file: FileReading) -> object:
        begun.set()
        assert go_on.wait(10)
        try:
            return _read(file)
        finally:
            over.set()

    _read = FileReading.read
    monkeypatch.setattr(file_reading.FileReading, "read", read)
    window = make_window()
    window.open(path)
    qtbot.waitUntil(begun.is_set)
    assert window.message.text == f"Reading {path.name}…"
    button = window.message.findChild(QPushButton, "messageAction")
    assert button is not None
    assert button.text() == "Stop"
    with qtbot.assertNotEmitted(window.opening.recordingRead, wait=50):
        button.click()
        go_on.set()
        qtbot.waitUntil(over.is_set)
    assert window.message.text == ""
    assert window.controller.run is None


def test_that_no_run_is_said_to_be_fine_before_it_was_judged(
    qtbot: QtBot, make_window: MakeWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def diagnose_here(run: Run) -> list[Finding]:
        assert go_on.wait(10)
        return diagnose(run)

    monkeypatch.setattr(judging, "diagnose", diagnose_here)
    window = make_window()
    with qtbot.waitSignal(window.opening.recordingRead):
        window.open(path)
    assert window.controller.run is not None
    assert not window.controller.judged
    assert "Being judged…" in _words(window)
    assert "No problem found" not in _words(window)
    assert window.status.state.text() == "Being judged…"
    with qtbot.waitSignal(window.controller.finished):
        go_on.set()
    assert "No problem found" in _words(window)
    assert window.status.state.text() == "Completed"


def test_that_the_timeline_shows_what_was_laid_out_with_the_reading(
    qtbot: QtBot, make_window: MakeWindow, path: Path
) -> None:
    window = make_window(make_timeline=TimelineView)
    window.centre.load_timeline()
    with qtbot.waitSignal(window.controller.finished):
        window.open(path)
    timeline, opened = window.centre.timeline, window.controller.recorded
    assert timeline is not None
    assert opened is not None
    assert timeline.content is opened.content


def _words(window: MainWindow) -> str:
    return " ".join(label.text() for label in window.findings.findChildren(QLabel))
