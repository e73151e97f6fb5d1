"""Export: each format saved as a person does it, the picture copied, and what is said where it cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QImageReader
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from inspector.export.formats import Format
from inspector.gui.centre import make_real_timeline
from inspector.gui.export_commands import WindowClosed
from inspector.gui.export_dialog import WIDTH, ExportDialog
from inspector.gui.main_window import MainWindow
from inspector.gui.theme import DARK, LIGHT
from tests.gui.conftest import MakeWindow
from tests.gui.fakes import Sessions, WaitingSession
from tests.story import Story


def export_to(qtbot: QtBot, window: MainWindow, path: Path, *pressed: str) -> None:
    """Save as a person does: the toolbar's button, the name, what else there is to press, Save."""
    qtbot.mouseClick(window.findChild(QToolButton, "buttonExportPicture"), Qt.MouseButton.LeftButton)
    dialog = window.findChild(ExportDialog, "exportDialog")
    edit = dialog.findChild(QLineEdit, "exportFile")
    edit.clear()
    qtbot.keyClicks(edit, str(path))
    for name in pressed:
        qtbot.mouseClick(dialog.findChild(QPushButton, name), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.findChild(QPushButton, "exportSave"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.message.text != "" and not window.message.text.startswith("Saving"))


@pytest.mark.parametrize("scale", [1, 2, 3])
def test_that_the_file_is_a_png_of_the_size_that_was_asked_for(
    qtbot: QtBot, ran_window: MakeWindow, tmp_path: Path, scale: int
) -> None:
    window = ran_window()
    export_to(qtbot, window, tmp_path / "timeline.png", f"exportScale{scale}")
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
    export_to(qtbot, ran_window(), tmp_path / "mine")
    assert (tmp_path / "mine.png").exists()


def test_that_a_folder_that_is_not_there_is_told_in_one_sentence(
    qtbot: QtBot, ran_window: MakeWindow, tmp_path: Path
) -> None:
    window = ran_window()
    export_to(qtbot, window, tmp_path / "nowhere" / "timeline.png")
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


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        ("run.svg", b"raised at batch 3</text>"),
        ("run.pdf", b"%PDF-"),
        ("run.html", b"source-raised"),
        ("run.json", b'"schema": 1'),
        ("run.csv", b"number,seconds,event,"),
        ("run.batches.csv", b"batch,data,state,"),
        ("run.trace.json", b"traceEvents"),
    ],
)
def test_that_the_ending_that_is_typed_says_what_is_saved(
    qtbot: QtBot, ran_window: MakeWindow, tmp_path: Path, name: str, holds: bytes
) -> None:
    window = ran_window()
    export_to(qtbot, window, tmp_path / name)
    assert window.message.text == f"Saved {name} in {tmp_path}."
    assert holds in (tmp_path / name).read_bytes()


def test_that_what_is_seen_is_the_part_in_view(qtbot: QtBot, ran_window: MakeWindow, tmp_path: Path) -> None:
    window = ran_window(make_timeline=make_real_timeline)
    window.centre.timeline.plot.view.show_range(4.0, 8.0)
    export_to(qtbot, window, tmp_path / "part.svg", "exportInView")
    window.message.hide()
    export_to(qtbot, window, tmp_path / "whole.svg", "exportWhole")
    part, whole = ((tmp_path / name).read_text(encoding="utf-8") for name in ("part.svg", "whole.svg"))
    assert "raised at batch 3</text>" in whole
    assert "raised at batch 3</text>" not in part


def test_that_a_picture_is_light_unless_dark_is_pressed(qtbot: QtBot, ran_window: MakeWindow, tmp_path: Path) -> None:
    window = ran_window()
    for name, pressed, theme in (("a.png", (), LIGHT), ("b.png", ("exportDark",), DARK)):
        window.message.hide()
        export_to(qtbot, window, tmp_path / name, *pressed)
        image = QImageReader(str(tmp_path / name)).read()
        assert QColor(image.pixel(image.width() - 2, image.height() - 2)).name() == theme.canvas


def test_that_the_format_and_the_ending_follow_each_other(qtbot: QtBot) -> None:
    dialog = ExportDialog(Path("/somewhere/run-timeline.png"))
    qtbot.addWidget(dialog)
    assert dialog.what is Format.PNG
    dialog.format.setCurrentIndex(dialog.format.findData(Format.TRACE))
    assert Path(dialog.file.text()).name == "run-timeline.trace.json.gz"
    dialog.file.clear()
    qtbot.keyClicks(dialog.file, "run.html")
    assert dialog.what is Format.HTML


def test_that_only_what_applies_can_be_pressed(qtbot: QtBot) -> None:
    dialog = ExportDialog(Path("/somewhere/run.png"))
    qtbot.addWidget(dialog)
    names = ("exportInView", "exportDark", "exportScale3")
    applies = {
        Format.PNG: (True, True, True),
        Format.SVG: (True, True, False),
        Format.PDF: (True, True, False),
        Format.HTML: (True, False, False),
        Format.EVENTS: (False, False, False),
        Format.TRACE: (False, False, False),
    }
    for what, expected in applies.items():
        dialog.format.setCurrentIndex(dialog.format.findData(what))
        assert tuple(dialog.findChild(QPushButton, name).isEnabled() for name in names) == expected


def goes_on() -> Story:
    story = Story(epochs=3, steps_per_epoch=3).peek(2).train_begin()
    story.epoch_begin(0).steps(0, 3).epoch_end()
    return story.epoch_begin(1).steps(0, 2)


def test_that_a_run_that_goes_on_is_saved_as_far_as_it_is(
    qtbot: QtBot, open_window: MakeWindow, tmp_path: Path
) -> None:
    sessions = Sessions(goes_on, WaitingSession)
    window = open_window(sessions)
    window.commands.run.trigger()
    qtbot.waitUntil(lambda: window.controller.run is not None and len(window.controller.run.epochs) == 2)
    export_to(qtbot, window, tmp_path / "run.batches.csv")
    lines = (tmp_path / "run.batches.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1 + len(window.controller.run.train.pulls)
    with qtbot.waitSignal(window.controller.finished):
        window.commands.stop.trigger()


def test_that_a_long_export_tells_how_far_it_is_and_leaves_off_when_the_window_closes(
    qtbot: QtBot, ran_window: MakeWindow, tmp_path: Path
) -> None:
    window = ran_window()
    tell = window.exports._teller("run.csv")
    with qtbot.waitSignal(window.exports._got_to, timeout=5000) as got:
        while not got.signal_triggered:
            tell(0.5)
    assert got.args == ["run.csv", 50]
    assert window.message.text == "Saving run.csv… 50 %"
    window.close()
    with pytest.raises(WindowClosed):
        tell(0.6)


def _colours(image: QImage) -> set[int]:
    return {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
