"""Bad input loses nothing: what reading tells is refused before a run begins, and the run that is shown stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from inspector.analysis.run import Run
from inspector.fit.check_request import CheckRequest
from inspector.gui import starting
from inspector.gui.grid.grid_view import words_of_nothing
from inspector.gui.timeline.notes import Tone
from inspector.gui.timeline.verdict import verdict_of
from inspector.recording.events import Kind
from inspector.recording.recorder import Recorder
from tests.gui.conftest import MakeWindow
from tests.gui.fakes import TRAIN_PY, Sessions
from tests.story import Story, clean, failure


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ("def batches(:\n", "train.py has a syntax error in line 1"),
        (TRAIN_PY.replace("batches", "renamed"), "There is no batches in train.py: it has Checkpoint, build_model"),
    ],
)
@pytest.mark.parametrize("action", ["run", "check"])
def test_that_a_file_that_was_broken_since_keeps_the_run_that_is_shown(
    qtbot: QtBot, ran_window: MakeWindow, train_py: Path, changed: str, told: str, action: str
) -> None:
    sessions = Sessions(clean)
    window = ran_window(sessions)
    shown = window.controller.run
    train_py.write_text(changed)
    with qtbot.waitSignal(window.workings.starting.refused):
        getattr(window.commands, action).trigger()
    assert window.message.text.startswith(told)
    assert window.controller.run is shown
    assert window.status.state.text() == "Completed"
    assert "fit was not run" not in [label.text() for label in window.findings.findChildren(QLabel)]
    assert len(sessions.made) == 1


def test_that_the_window_does_not_wait_until_a_long_file_is_read(
    qtbot: QtBot, open_window: MakeWindow, train_py: Path
) -> None:
    sessions = Sessions(clean)
    window = open_window(sessions)
    train_py.write_text(TRAIN_PY + "".join(f"def other_{number}(): return {number}\n" for number in range(1000)))
    assert train_py.stat().st_size > starting.READ_AT_ONCE
    with qtbot.waitSignals([window.controller.finished, window.bottom.source.read]):
        window.commands.run.trigger()
        assert window.message.text == "Reading train.py…"
        assert sessions.made == []
    assert window.message.text == ""
    train_py.write_text(train_py.read_text().replace("def batches", "def renamed"))
    with qtbot.waitSignal(window.workings.starting.refused):
        window.commands.check.trigger()
    assert window.message.text.startswith("There is no batches in train.py")
    assert len(sessions.made) == 1


def test_that_reading_a_long_file_can_be_left_off(
    qtbot: QtBot, open_window: MakeWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starting, "READ_AT_ONCE", 0)
    sessions = Sessions(clean)
    window = open_window(sessions)
    window.commands.run.trigger()
    qtbot.mouseClick(window.message.findChild(QPushButton, "messageAction"), Qt.MouseButton.LeftButton)
    assert window.message.text == ""
    with qtbot.waitSignal(window.controller.finished):
        window.commands.check.trigger()  # is read after the other, which would have begun by then
    assert [type(one.request) for one in sessions.made] == [CheckRequest]


def test_that_what_kept_fit_from_running_is_no_run_that_raised() -> None:
    recorder = Recorder()
    recorder.put(Kind.RUN_BEGIN, payload={"file": "train.py"})
    recorder.put(Kind.FIT_RAISED, payload=failure("ModuleNotFoundError", "No module named 'gone'", "module"))
    recorder.put(Kind.RUN_END, payload={"outcome": "raised", "problem": "train.py could not be loaded."})
    recorder.drain()
    run = Run(recorder.recording)
    run.update()
    assert verdict_of(run, []) == ("not run", Tone.PROBLEM)
    assert words_of_nothing(run) == "fit was not run."


def test_that_memory_that_ran_out_in_fit_is_a_run_that_raised() -> None:
    run = Story().put(Kind.RUN_END, payload={"outcome": "raised", "problem": "Memory ran out."}).run()
    assert verdict_of(run, [])[0].startswith("raised before the first step was done")
