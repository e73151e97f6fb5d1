"""The menu of runs that were recorded by themselves."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

from pytestqt.qtbot import QtBot

from inspector.gui.recorded_menu import NONE, RecordedMenu, called
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


def test_that_a_run_is_called_by_its_module_and_time_and_a_file_by_the_name_a_person_gave_it(tmp_path: Path) -> None:
    run = Shelf(tmp_path).finish([_touched(Shelf(tmp_path).place_for(Path("te3.py")))])[0]
    named = _touched(tmp_path / "after.fitrec")
    today = datetime.datetime.now().replace(microsecond=0)
    for path in (run, named):
        os.utime(path, (today.timestamp(), today.timestamp()))
    assert called(run) == f"te3.py · {today:%H:%M:%S}"
    assert called(named) == "after.fitrec"
    before = datetime.datetime(2025, 11, 4, 11, 56, 18)
    os.utime(run, (before.timestamp(), before.timestamp()))
    assert called(run) == "te3.py · 4 November, 11:56:18"


def _touched(path: Path) -> Path:
    path.touch()
    return path
