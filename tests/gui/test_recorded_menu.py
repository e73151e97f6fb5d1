"""The menu of runs that were recorded by themselves."""

from __future__ import annotations

import os
from pathlib import Path

from pytestqt.qtbot import QtBot

from inspector.gui.recorded_menu import NONE, RecordedMenu
from inspector.recording.shelf import Shelf


def test_that_the_latest_comes_first_and_is_opened(qtbot: QtBot, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "recordings")
    menu = RecordedMenu(shelf)
    qtbot.addWidget(menu)
    assert [action.text() for action in menu.actions()] == [NONE]
    assert not menu.actions()[0].isEnabled()
    for number, name in enumerate(("first.py", "second.py")):
        path = shelf.finish([_touched(shelf.place_for(Path(name)))])[0]
        os.utime(path, (1_000_000_000 + number, 1_000_000_000 + number))
    menu.aboutToShow.emit()
    assert [action.text().split(" · ")[0] for action in menu.actions()] == ["second.py", "first.py"]
    with qtbot.waitSignal(menu.chosen) as chosen:
        menu.actions()[0].trigger()
    assert chosen.args == [shelf.recordings()[0]]


def test_that_a_window_that_records_nothing_has_nothing_to_show(qtbot: QtBot) -> None:
    menu = RecordedMenu(None)
    qtbot.addWidget(menu)
    assert [action.text() for action in menu.actions()] == [NONE]


def _touched(path: Path) -> Path:
    path.touch()
    return path
