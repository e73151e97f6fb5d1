"""A form from a factory's signature: each argument is edited as what it takes."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from inspector.fit.choosing import build
from inspector.fit.discovery import discover
from inspector.fit.loading import load_module
from inspector.gui.panels.candidate_field import CandidateField

W = TypeVar("W", bound=QWidget)
MODULE = '''
import enum
from pathlib import Path
from typing import Literal, Optional
SIZE = 3
class Mode(enum.Enum):
    FAST = "f"
    SLOW = "s"
def batches(
    needed: float,
    kind: Literal["train", "test"],
    batch_size: int = 32,
    rate: float = 1e-3,
    shuffle: bool = True,
    name: str = "it's",
    folder: Path = Path("data"),
    size: tuple[int, int] = (32, 32),
    seed: Optional[int] = None,
    limit: int | None = 5,
    mode: Mode = Mode.FAST,
    level: Literal["low", "high"] | None = None,
    count=SIZE,
    lean=False,
):
    """Batches of all kinds.

    Args:
        batch_size: how many rows
            a batch has
    """
    GIVEN.append(dict(locals()))
    return Dataset()
class Dataset:
    pass
GIVEN = []
'''


@pytest.fixture
def module(tmp_path: Path) -> Path:
    path = tmp_path / "train.py"
    path.write_text(MODULE)
    return path


@pytest.fixture
def form(qtbot: QtBot, module: Path) -> CandidateField:
    made = CandidateField("dataField", "Data", "What is given to fit as x", nothing="none found", optional=False)
    qtbot.addWidget(made)
    made.offer(discover(module).data)
    with qtbot.waitExposed(made):
        made.show()
    return made


def found(form: QWidget, kind: type[W], name: str) -> W:
    widget = form.findChild(kind, f"dataField-{name}")
    assert isinstance(widget, kind)
    return widget


def typed(qtbot: QtBot, form: QWidget, name: str, text: str) -> None:
    """Type over what is in the line, and go on by Tab."""
    edit = found(form, QLineEdit, name)
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    qtbot.keyClicks(edit, text)
    qtbot.keyClick(edit, Qt.Key.Key_Tab)


def error(form: QWidget, name: str) -> str:
    said = found(form, QLabel, f"{name}Error")
    return said.text() if said.isVisible() else ""


def fill_what_is_needed(qtbot: QtBot, form: QWidget) -> None:
    typed(qtbot, form, "needed", "2")
    qtbot.keyClick(found(form, QComboBox, "kind"), Qt.Key.Key_Down)


def test_that_defaults_are_shown_in_a_field_of_their_kind(form: CandidateField) -> None:
    lines = ("batch_size", "rate", "name", "folder", "size", "seed", "limit", "count")
    shown = [found(form, QLineEdit, name).text() for name in lines]
    assert shown == ["32", "0.001", "it's", "data", "(32, 32)", "", "5", "SIZE"]
    assert [found(form, QCheckBox, name).isChecked() for name in ("shuffle", "lean")] == [True, False]
    assert [found(form, QComboBox, name).currentText() for name in ("kind", "mode", "level")] == [
        "required", "FAST", "None",
    ]  # fmt: skip
    assert found(form, QLineEdit, "needed").placeholderText() == "required"
    assert found(form, QLineEdit, "seed").placeholderText() == "None"


def test_that_every_field_has_a_name_for_those_who_do_not_see_it(form: CandidateField) -> None:
    fields = [*form.findChildren(QLineEdit), *form.findChildren(QCheckBox), *form.findChildren(QComboBox)]
    assert len(fields) == 15
    assert [one.objectName() for one in fields if not one.accessibleName()] == []
    assert found(form, QToolButton, "folder-browse").accessibleName() == "Look for the file or folder of folder"


def test_that_the_docstring_is_told(form: CandidateField) -> None:
    assert form.choice.toolTip().endswith("Batches of all kinds.")
    tip = found(form, QLineEdit, "batch_size").toolTip()
    assert tip == "batch_size: int; its default is 32\nhow many rows a batch has"


def test_that_what_is_needed_is_told_beside_every_field_that_lacks_it(form: CandidateField) -> None:
    with pytest.raises(ValueError, match="needed has no default: give it a value"):
        form.arguments()
    assert error(form, "needed") == "needed has no default: give it a value."
    assert error(form, "kind") == "kind has no default: choose a value."
    assert error(form, "seed") == ""


def test_that_what_is_left_at_its_default_is_not_passed(qtbot: QtBot, form: CandidateField) -> None:
    fill_what_is_needed(qtbot, form)
    assert form.arguments() == {"needed": "2", "kind": "train"}


def test_that_values_reach_the_factory_as_what_it_takes(qtbot: QtBot, form: CandidateField, module: Path) -> None:
    fill_what_is_needed(qtbot, form)
    for name, text in {
        "batch_size": "8", "rate": "1", "name": "7", "folder": "a/b", "size": "[3, 4]", "seed": "9", "limit": "",
    }.items():  # fmt: skip
        typed(qtbot, form, name, text)
    qtbot.keyClick(found(form, QCheckBox, "shuffle"), Qt.Key.Key_Space)
    box = found(form, QCheckBox, "lean")
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(9, box.height() // 2))
    for name in ("mode", "level"):
        qtbot.keyClick(found(form, QComboBox, name), Qt.Key.Key_Up if name == "level" else Qt.Key.Key_Down)
    loaded = load_module(module)
    build(loaded, "batches", form.arguments(), "--data")
    assert [
        {
            "needed": 2.0, "kind": "train", "batch_size": 8, "rate": 1.0, "shuffle": False, "name": "7",
            "folder": Path("a/b"), "size": (3, 4), "seed": 9, "limit": None, "mode": loaded.Mode.SLOW,
            "level": "high", "count": 3, "lean": True,
        }
    ] == loaded.GIVEN  # fmt: skip
    assert [type(loaded.GIVEN[0][name]) for name in ("needed", "rate")] == [float, float]


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("batch_size", "many", "batch_size is “many”: give a whole number."),
        ("batch_size", "1.5", "batch_size is “1.5”: give a whole number."),
        ("rate", "fast", "rate is “fast”: give a number."),
        ("size", "32", "size is “32”: give a tuple such as (32, 32)."),
        ("seed", "x", "seed is “x”: give a whole number or None."),
    ],
)
def test_that_wrong_input_is_told_beside_the_field_when_it_is_left(
    qtbot: QtBot, form: CandidateField, name: str, text: str, sentence: str
) -> None:
    fill_what_is_needed(qtbot, form)
    typed(qtbot, form, name, text)
    assert error(form, name) == sentence
    with pytest.raises(ValueError, match="give") as told:
        form.arguments()
    assert str(told.value) == sentence
    qtbot.keyClicks(found(form, QLineEdit, name), "0")
    assert error(form, name) == ""


def test_that_arguments_of_an_earlier_request_are_shown(form: CandidateField) -> None:
    asked = {
        "needed": "2", "kind": "test", "shuffle": "False", "seed": "3", "limit": "None", "mode": "SLOW", "level": "odd",
    }  # fmt: skip
    form.choose("batches", asked)
    assert not found(form, QCheckBox, "shuffle").isChecked()
    assert found(form, QComboBox, "mode").currentText() == "SLOW"
    assert found(form, QLineEdit, "limit").text() == ""
    with pytest.raises(ValueError, match=r"level is “odd”: give one of low, high or None"):
        form.arguments()
    form.choose("batches", {"level": "high"})
    assert form.arguments() == {**asked, "level": "high"}


def test_that_an_empty_text_is_a_text(qtbot: QtBot, form: CandidateField) -> None:
    fill_what_is_needed(qtbot, form)
    typed(qtbot, form, "name", "")
    assert form.arguments()["name"] == ""


def test_that_the_wheel_changes_nothing(form: CandidateField) -> None:
    for kind, name in ((QComboBox, "mode"), (QLineEdit, "batch_size"), (QCheckBox, "shuffle")):
        widget = found(form, kind, name)
        at = QPointF(widget.rect().center())
        turned = QWheelEvent(
            at, QPointF(widget.mapToGlobal(at)), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(widget, turned)
    assert found(form, QComboBox, "mode").currentText() == "FAST"
    assert found(form, QLineEdit, "batch_size").text() == "32"
    assert found(form, QCheckBox, "shuffle").isChecked()


def test_that_a_path_is_looked_for(qtbot: QtBot, form: CandidateField, tmp_path: Path) -> None:
    wanted = tmp_path / "rows.csv"
    wanted.write_text("1\n")
    typed(qtbot, form, "folder", str(tmp_path / "other.csv"))
    menu = found(form, QToolButton, "folder-browse").menu()
    menu.popup(form.mapToGlobal(QPoint()))
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.findChild(QFileDialog) is not None)
    dialog = form.findChild(QFileDialog)
    assert dialog is not None
    line, buttons = dialog.findChild(QLineEdit, "fileNameEdit"), dialog.findChild(QDialogButtonBox)
    assert line is not None
    assert buttons is not None
    line.setCompleter(None)  # type: ignore[arg-type]  # its list, which is there sooner or later, would take the click
    qtbot.keyClicks(line, "rows.csv")
    qtbot.mouseClick(buttons.button(QDialogButtonBox.StandardButton.Open), Qt.MouseButton.LeftButton)
    assert Path(found(form, QLineEdit, "folder").text()) == wanted
