"""The picture: saved, copied, and what is said where it cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageReader
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from inspector.gui.export_dialog import WIDTH, ExportDialog
from inspector.gui.main_window import MainWindow
from tests.gui.conftest import MakeWindow


def export_to(qtbot: QtBot, window: MainWindow, path: Path, scale: int) -> None:
    """Save the picture as a person does: the toolbar's button, the name, the scale, Save."""
    qtbot.mouseClick(window.findChild(QToolButton, "buttonExportPicture"), Qt.MouseButton.LeftButton)
    dialog = window.findChild(ExportDialog, "exportDialog")
    edit = dialog.findChild(QLineEdit, "exportFile")
    edit.clear()
    qtbot.keyClicks(edit, str(path))
    qtbot.mouseClick(dialog.findChild(QPushButton, f"exportScale{scale}"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.findChild(QPushButton, "exportSave"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.message.text != "")


@pytest.mark.parametrize("scale", [1, 2, 3])
def test_that_the_file_is_a_png_of_the_size_that_was_asked_for(
    qtbot: QtBot, ran_window: MakeWindow, tmp_path: Path, scale: int
) -> None:
    window = ran_window()
    export_to(qtbot, window, tmp_path / "timeline.png", scale)
    reader = QImageReader(str(tmp_path / "timeline.png"))
    assert reader.format() == QByteArray(b"png")
    assert reader.size().width() == WIDTH * scale
    assert window.message.text == f"Saved timeline.png in {tmp_path}."
    colours = _colours(reader.read())
    assert len(colours) > 5  # something is drawn in it


def test_that_the_name_that_is_suggested_is_the_modules(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window()
    window.commands.export_picture.trigger()
    dialog = window.findChild(ExportDialog, "exportDialog")
    assert Path(dialog.file.text()).name == "train-timeline.png"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(ExportDialog, "exportDialog") is None)


def test_that_a_name_without_an_ending_gets_one(qtbot: QtBot, ran_window: MakeWindow, tmp_path: Path) -> None:
    export_to(qtbot, ran_window(), tmp_path / "mine", 1)
    assert (tmp_path / "mine.png").exists()


def test_that_a_folder_that_is_not_there_is_told_in_one_sentence(
    qtbot: QtBot, ran_window: MakeWindow, tmp_path: Path
) -> None:
    window = ran_window()
    export_to(qtbot, window, tmp_path / "nowhere" / "timeline.png", 1)
    assert window.message.text.startswith(f"timeline.png could not be saved in {tmp_path / 'nowhere'}: ")
    assert window.message.text.endswith("Choose another folder or name.")


def test_that_copy_puts_the_picture_on_the_clipboard_at_twice_the_size(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window()
    qtbot.mouseClick(window.findChild(QToolButton, "buttonCopyPicture"), Qt.MouseButton.LeftButton)
    image = QGuiApplication.clipboard().image()
    assert image.width() == WIDTH * 2
    assert window.message.text == "The picture is on the clipboard."


def test_that_there_is_no_picture_before_a_run(open_window: MakeWindow) -> None:
    window = open_window()
    assert not window.commands.export_picture.isEnabled()
    assert not window.commands.copy_picture.isEnabled()


def _colours(image: QImage) -> set[int]:
    return {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
