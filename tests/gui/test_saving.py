"""Save recording as…: what is shown, in a file that opens as the same run; what cannot be saved is one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from inspector.gui.main_window import MainWindow
from inspector.recording.reader import open_recording
from tests.gui.conftest import MakeWindow
from tests.gui.fakes import Sessions, WaitingSession
from tests.recording.files import events, written
from tests.story import Story, raises_at_batch_3


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the person answers to the question for a name, and what was suggested."""
    names: list[str] = []

    def ask(_parent: object, _title: str, suggested: str, _kinds: str) -> tuple[str, str]:
        names.append(suggested)
        return names[0], ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    return names


def save(qtbot: QtBot, window: MainWindow) -> None:
    window.commands.save_recording.trigger()
    qtbot.waitUntil(lambda: window.message.text != "" and not window.message.text.startswith("Saving"))


def test_that_a_run_is_saved_as_it_is_shown(
    qtbot: QtBot, ran_window: MakeWindow, tmp_path: Path, chosen: list[str]
) -> None:
    chosen.append(str(tmp_path / "mine"))
    window = ran_window()
    save(qtbot, window)
    assert Path(chosen[1]).name == "train.fitrec"
    assert window.message.text == f"Saved mine.fitrec in {tmp_path}."
    opened = open_recording(tmp_path / "mine.fitrec")
    assert window.controller.run is not None
    assert events(opened.recording) == events(window.controller.run.recording)
    assert opened.skipped is None


def test_that_a_run_that_goes_on_is_saved_up_to_here(
    qtbot: QtBot, open_window: MakeWindow, tmp_path: Path, chosen: list[str]
) -> None:
    chosen.append(str(tmp_path / "so-far.fitrec"))
    sessions = Sessions(lambda: Story(steps_per_epoch=4).train_begin().epoch_begin(0).steps(0, 2), WaitingSession)
    window = open_window(sessions)
    window.commands.run.trigger()
    qtbot.waitUntil(lambda: window.controller.run is not None and len(window.controller.run.recording) > 4)
    save(qtbot, window)
    saved = events(open_recording(tmp_path / "so-far.fitrec").recording)
    with qtbot.waitSignal(window.controller.finished):
        window.commands.stop.trigger()
    assert len(saved) > 4
    assert events(window.controller.run.recording)[: len(saved)] == saved


def test_that_a_recording_that_was_opened_is_copied_byte_by_byte_also_over_itself(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path, chosen: list[str]
) -> None:
    path = written(tmp_path / "theirs.fitrec", raises_at_batch_3().run().recording)
    bytes_ = path.read_bytes()
    window = make_window()
    with qtbot.waitSignal(window.opening.recordingRead):
        window.open(path)
    for name in ("copy.fitrec", "theirs.fitrec"):
        chosen[:] = [str(tmp_path / name)]
        window.message.hide()
        save(qtbot, window)
        assert window.message.text == f"Saved {name} in {tmp_path}."
        assert (tmp_path / name).read_bytes() == bytes_


def test_that_what_cannot_be_saved_is_one_sentence_and_leaves_nothing(
    qtbot: QtBot, ran_window: MakeWindow, tmp_path: Path, chosen: list[str]
) -> None:
    chosen.append(str(tmp_path / "nowhere" / "mine.fitrec"))
    window = ran_window()
    save(qtbot, window)
    assert window.message.text == (
        f"mine.fitrec could not be saved in {tmp_path / 'nowhere'}: No such file or directory. "
        "Choose another folder or name."
    )


def test_that_a_file_that_nobody_was_asked_about_is_left_as_it_is(
    qtbot: QtBot, ran_window: MakeWindow, tmp_path: Path, chosen: list[str]
) -> None:
    (tmp_path / "mine.fitrec").write_bytes(b"another")
    chosen.append(str(tmp_path / "mine"))
    window = ran_window()
    save(qtbot, window)
    assert "is there already" in window.message.text
    assert (tmp_path / "mine.fitrec").read_bytes() == b"another"


def test_that_it_is_there_once_there_is_a_run(ran_window: MakeWindow, make_window: MakeWindow) -> None:
    assert not make_window().commands.save_recording.isEnabled()
    assert ran_window().commands.save_recording.isEnabled()
