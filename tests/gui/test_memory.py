"""What the window remembers, in a settings file of the test's own."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from inspector.fit.discovery import discover
from inspector.fit.request import FitRequest
from inspector.fit.samples import SAMPLES
from inspector.gui.app import ThemeChooser
from inspector.gui.main_window import MainWindow
from inspector.gui.memory.form import form_of, request_from, still_offered
from inspector.gui.memory.memory import RECENT, Memory, WindowLayout
from inspector.gui.memory.settings_file import SCHEMA
from inspector.gui.theme import DARK
from inspector.gui.window_body import WIDTHS
from tests.gui.conftest import MakeWindow
from tests.gui.fakes import Sessions
from tests.story import clean


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    return tmp_path / "settings" / "fit-inspector.ini"


def recent_menu(window: MainWindow) -> list[str]:
    menu = window.findChild(QMenu, "menuRecent")
    menu.aboutToShow.emit()
    return [action.text() for action in menu.actions() if not action.isSeparator()]


# -- the file -----------------------------------------------------------------------------------------------------


def test_that_what_is_kept_is_there_again(settings: Path) -> None:
    memory = Memory(settings)
    request = FitRequest(Path("/a/train.py"), data="batches", data_args={"size": "3"}, epochs=4, statistics=False)
    memory.keep_form(request)
    memory.add_recent(Path("/a/train.py"))
    memory.add_recent(Path("/b/ü – other.py"))
    memory.add_recent(Path("/a/train.py"))
    memory.theme = "dark"
    memory.layout = WindowLayout("AAAA", (200, 800, 300), 180, None)
    memory.write()
    again = Memory(settings)
    assert again.form(Path("/a/train.py")) == request
    assert again.form(Path("/b/other.py")) is None
    assert again.recent == [Path("/a/train.py"), Path("/b/ü – other.py")]
    assert again.theme == "dark"
    assert again.layout == WindowLayout("AAAA", (200, 800, 300), 180, None)
    assert again.set_aside is None
    assert f"schema={SCHEMA}" in settings.read_text().splitlines()


def test_that_only_so_many_files_are_remembered() -> None:
    memory = Memory()
    for number in range(RECENT + 3):
        memory.add_recent(Path(f"/a/{number}.py"))
    assert [path.stem for path in memory.recent] == [str(number) for number in range(RECENT + 2, 2, -1)]


DAMAGED = {
    "noise": b"\x00\xff\x13" * 900,
    "words": b"these are not settings\n",
    "cut short": b'[General]\nschema=1\nrecent="[\\"/a',
    "of another kind": b'[General]\nschema=1\nrecent="{}"\n',
    "a later schema": b'[General]\nschema=99\ntheme="\\"dark\\""\n',
}


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED)
def test_that_a_damaged_file_is_set_aside_and_the_window_starts(
    settings: Path, make_window: MakeWindow, damage: bytes
) -> None:
    settings.parent.mkdir()
    settings.write_bytes(damage)
    window = make_window(memory=Memory(settings))
    aside = settings.with_name("fit-inspector.ini.damaged")
    assert aside.read_bytes() == damage
    assert str(aside) in window.message.text
    window.memory.theme = "dark"
    window.memory.write()
    assert Memory(settings).theme == "dark"
    assert Memory(settings).set_aside is None


@pytest.mark.parametrize(
    "layout", ['{"geometry": 3, "columns": ["a"], "bottom": -4}', '{"columns": 7, "details": "x"}', "{}"]
)
def test_that_a_layout_that_makes_no_sense_is_passed_over(settings: Path, make_window: MakeWindow, layout: str) -> None:
    written = QSettings(str(settings), QSettings.Format.IniFormat)
    written.setValue("schema", SCHEMA)
    written.setValue("layout", layout)
    written.sync()
    window = make_window(memory=Memory(settings))
    assert window.memory.layout == WindowLayout()
    assert (window.width(), window.height()) == (1440, 900)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a file that may not be read")
def test_that_a_file_that_may_not_be_read_stays_and_the_window_starts(settings: Path, make_window: MakeWindow) -> None:
    settings.parent.mkdir()
    settings.write_bytes(b"[General]\nschema=1\n")
    settings.chmod(0)
    window = make_window(memory=Memory(settings))
    assert window.memory.recent == []


def test_that_a_window_without_settings_writes_nothing(tmp_path: Path, ran_window: MakeWindow) -> None:
    window = ran_window()
    before = set(tmp_path.rglob("*"))
    window.close()
    assert set(tmp_path.rglob("*")) == before


# -- files and forms ----------------------------------------------------------------------------------------------


def test_that_a_form_is_as_it_was_when_the_file_was_run_last(
    qtbot: QtBot, settings: Path, open_window: MakeWindow
) -> None:
    first = open_window(Sessions(clean), memory=Memory(settings))
    qtbot.keyClicks(first.setup.epochs.edit, "7")
    first.setup.data._fields[0].edit.setText("64")
    first.setup.callbacks.choice.setCurrentIndex(0)
    with qtbot.waitSignals([first.controller.finished, first.bottom.source.read]):
        first.commands.run.trigger()
    asked = first.controller.request
    first.close()
    second = open_window(memory=Memory(settings))
    assert second.setup.epochs.value() == 7
    assert second.setup.data.arguments() == {"batch_size": "64"}
    assert second.setup.callbacks.name == ""
    assert second.setup.request() == asked


def test_that_a_name_that_the_file_has_no_more_is_not_asked_for(train_py: Path) -> None:
    request = FitRequest(
        train_py, data="gone", model="weights.keras", validation="", callbacks="Gone", call=3, epochs=2
    )
    kept = still_offered(request, discover(train_py))
    assert kept == FitRequest(train_py, model="weights.keras", validation="", epochs=2)


@pytest.mark.parametrize("form", [None, 3, [], {"epochs": 0}, {"epochs": "x", "data": 5, "what": 1, "data_args": []}])
def test_that_a_form_that_makes_no_sense_is_none_or_empty(form: object) -> None:
    assert request_from(form, Path("a.py")) in (None, FitRequest(Path("a.py")))


def test_that_every_field_of_a_request_comes_back() -> None:
    request = FitRequest(
        Path("a.py"), call=3, data="d", data_args={"a": "1"}, model="m", model_args={"b": "2"}, validation="v",
        validation_args={"c": "3"}, callbacks="c", epochs=9, initial_epoch=1, steps_per_epoch=2, validation_steps=3,
        steps_per_execution=4, seed=5, device="CPU:0", statistics=False,
    )  # fmt: skip
    assert request_from(form_of(request), Path("a.py")) == request


def test_that_the_files_opened_last_stand_in_the_menu_and_on_the_empty_window(
    qtbot: QtBot, settings: Path, open_window: MakeWindow, make_window: MakeWindow, train_py: Path
) -> None:
    first = open_window(memory=Memory(settings))
    assert recent_menu(first) == ["train.py", "Forget them"]
    first.close()
    second = make_window(memory=Memory(settings), samples=SAMPLES)
    with qtbot.waitSignal(second.setup.opened):
        qtbot.mouseClick(second.findChild(QPushButton, "recentFile-0"), Qt.MouseButton.LeftButton)
    assert second.setup.path == train_py
    second.commands.clear_recent.trigger()
    assert recent_menu(second) == ["Forget them"]
    assert second.findChild(QPushButton, "recentFile-0") is None or second.centre.empty._recent.isHidden()


def test_that_a_file_that_is_gone_is_told_and_forgotten(qtbot: QtBot, make_window: MakeWindow, tmp_path: Path) -> None:
    memory = Memory()
    memory.add_recent(tmp_path / "gone.py")
    window = make_window(memory=memory)
    with qtbot.waitSignal(window.setup.refused):
        window.findChild(QMenu, "menuRecent").actions()[0].trigger()
    assert "There is no file" in window.message.text
    assert memory.recent == []


def test_that_a_sample_is_not_remembered(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window(Sessions(clean), samples=SAMPLES)
    with qtbot.waitSignals([window.controller.finished, window.bottom.source.read]):
        window.load(SAMPLES[0].request, run=True)
    assert window.memory.recent == []
    assert window.memory.form(SAMPLES[0].request.module) is None


# -- how it looks -------------------------------------------------------------------------------------------------


def test_that_the_parts_are_where_they_were(qtbot: QtBot, settings: Path, open_window: MakeWindow) -> None:
    first = open_window(memory=Memory(settings))
    first.body.columns = [300, 780, 358]
    first.body.bottom_height = 260
    handle = first.right.handle(1)
    middle = handle.rect().center()
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseMove(handle, middle - QPoint(0, 60))
    qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=middle - QPoint(0, 60))
    QApplication.processEvents()
    columns, bottom, details = first.body.columns, first.body.bottom_height, first.right.chosen_height
    assert details is not None
    first.close()
    memory = Memory(settings)
    memory.layout = replace(memory.layout, geometry=None)  # the offscreen screen is smaller than that
    second = open_window(memory=memory)
    QApplication.processEvents()
    assert second.body.columns == columns
    assert abs((second.body.bottom_height or 0) - (bottom or 0)) <= 2
    assert abs((second.right.chosen_height or 0) - details) <= 2


def test_that_the_window_is_as_high_as_it_was(settings: Path, open_window: MakeWindow) -> None:
    first = open_window(memory=Memory(settings))
    first.resize(1000, 640)
    first.close()
    assert open_window(memory=Memory(settings)).height() == 640


def test_that_reset_layout_puts_everything_back(open_window: MakeWindow, settings: Path) -> None:
    window = open_window(memory=Memory(settings))
    QApplication.processEvents()
    columns, bottom = window.body.columns, window.body.bottom_height
    window.resize(1300, 800)
    window.body.columns = [400, 500, 398]
    window.body.bottom_height = 300
    window.right.choose_height(333)
    window.commands.reset_layout.trigger()
    QApplication.processEvents()
    assert (window.width(), window.height()) == (1440, 900)
    assert window.body.columns == columns
    assert sum(columns) >= sum(WIDTHS) - 10
    assert window.body.bottom_height == bottom
    assert window.right.chosen_height is None


def test_that_the_theme_stays_chosen(settings: Path, make_window: MakeWindow) -> None:
    memory = Memory(settings)
    chooser = ThemeChooser(memory)
    chooser.attach(make_window(memory=memory))
    chooser._window.commands.theme_dark.trigger()  # type: ignore[union-attr]
    memory.write()
    later = Memory(settings)
    assert ThemeChooser(later).theme is DARK
    assert make_window(memory=later).commands.theme_dark.isChecked()
