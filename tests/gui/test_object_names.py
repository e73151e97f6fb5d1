"""The guide's page of object names: each is there, as the kind it says, and none that is driven is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6 import QtWidgets
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from inspector.fit.samples import SAMPLES
from inspector.gui.centre import make_real_timeline
from inspector.gui.compare.other_dialog import OtherDialog
from inspector.gui.main_window import MainWindow
from inspector.resources import resource
from tests.gui.conftest import MakeWindow
from tests.recording.files import written
from tests.story import clean

PAGE = resource("guide", "object-names.md").read_text(encoding="utf-8")
NAME = re.compile(r"`([a-z][A-Za-z0-9]*(?:-[A-Z]+)?)`")
STANDS_FOR = {"ARGUMENT": "batch_size", "SAMPLE": SAMPLES[0].name}


def rows() -> Iterator[list[str]]:
    """The cells of each line of the tables, without their heads."""
    for line in PAGE.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| `"):
            yield cells


def named_in(text: str) -> list[str]:
    return [re.sub("-([A-Z]+)", lambda one: f"-{STANDS_FOR[one[1]]}", name) for name in NAME.findall(text)]


Kinds = dict[str, set[type[QObject]]]


@pytest.fixture
def there(qtbot: QtBot, open_window: MakeWindow, tmp_path: Path) -> Kinds:
    """The names in a window, before and after a run, with all open that Help, Export, Compare and Open workers open."""
    window = open_window(samples=SAMPLES, make_timeline=make_real_timeline)
    found: Kinds = {}
    add_names(found, window)
    with qtbot.waitSignals([window.controller.finished, window.bottom.source.read]):
        window.commands.run.trigger()
    window.setup.validation.choice.setCurrentIndex(1)
    commands = window.commands
    for action in (commands.export_picture, commands.palette, commands.shortcuts, commands.about, commands.guide):
        action.trigger()
    OtherDialog("train.py", [(0, "fit 1 of 2")], [], window).open()
    window.comparing.compare_with(written(tmp_path / "other.fitrec", clean().run().recording))
    qtbot.waitUntil(lambda: window.comparing.window is not None and window.comparing.window.isVisible())
    window.open_workers([written(tmp_path / f"{n}.fitrec", clean(n + 1).run().recording) for n in range(2)])
    qtbot.waitUntil(lambda: window.workers.window is not None and window.workers.window.isVisible())
    next(card for card in window.findings.cards if card.finding.rule == "epoch-end-missing").safeRequested.emit()
    commands.grid_view.trigger()
    add_names(found, window)
    return found


def add_names(found: Kinds, window: MainWindow) -> None:
    # Not every QObject: to look at the plot's own actions would keep their menus alive.
    for one in (*window.findChildren(QWidget), *window.actions()):
        inner = one.objectName().startswith(("qt_", "Scroll")) or isinstance(one.parent(), QComboBox)
        if one.objectName() and not inner:
            found.setdefault(one.objectName(), set()).add(type(one))


def is_a(kinds: set[type[QObject]], kind: type) -> bool:
    return any(issubclass(one, kind) for one in kinds)


def test_that_every_name_in_the_guide_is_in_the_window_as_the_kind_it_says(there: Kinds) -> None:
    wrong = []
    for cells in rows():
        if cells[0].startswith("`action"):
            asked = [(cells[0], QAction), (cells[1], QToolButton)]
        else:
            asked = [(cells[0], getattr(QtWidgets, cells[1].strip("`")))]
        wrong += [name for cell, kind in asked for name in named_in(cell) if not is_a(there.get(name, set()), kind)]
    assert len(list(rows())) > 80
    assert wrong == []


def test_that_names_mentioned_beside_a_name_are_there_too(there: Kinds) -> None:
    also = {"validationField-ARGUMENT", "exportScale2", "exportScale3", "epochsFieldError"}
    assert all(f"`{name}`" in PAGE for name in also)
    assert [name for name in also if named_in(f"`{name}`")[0] not in there] == []


def test_that_everything_that_is_driven_has_a_name_in_the_guide(there: Kinds) -> None:
    told = set(named_in(PAGE))
    driven = (QAction, QCheckBox, QPushButton, QToolButton, QLineEdit, QComboBox, QAbstractItemView, QPlainTextEdit)
    several = re.compile("(dataField|modelField|validationField|runSample|recentFile)-")  # told as a pattern
    assert {
        name
        for name, kinds in there.items()
        if any(is_a(kinds, kind) for kind in driven) and name not in told and not several.match(name)
    } == set()


@pytest.mark.keras
def test_that_the_example_in_the_guide_passes(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "train.py").write_text(resource("samples", "clean_generator.py").read_text(encoding="utf-8"))
    monkeypatch.chdir(tmp_path)
    code = re.findall(r"```python\n(.*?)```", PAGE, re.S)[0]
    names: dict[str, object] = {}
    exec(compile(code, "object-names.md", "exec"), names)
    test = names["test_that_my_generator_gives_every_step"]
    assert callable(test)
    test(qtbot)
