"""Export while the grid is shown: the grid, in the colours and the format that were asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from inspector.gui.centre import make_real_timeline
from inspector.gui.export_dialog import WIDTH, ExportDialog
from inspector.gui.main_window import MainWindow
from inspector.gui.theme import DARK, LIGHT, Theme
from tests.gui.conftest import MakeWindow
from tests.gui.grid.test_grid_view import colours_in, grid_of
from tests.gui.test_export import export_to


def as_grid(ran_window: MakeWindow) -> MainWindow:
    window = ran_window(make_timeline=make_real_timeline)
    window.commands.grid_view.trigger()
    return window


@pytest.mark.parametrize(("pressed", "theme"), [("exportLight", LIGHT), ("exportDark", DARK)])
def test_that_the_grid_is_saved_in_either_theme(
    qtbot: QtBot, ran_window: MakeWindow, tmp_path: Path, pressed: str, theme: Theme
) -> None:
    window = as_grid(ran_window)
    export_to(qtbot, window, tmp_path / "run.png", pressed)
    image = QImage(str(tmp_path / "run.png"))
    assert image.width() <= 2 * WIDTH
    assert {theme.canvas, theme.step} <= colours_in(image)
    assert window.centre.currentWidget() is grid_of(window)


def test_that_what_is_in_view_of_the_grid_is_as_large_as_it_is_there(
    qtbot: QtBot, ran_window: MakeWindow, tmp_path: Path
) -> None:
    window = as_grid(ran_window)
    export_to(qtbot, window, tmp_path / "run.png", "exportInView", "exportScale1")
    assert QImage(str(tmp_path / "run.png")).width() == grid_of(window).width()


def test_that_an_svg_of_the_grid_has_its_words(qtbot: QtBot, ran_window: MakeWindow, tmp_path: Path) -> None:
    window = as_grid(ran_window)
    export_to(qtbot, window, tmp_path / "run.svg")
    assert ">epoch 0<" in (tmp_path / "run.svg").read_text(encoding="utf-8")


def test_that_the_name_that_is_suggested_says_what_is_saved(ran_window: MakeWindow) -> None:
    window = as_grid(ran_window)
    window.commands.export_picture.trigger()
    dialog = window.findChild(ExportDialog, "exportDialog")
    assert Path(dialog.file.text()).name == "train-grid.png"
