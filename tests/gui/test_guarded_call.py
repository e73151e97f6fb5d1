"""A file that calls fit only as a script, in the window: it says so, and offers to run it so."""

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

GUARDED = 'if __name__ == "__main__":\n    build_model().fit(batches(), epochs=3)\n'
LINE = TRAIN_PY.count("\n") + 2


@pytest.fixture
def opened(qtbot: QtBot, make_window: MakeWindow, train_py: Path) -> MakeWindow:
    def opened(text: str) -> MainWindow:
        train_py.write_text(text)
        window = make_window(Sessions(clean))
        with qtbot.waitSignal(window.bottom.source.read):
            window.open(train_py)
        return window

    return opened


def test_that_the_call_is_told_and_the_file_run_as_a_script_from_there(qtbot: QtBot, opened: MakeWindow) -> None:
    window = opened(TRAIN_PY + GUARDED)
    assert window.message.text.startswith(f"train.py calls fit itself in line {LINE}, where loading")
    button = window.findChild(QPushButton, "messageAction")
    assert button is not None
    assert button.text() == "Run as a script"
    with qtbot.waitSignal(window.controller.finished):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert isinstance(window.controller.request, ScriptRequest)


@pytest.mark.parametrize("text", [TRAIN_PY, TRAIN_PY + "build_model().fit(batches(), epochs=3)\n" + GUARDED])
def test_that_a_file_without_a_call_and_one_whose_call_is_offered_say_nothing(opened: MakeWindow, text: str) -> None:
    assert opened(text).message.text == ""
