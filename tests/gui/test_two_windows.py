"""Two windows at once on one shelf: each records its own run, and neither touches nor offers the other's."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from inspector.gui.main_window import MainWindow
from inspector.recording.reader import open_recording
from inspector.recording.shelf import Shelf
from tests.gui.conftest import MakeWindow
from tests.gui.fakes import Sessions, WaitingSession
from tests.recording.files import events
from tests.story import Story


def underway() -> Story:
    return Story(steps_per_epoch=4).train_begin().epoch_begin(0).steps(0, 2)


def running(qtbot: QtBot, open_window: MakeWindow, shelf: Shelf) -> MainWindow:
    """A window whose run goes on, and is on the shelf."""
    before = len(shelf.recordings())
    window = open_window(Sessions(underway, WaitingSession), shelf=shelf)
    window.commands.run.trigger()
    qtbot.waitUntil(lambda: len(shelf.recordings()) == before + 1)
    return window


def test_that_two_windows_record_at_once_and_each_leaves_the_others_file_alone(
    qtbot: QtBot, open_window: MakeWindow, tmp_path: Path
) -> None:
    shelf = Shelf(tmp_path / "shelf")
    first, second = (running(qtbot, open_window, shelf) for _ in range(2))
    with qtbot.waitSignal(second.controller.finished):
        second.commands.stop.trigger()
    second.close()
    (goes_on,) = (path for path in shelf.recordings() if ".open" in path.name)
    shelf.prune(largest=0)
    assert goes_on.exists()
    assert first.message.text == ""
    with qtbot.waitSignal(first.controller.finished):
        first.commands.stop.trigger()
    kept = {path.name: events(open_recording(path).recording) for path in shelf.recordings()}
    assert sorted(map(len, kept.values())) == sorted(
        len(window.controller.run.recording) for window in (first, second) if window.controller.run is not None
    )
    assert goes_on.name.replace(".open", "") in kept
    assert shelf.broken_off() == []
    assert len(kept) == 2


RECORDS = """
import sys
from pathlib import Path
from inspector.recording.keeper import RunsKeeper
from inspector.recording.runs import Runs
from inspector.recording.shelf import Shelf
from tests.replaying import replay
from tests.gui.test_two_windows import underway

runs = Runs()
path = Shelf(Path(sys.argv[1])).place_for(Path("theirs.py"))
replay(underway(), runs.begin())
with RunsKeeper(runs, path):
    print(path, flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="processes are not asked for by number there")
def test_that_what_another_process_records_is_offered_only_once_that_has_died(
    qtbot: QtBot, ran_window: MakeWindow, make_window: MakeWindow, tmp_path: Path
) -> None:
    shelf = Shelf(tmp_path / "shelf")
    with subprocess.Popen(
        [sys.executable, "-c", RECORDS, shelf.folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        theirs = Path(other.stdout.readline().strip())
        window = ran_window(shelf=shelf)
        window.shelving.offer_broken_off()
        assert window.message.text == ""
        shelf.prune(largest=0)
        assert theirs.exists()
        assert len(shelf.recordings()) == 2
        other.kill()
    later = make_window(shelf=shelf)
    later.shelving.offer_broken_off()
    assert later.message.text.startswith("Fit Inspector ended while theirs.py ran.")
    whole = theirs.with_name(theirs.name.replace(".open", ""))
    assert len(open_recording(whole).recording) > 4
