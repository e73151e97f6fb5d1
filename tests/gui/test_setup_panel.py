"""What to run: the fields, and the sentences where they make no sense."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from inspector.fit.problem import WrongUse
from inspector.fit.request import FitRequest
from inspector.gui.background import Background
from inspector.gui.panels.setup_panel import SetupPanel
from tests.gui.conftest import MakeWindow
from tests.gui.fakes import TRAIN_PY


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[SetupPanel]:
    background = Background()
    made = SetupPanel(background)
    qtbot.addWidget(made)
    made.show()
    yield made
    background.close()
    background.deleteLater()


@pytest.fixture
def opened(qtbot: QtBot, panel: SetupPanel, train_py: Path) -> SetupPanel:
    with qtbot.waitSignal(panel.opened):
        panel.open(train_py)
    return panel


def line_edit(panel: SetupPanel, name: str) -> QLineEdit:
    found = panel.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    return found


def test_that_what_the_module_offers_is_chosen_and_its_defaults_are_shown(opened: SetupPanel) -> None:
    assert opened.module.text() == "train.py"
    assert opened.data.choice.currentText() == "batches(batch_size, fail_at)"
    assert line_edit(opened, "dataField-batch_size").text() == "32"
    assert opened.model.choice.currentText() == "build_model()"
    assert opened.callbacks.choice.currentText() == "Checkpoint()"


def test_that_fields_that_are_left_alone_ask_for_nothing(opened: SetupPanel, train_py: Path) -> None:
    request = opened.request()
    assert request == FitRequest(train_py, data="batches", model="build_model", validation="", callbacks="Checkpoint")


def test_that_a_process_of_its_own_is_asked_for_by_the_check_box_and_shown_by_it(
    qtbot: QtBot, opened: SetupPanel, train_py: Path
) -> None:
    assert not opened.request().isolate
    qtbot.keyClick(opened.isolate, Qt.Key.Key_Space)
    assert opened.request().isolate
    with qtbot.waitSignal(opened.opened):
        opened.load(FitRequest(train_py, isolate=False))
    assert not opened.isolate.isChecked()


def test_that_what_is_typed_is_asked_for(qtbot: QtBot, opened: SetupPanel) -> None:
    for name, text in (
        ("epochsField", "3"),
        ("stepsField", "6"),
        ("initialEpochField", "1"),
        ("seedField", "0"),
        ("deviceField", "CPU:0"),
        ("dataField-fail_at", ""),
    ):
        edit = line_edit(opened, name)
        edit.clear()
        qtbot.keyClicks(edit, text)
    edit = line_edit(opened, "dataField-batch_size")
    edit.clear()
    qtbot.keyClicks(edit, "16")
    qtbot.keyClick(opened.statistics, Qt.Key.Key_Down)
    request = opened.request()
    assert not request.statistics
    assert (request.epochs, request.steps_per_epoch, request.initial_epoch, request.seed) == (3, 6, 1, 0)
    assert request.device == "CPU:0"
    assert request.data_args == {"batch_size": "16"}


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("epochsField", "0", "Epochs is 0: it must be 1 or more, or left empty."),
        ("stepsField", "-4", "Steps per epoch is -4: it must be 1 or more, or left empty."),
        ("stepsField", "ten", "Steps per epoch is “ten”: give a whole number, or leave it empty."),
        ("initialEpochField", "1", "Initial epoch 1 leaves no epoch to run: epochs is 1, and epochs count from 0."),
    ],
)
def test_that_a_number_that_makes_no_sense_is_told_below_its_field(
    qtbot: QtBot, opened: SetupPanel, field: str, text: str, sentence: str
) -> None:
    qtbot.keyClicks(line_edit(opened, field), text)
    with pytest.raises(WrongUse) as told:
        opened.request()
    assert str(told.value) == sentence
    said = {"epochsField": opened.epochs, "stepsField": opened.steps, "initialEpochField": opened.initial_epoch}[field]
    assert said.error.text() == sentence
    assert said.error.isVisible()
    qtbot.keyClicks(line_edit(opened, field), "2")
    assert not said.error.isVisible()


def test_that_a_needed_argument_is_asked_for(qtbot: QtBot, opened: SetupPanel) -> None:
    opened.validation.choice.setFocus()
    qtbot.keyClick(opened.validation.choice, Qt.Key.Key_Down)
    assert line_edit(opened, "validationField-batch_size").placeholderText() == "required"
    with pytest.raises(WrongUse, match="batch_size has no default: give it a value"):
        opened.request()
    qtbot.keyClicks(line_edit(opened, "validationField-batch_size"), "8")
    request = opened.request()
    assert (request.validation, request.validation_args) == ("validation", {"batch_size": "8"})


def test_that_a_request_is_shown_with_a_name_that_reading_did_not_find(
    qtbot: QtBot, panel: SetupPanel, train_py: Path
) -> None:
    asked = FitRequest(
        train_py, data="elsewhere", epochs=2, steps_per_epoch=5, steps_per_execution=3, validation="", callbacks=""
    )
    with qtbot.waitSignal(panel.opened):
        panel.load(asked)
    request = panel.request()
    assert (request.data, request.epochs, request.steps_per_epoch) == ("elsewhere", 2, 5)
    assert request.steps_per_execution == 3
    assert (request.validation, request.callbacks) == ("", "")


def test_that_arguments_of_a_request_are_shown_and_asked_for_again(
    qtbot: QtBot, panel: SetupPanel, train_py: Path
) -> None:
    with qtbot.waitSignal(panel.opened):
        panel.load(FitRequest(train_py, data="batches", data_args={"fail_at": "7"}))
    assert line_edit(panel, "dataField-fail_at").text() == "7"
    assert panel.request().data_args == {"fail_at": "7"}


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("missing.py", None, "There is no file"),
        ("notes.txt", "hello", "is not a Python file"),
        ("broken.py", "def f(:\n", "has a syntax error in line 1"),
    ],
)
def test_that_a_file_that_cannot_be_used_is_refused_in_one_sentence(
    qtbot: QtBot, opened: SetupPanel, tmp_path: Path, name: str, text: str | None, told: str
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text)
    with qtbot.waitSignal(opened.refused) as refused:
        opened.open(tmp_path / name)
    assert told in refused.args[0]
    assert opened.module.text() == "train.py"
    assert opened.request().data == "batches"


def test_that_a_path_that_is_typed_is_opened_by_return(qtbot: QtBot, panel: SetupPanel, train_py: Path) -> None:
    qtbot.keyClicks(panel.module, str(train_py))
    with qtbot.waitSignal(panel.opened) as opened:
        qtbot.keyClick(panel.module, Qt.Key.Key_Return)
    assert opened.args == [train_py]


def test_that_return_reads_an_edited_file_again(qtbot: QtBot, opened: SetupPanel, train_py: Path) -> None:
    train_py.write_text("def pairs(count=2):\n    yield 1, 2\n")
    with qtbot.waitSignal(opened.opened):
        qtbot.keyClick(opened.module, Qt.Key.Key_Return)
    assert opened.data.choice.currentText() == "pairs(count)"
    assert opened.model.choice.currentText() == "made to fit the data"
    assert opened.request().model is None


def test_that_running_without_a_module_says_what_to_do(panel: SetupPanel) -> None:
    with pytest.raises(WrongUse, match="Open a Python file first"):
        panel.request()


def test_that_nothing_of_the_file_is_run_by_opening_it(qtbot: QtBot, panel: SetupPanel, tmp_path: Path) -> None:
    witness = tmp_path / "was_run"
    module = tmp_path / "effect.py"
    module.write_text(f"open({str(witness)!r}, 'w').close()\ndef batches():\n    yield 1, 2\n")
    with qtbot.waitSignal(panel.opened):
        panel.open(module)
    assert panel.hint.text() == "Read, not run: only Run executes it."
    assert panel.hint.isVisible()
    assert not witness.exists()


def test_that_no_arguments_are_asked_of_callbacks_that_cannot_be_given_any(
    qtbot: QtBot, make_window: MakeWindow, train_py: Path
) -> None:
    train_py.write_text(TRAIN_PY + "def make_callbacks(patience=3):\n    return [Checkpoint()]\n")
    window = make_window()
    with qtbot.waitSignal(window.setup.opened):
        window.open(train_py)
    choice = window.setup.callbacks.choice
    choice.setCurrentIndex(choice.findData("make_callbacks"))
    assert window.setup.callbacks.name == "make_callbacks"
    assert window.setup.callbacks.findChildren(QLineEdit) == []
