"""Runs of the window are recorded by themselves; what broke off is offered; what cannot be written is told once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from inspector.recording.reader import open_recording
from inspector.recording.shelf import Shelf
from tests.gui.conftest import MakeWindow
from tests.recording.files import events, written
from tests.story import raises_at_batch_3


def test_that_a_run_is_on_the_shelf_whole_once_it_is_over(ran_window: MakeWindow, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf")
    window = ran_window(shelf=shelf)
    (path,) = shelf.recordings()
    assert window.controller.run is not None
    assert events(open_recording(path).recording) == events(window.controller.run.recording)
    assert shelf.broken_off() == []
    assert path.name.startswith("train-")


def a_dead_process() -> int:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        return process.pid


@pytest.mark.skipif(sys.platform == "win32", reason="processes are not asked for by number there")
def test_that_what_a_window_left_when_it_died_is_offered_once(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    shelf = Shelf(tmp_path)
    written(tmp_path / f"train-20260102-030405-{a_dead_process()}-0.open.fitrec", raises_at_batch_3().run().recording)
    window = make_window(shelf=shelf)
    window.shelving.offer_broken_off()
    assert window.message.text.startswith("Fit Inspector ended while train.py ran.")
    assert shelf.broken_off() == []
    with qtbot.waitSignal(window.opening.recordingRead):
        qtbot.mouseClick(window.findChild(QPushButton, "messageAction"), Qt.MouseButton.LeftButton)


def test_that_a_folder_that_cannot_be_made_is_told_and_the_run_is_made(ran_window: MakeWindow, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    window = ran_window(shelf=Shelf(tmp_path / "file" / "shelf"))
    assert window.message.text.startswith("Runs are not recorded: ")
    assert window.controller.findings


@pytest.mark.skipif(sys.platform == "win32", reason="processes are not asked for by number there")
def test_that_only_what_the_dead_wrote_and_no_person_named_is_removed(tmp_path: Path) -> None:
    shelf, dead = Shelf(tmp_path), a_dead_process()
    mine = shelf.place_for(Path("train.py"))
    for path in (mine, tmp_path / "kept.fitrec", tmp_path / f"train-20260102-030405-{dead}-0.fitrec"):
        path.write_bytes(b"x" * 100)
    shelf.prune(largest=1000)
    assert len(shelf.recordings()) == 3
    shelf.prune(largest=10)
    assert {path.name for path in shelf.recordings()} == {mine.name, "kept.fitrec"}
