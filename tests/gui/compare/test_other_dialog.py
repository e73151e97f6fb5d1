"""What Compare with… offers: the other runs of the session, and earlier recordings."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from inspector.fit.request import FitRequest
from inspector.gui.compare.other_dialog import OtherDialog
from inspector.gui.main_window import MainWindow
from inspector.recording.runs import Runs
from inspector.recording.shelf import Shelf
from tests.gui.conftest import MakeWindow
from tests.gui.fakes import Sessions
from tests.recording.files import written
from tests.replaying import replay
from tests.story import clean, raises_at_batch_3


class TwoFits:
    """A script of two fits: the first is clean, the second raises."""

    can_be_ended = False

    def __init__(self, request: FitRequest, runs: Runs) -> None:
        self.problem: str | None = None
        self.remark: str | None = None
        self.traceback: str | None = None
        self._runs = runs
        self._first = runs.begin()

    def run(self) -> None:
        replay(clean(1, 10), self._first)
        replay(raises_at_batch_3(), self._runs.begin())

    def stop(self) -> int:
        return 1


def ask(qtbot: QtBot, window: MainWindow) -> OtherDialog:
    """Compare with…, by its keys."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.findChild(OtherDialog) is not None)
    dialog = window.findChild(OtherDialog)
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def offered(dialog: OtherDialog) -> list[str]:
    choices = dialog.findChild(QListWidget, "compareChoices")
    return [choices.item(row).text() for row in range(choices.count())]


def names(qtbot: QtBot, window: MainWindow) -> tuple[str, str]:
    """What is compared, once it is."""
    qtbot.waitUntil(lambda: window.comparing.window is not None)
    assert window.comparing.window is not None
    comparison = window.comparing.window.comparison
    assert comparison is not None
    window.comparing.window.close()
    return comparison.a.name, comparison.b.name


def recorded(folder: Path, *names: str) -> Shelf:
    """A folder with recordings of earlier windows in it."""
    folder.mkdir()
    for name in names:
        written(folder / name, clean(1, 10).run().recording)
    return Shelf(folder)


def test_that_another_fit_of_the_session_is_two_presses_away(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window(TwoFits)
    qtbot.waitUntil(lambda: len(window.controller.runs) == 2 and window.controller.shown == 1)
    dialog = ask(qtbot, window)
    assert offered(dialog) == ["Other runs of this session", "train.py · fit 1 of 2"]
    qtbot.keyClick(dialog.choices, Qt.Key.Key_Return)
    assert names(qtbot, window) == ("train.py · fit 2 of 2", "train.py · fit 1 of 2")


def test_that_earlier_recordings_are_offered_and_the_runs_own_is_not(
    qtbot: QtBot, ran_window: MakeWindow, tmp_path: Path
) -> None:
    shelf = recorded(tmp_path / "shelf", "old-20260101-120000-1-0.fitrec", "train-20260102-120000-1-0.fitrec")
    window = ran_window(Sessions(raises_at_batch_3), shelf=shelf)
    assert len(shelf.recordings()) == 3
    dialog = ask(qtbot, window)
    said = offered(dialog)
    assert said[0] == "Recorded lately"
    assert sorted(words.split(" · ")[0] for words in said[1:]) == ["old.py", "train.py"]
    row = next(row for row, words in enumerate(said) if words.startswith("old.py"))
    place = dialog.choices.visualItemRect(dialog.choices.item(row)).center()
    qtbot.mouseClick(dialog.choices.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseClick(dialog.findChild(QPushButton, "compareChosen"), Qt.MouseButton.LeftButton)
    assert names(qtbot, window) == ("train.py", said[row])  # as the dialog calls it


def test_that_a_heading_is_nothing_to_choose(qtbot: QtBot, ran_window: MakeWindow, tmp_path: Path) -> None:
    window = ran_window(shelf=recorded(tmp_path / "shelf", "old-20260101-120000-1-0.fitrec"))
    dialog = ask(qtbot, window)
    qtbot.keyClick(dialog.choices, Qt.Key.Key_Up)
    assert dialog.choices.currentRow() == 1
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(OtherDialog) is None)
    assert window.comparing.window is None


def test_that_a_file_can_be_chosen_instead(
    qtbot: QtBot, ran_window: MakeWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = ran_window(shelf=recorded(tmp_path / "shelf", "old-20260101-120000-1-0.fitrec"))
    other = written(tmp_path / "after.fitrec", clean(1, 10).run().recording)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(other), ""))
    dialog = ask(qtbot, window)
    qtbot.mouseClick(dialog.findChild(QPushButton, "compareFile"), Qt.MouseButton.LeftButton)
    assert names(qtbot, window) == ("train.py", "after.fitrec")
