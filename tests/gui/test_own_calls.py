"""A file that calls fit itself, in the window: its calls to choose from, the script as a whole, its several runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from inspector.fit.chosen_call import NO_CALL
from inspector.fit.request import FitRequest
from inspector.fit.script_request import ScriptRequest
from inspector.gui.main_window import MainWindow
from inspector.gui.run_selector import RunSelector
from inspector.recording.runs import Runs
from tests.gui.conftest import MakeWindow
from tests.gui.fakes import TRAIN_PY, Sessions, replay
from tests.story import Story, clean, raises_at_batch_3

CALLS = TRAIN_PY + (
    "model = build_model()\n"
    "STEPS = 10\n"
    "model.fit(batches(16), steps_per_epoch=STEPS, callbacks=[Checkpoint()])\n"
    "model.fit(batches(64), epochs=3, validation_data=validation(8), validation_steps=2)\n"
)
FIRST = CALLS.count("\n") - 1
"""The line of the first call."""


@pytest.fixture
def window(qtbot: QtBot, make_window: MakeWindow, train_py: Path) -> MainWindow:
    train_py.write_text(CALLS)
    made = make_window(Sessions(clean))
    with qtbot.waitSignal(made.bottom.source.read):
        made.open(train_py)
    return made


def shown(window: MainWindow, name: str) -> str:
    field = window.findChild(QComboBox, name)
    assert field is not None
    return field.currentText()


def test_that_the_first_call_is_offered_with_what_it_is_given(window: MainWindow) -> None:
    assert shown(window, "callField") == f"line {FIRST}: model.fit"
    assert shown(window, "dataField") == "batches(16) · as called"
    assert shown(window, "modelField") == "model · as called"
    assert shown(window, "validationField") == "none · as called"
    assert shown(window, "callbacksField") == "[Checkpoint()] · as called"
    steps = window.findChild(QLineEdit, "stepsField")
    assert steps is not None
    assert (steps.text(), steps.placeholderText()) == ("", "10 · as called")
    assert window.setup.request() == FitRequest(window.setup.path, call=FIRST)  # type: ignore[arg-type]


def test_that_another_call_is_chosen_by_the_keyboard(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window.setup.call.choice, Qt.Key.Key_Down)
    assert shown(window, "dataField") == "batches(64) · as called"
    assert shown(window, "validationField") == "validation(8) · as called"
    assert window.setup.epochs.edit.placeholderText() == "3 · as called"
    assert window.setup.request().call == FIRST + 1


def test_that_what_is_chosen_beside_the_call_is_asked_for(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window.setup.data.choice, Qt.Key.Key_Down)
    qtbot.keyClicks(window.setup.initial_epoch.edit, "2")
    request = window.setup.request()
    assert (request.call, request.data, request.model, request.initial_epoch) == (FIRST, "batches", None, 2)


def test_that_the_run_can_be_put_together_from_the_parts(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window.setup.call.choice, Qt.Key.Key_End)
    request = window.setup.request()
    assert (request.call, request.data, request.model) == (NO_CALL, "batches", "model")
    assert window.setup.steps.edit.placeholderText() == "not given"


def test_that_a_file_without_calls_has_no_such_field(open_window: MakeWindow) -> None:
    window = open_window()
    assert window.setup.call.isHidden()
    assert window.setup.request().call is None


# -- the file as a script --


def test_that_the_file_is_run_as_a_script_with_its_arguments_in_its_folder(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClicks(window.setup.script_arguments.edit, "--epochs 2 'a b'")
    with qtbot.waitSignal(window.controller.finished):
        qtbot.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    request = window.controller.request
    assert isinstance(request, ScriptRequest)
    assert (request.arguments, request.folder) == (("--epochs", "2", "a b"), window.setup.path.parent)  # type: ignore[union-attr]
    assert not request.answered


def test_that_arguments_which_are_left_open_are_told_beside_their_field(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClicks(window.setup.script_arguments.edit, "--name 'open")
    window.commands.run_script.trigger()
    assert "No closing quotation" in window.message.text
    assert "No closing quotation" in window.setup.script_arguments.error.text()
    assert not window.controller.busy


class Script:
    """Two fits, and an end of its own."""

    can_be_ended = False

    def __init__(self, request: object, runs: Runs) -> None:
        self.problem: str | None = None
        self.traceback: str | None = None
        self.remark: str | None = "train.py raised KeyError in line 50: 'loss'. It was no fit that raised it."
        self._runs, self._first = runs, runs.begin()

    def run(self) -> None:
        replay(clean(), self._first)
        replay(raises_at_batch_3(), self._runs.begin())

    def stop(self) -> int:
        return 1


def test_that_each_fit_can_be_shown_by_mouse_and_keys(qtbot: QtBot, make_window: MakeWindow, train_py: Path) -> None:
    window = make_window(Script)  # type: ignore[arg-type]
    with qtbot.waitSignal(window.bottom.source.read):
        window.open(train_py)
    selector = window.findChild(RunSelector, "runSelector")
    assert selector is not None
    assert selector.isHidden()
    with qtbot.waitSignal(window.controller.finished):
        window.commands.run_script.trigger()
    assert selector.isVisible()
    assert [selector.itemText(n) for n in range(2)] == ["fit 1 of 2 · completed", "fit 2 of 2 · raised"]
    assert selector.currentIndex() == 1
    assert window.message.text.startswith("train.py raised KeyError in line 50")
    qtbot.keyClick(window, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert (window.controller.shown, selector.currentIndex()) == (0, 0)
    assert not window.commands.previous_run.isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert window.controller.shown == 1
    qtbot.keyClick(selector, Qt.Key.Key_Up)
    assert selector.currentIndex() == window.controller.shown == 0


# -- a file that changes --


def test_that_a_change_on_disk_offers_to_run_again_what_was_run_last(
    qtbot: QtBot, ran_window: MakeWindow, train_py: Path
) -> None:
    window = ran_window(Sessions(Story))
    train_py.write_text(TRAIN_PY.replace("validation", "val_batches"))
    qtbot.waitUntil(lambda: window.message.text.startswith("train.py was changed"))
    window.setup.validation.choose("", {})
    qtbot.waitUntil(lambda: window.setup.validation.choice.findData("val_batches") >= 0)
    assert window.controller.run is not None, "the run that is shown stays"
    button = window.findChild(QPushButton, "messageAction")
    with qtbot.waitSignal(window.controller.finished):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert isinstance(window.controller.request, FitRequest)


def test_that_a_file_that_is_replaced_by_another_is_watched_still(
    qtbot: QtBot, ran_window: MakeWindow, train_py: Path
) -> None:
    window = ran_window(Sessions(Story))
    for number in range(2):
        window.message.hide()
        other = train_py.with_suffix(".new")
        other.write_text(TRAIN_PY + f"# {number}" * (number + 1))
        other.replace(train_py)
        qtbot.waitUntil(lambda: window.message.text.startswith("train.py was changed"))
