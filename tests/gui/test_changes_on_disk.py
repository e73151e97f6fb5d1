"""A file with a syntax error is shown at its line, watched, and opened once it is mended; nothing is run by that."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from inspector.fit.request import FitRequest
from inspector.gui.file_watch import FileWatch
from inspector.gui.main_window import MainWindow
from tests.gui.conftest import MakeWindow
from tests.gui.fakes import TRAIN_PY, Sessions
from tests.story import clean

BROKEN = TRAIN_PY.replace("def build_model():", "def build_model(:")
LINE = 1 + BROKEN[: BROKEN.index("(:")].count("\n")
REFUSED = f"train.py has a syntax error in line {LINE}: "


@pytest.fixture
def broken_py(train_py: Path) -> Path:
    train_py.write_text(BROKEN)
    return train_py


def open_broken(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    with qtbot.waitSignal(window.setup.broken):
        window.open(path)


def save(qtbot: QtBot, window: MainWindow, path: Path, text: str) -> None:
    with qtbot.waitSignal(window.setup.opened):
        path.write_text(text)


def test_that_a_broken_file_is_named_and_shown_at_the_line_of_its_fault(
    qtbot: QtBot, make_window: MakeWindow, broken_py: Path
) -> None:
    window = make_window()
    source = window.bottom.source
    with qtbot.waitSignal(source.read):
        open_broken(qtbot, window, broken_py)
    assert window.message.text.startswith(REFUSED)
    assert window.setup.module.text() == "train.py"
    hint = window.setup.findChild(QLabel, "moduleHint")
    assert (hint.isVisible(), hint.text()) == (True, "Not read: it is read again once it is saved.")
    assert (source.isVisible(), source.toPlainText(), source.line) == (True, BROKEN, LINE)
    assert not window.commands.run.isEnabled()


def test_that_it_is_opened_once_it_is_mended_and_not_before(
    qtbot: QtBot, make_window: MakeWindow, broken_py: Path
) -> None:
    window = make_window()
    open_broken(qtbot, window, broken_py)
    with qtbot.waitSignal(window.setup.broken):
        broken_py.write_text("\n" + BROKEN)
    assert f"in line {LINE + 1}: " in window.message.text
    save(qtbot, window, broken_py, TRAIN_PY)
    assert window.message.text == ""
    assert window.commands.run.isEnabled()
    assert window.setup.request().data == "batches"
    qtbot.waitUntil(lambda: window.bottom.source.toPlainText() == TRAIN_PY)
    assert window.bottom.source.line is None


def test_that_return_in_its_name_reads_it_again(qtbot: QtBot, make_window: MakeWindow, broken_py: Path) -> None:
    window = make_window()
    open_broken(qtbot, window, broken_py)
    with qtbot.waitSignal(window.setup.broken) as told:
        qtbot.keyClick(window.setup.module, Qt.Key.Key_Return)
    assert told.args == [broken_py, LINE]


def test_that_what_was_asked_of_it_is_kept_and_nothing_is_run_by_saving_it(
    qtbot: QtBot, make_window: MakeWindow, broken_py: Path
) -> None:
    sessions = Sessions(clean)
    window = make_window(sessions)
    with qtbot.waitSignal(window.setup.broken):
        window.load(FitRequest(broken_py, epochs=7), run=True)
    save(qtbot, window, broken_py, TRAIN_PY)
    assert window.setup.request().epochs == 7
    assert sessions.made == []


def test_that_beside_a_file_that_is_open_it_is_opened_once_it_is_mended(
    qtbot: QtBot, open_window: MakeWindow, tmp_path: Path
) -> None:
    window = open_window()
    other = tmp_path / "other.py"
    other.write_text(BROKEN)
    open_broken(qtbot, window, other)
    assert window.setup.module.text() == "train.py"
    assert window.bottom.source.toPlainText() == TRAIN_PY
    save(qtbot, window, other, TRAIN_PY)
    assert window.setup.module.text() == "other.py"


def test_that_it_is_left_alone_once_another_run_began(
    qtbot: QtBot, open_window: MakeWindow, train_py: Path, tmp_path: Path
) -> None:
    window = open_window(Sessions(clean))
    other = tmp_path / "other.py"
    other.write_text(BROKEN)
    open_broken(qtbot, window, other)
    with qtbot.waitSignals([window.controller.finished, window.bottom.source.read]):
        window.commands.run.trigger()
    beside = FileWatch(window)
    beside.watch(other)
    with qtbot.waitSignal(beside.changed):
        other.write_text(TRAIN_PY)
    with qtbot.waitSignal(window.setup.reread):  # files are read in order: by then the other one would be open
        train_py.write_text(TRAIN_PY + "\n")
    assert window.setup.module.text() == "train.py"


def test_that_the_file_that_is_open_may_be_broken_and_mended(
    qtbot: QtBot, open_window: MakeWindow, train_py: Path
) -> None:
    window = open_window()
    source = window.bottom.source
    with qtbot.waitSignal(window.setup.broken):
        train_py.write_text(BROKEN)
    assert window.message.text.startswith(REFUSED)
    qtbot.waitUntil(lambda: source.line == LINE)
    with qtbot.waitSignal(window.setup.reread):
        train_py.write_text(TRAIN_PY)
    assert window.message.text == ""
    qtbot.waitUntil(lambda: source.toPlainText() == TRAIN_PY)
