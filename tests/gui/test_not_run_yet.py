"""A file that was opened and not run: whose run is shown is said, and what is missing at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from inspector.fit.script_request import ScriptRequest
from inspector.gui.main_window import MainWindow
from tests.gui.conftest import MakeWindow
from tests.gui.fakes import TRAIN_PY, Sessions
from tests.story import clean


@pytest.fixture
def other_py(tmp_path: Path) -> Path:
    path = tmp_path / "other.py"
    path.write_text(TRAIN_PY)
    return path


def open_other(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    with qtbot.waitSignal(window.opening.moduleRead):
        window.open(path)


def test_that_the_run_of_another_file_is_said_to_be_one_until_this_one_is_run(
    qtbot: QtBot, ran_window: MakeWindow, other_py: Path
) -> None:
    window = ran_window(Sessions(clean))
    open_other(qtbot, window, other_py)
    assert window.message.text == "Shown is the run of train.py; other.py has not been run."
    button = window.findChild(QPushButton, "messageAction")
    with qtbot.waitSignals([window.controller.finished, window.bottom.source.read]):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.controller.request is not None
    assert window.controller.request.module == other_py
    assert window.message.text == ""


def test_that_the_same_file_opened_again_is_no_other(qtbot: QtBot, ran_window: MakeWindow, train_py: Path) -> None:
    window = ran_window(Sessions(clean))
    open_other(qtbot, window, train_py)
    assert window.message.text == ""


def test_that_a_file_without_data_says_so_at_once_and_cannot_be_run(
    qtbot: QtBot, ran_window: MakeWindow, other_py: Path
) -> None:
    window = ran_window(Sessions(clean))
    other_py.write_text("x = 1\n")
    open_other(qtbot, window, other_py)
    begins = "Shown is the run of train.py. No generator or dataset was found in other.py: define a function that"
    assert window.message.text.startswith(begins)
    assert not window.commands.run.isEnabled()
    assert not window.commands.check.isEnabled()
    assert window.commands.run_script.isEnabled()
    other_py.write_text(TRAIN_PY)
    qtbot.waitUntil(window.commands.run.isEnabled)


def test_that_a_file_that_calls_fit_as_a_script_only_offers_that(
    qtbot: QtBot, make_window: MakeWindow, other_py: Path
) -> None:
    window = make_window(Sessions(clean))
    other_py.write_text("def main():\n    model.fit(x)\n\nif __name__ == '__main__':\n    main()\n")
    open_other(qtbot, window, other_py)
    assert window.message.text.startswith("other.py calls fit in line 2, where loading the file does not come to")
    button = window.findChild(QPushButton, "messageAction")
    with qtbot.waitSignals([window.controller.finished, window.bottom.source.read]):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert isinstance(window.controller.request, ScriptRequest)


def test_that_beside_the_run_of_another_file_a_call_that_run_leaves_alone_is_told_as_well(
    qtbot: QtBot, ran_window: MakeWindow, other_py: Path
) -> None:
    window = ran_window(Sessions(clean))
    other_py.write_text(TRAIN_PY + "\nif __name__ == '__main__':\n    build_model().fit(batches())\n")
    open_other(qtbot, window, other_py)
    assert window.message.text.startswith("Shown is the run of train.py. other.py calls fit itself in line")
    button = window.findChild(QPushButton, "messageAction")
    assert button.text() == "Run as a script"
