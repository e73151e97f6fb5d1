"""Opening a recording in the window: shown like a run that has just ended, and nothing of anybody's is run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from inspector.gui.main_window import MainWindow
from inspector.gui.recorded_run import is_recorded, read_recorded_run
from inspector.recording.recorder import Recorder
from tests.gui.conftest import MakeWindow
from tests.gui.fakes import RecordingTimeline, Sessions, WaitingSession
from tests.gui.test_main_window import drop
from tests.recording.files import written
from tests.replaying import events_of, put_again
from tests.story import Story, clean, raises_at_batch_3


def recorded(folder: Path, story: Story, **header: object) -> Path:
    """The story as a file, with a header that a session would give it."""
    told = {"data": "batches", "model": "build_model", "started": "2026-11-23T12:00:00+00:00", **header}
    begun, *others = events_of(story)
    retold = Recorder()
    put_again(begun._replace(payload=told), retold)
    for event in others:
        put_again(event, retold)
    retold.drain()
    return written(folder / "run.fitrec", retold.recording)


def open_and_wait(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    with qtbot.waitSignals([window.controller.finished, window.bottom.source.read, window.setup.opened]):
        window.open(path)


@pytest.fixture
def old_train_py(train_py: Path) -> Path:
    """A module that was last changed before the recordings were made."""
    os.utime(train_py, (1_700_000_000, 1_700_000_000))
    return train_py


def test_that_a_recording_is_known_by_its_ending_or_by_what_it_says(tmp_path: Path, train_py: Path) -> None:
    renamed = recorded(tmp_path, clean()).rename(tmp_path / "run.bin")
    assert is_recorded(renamed)
    assert is_recorded(tmp_path / "gone.fitrec")
    assert not is_recorded(train_py)


def test_that_the_request_is_read_back_as_it_was_recorded(tmp_path: Path, old_train_py: Path) -> None:
    story = Story(epochs=3, steps_per_epoch=6, validation_steps=2)
    path = recorded(
        tmp_path, story, file=str(old_train_py), validation="validation", callbacks=None,
        arguments={"data": {"fail_at": "7"}}, steps_per_execution=2, seed=4, statistics=False,
    )  # fmt: skip
    request = read_recorded_run(path).request
    assert request is not None
    assert (request.module, request.data, request.data_args) == (old_train_py, "batches", {"fail_at": "7"})
    assert (request.validation, request.callbacks) == ("validation", "")
    assert (request.epochs, request.steps_per_epoch, request.validation_steps) == (3, 6, 2)
    assert (request.steps_per_execution, request.seed, request.statistics) == (2, 4, False)


def test_that_a_model_that_was_made_to_fit_is_not_taken_for_a_name(tmp_path: Path, old_train_py: Path) -> None:
    path = recorded(tmp_path, clean(), file=str(old_train_py), model="a small model made to fit the data")
    request = read_recorded_run(path).request
    assert request is not None
    assert request.model is None


@pytest.mark.parametrize(
    "header", [{"arguments": {"data": 3}}, {"steps_per_execution": -1}, {"steps_per_execution": "x"}]
)
def test_that_a_header_that_makes_no_sense_opens_all_the_same(
    tmp_path: Path, old_train_py: Path, header: dict[str, object]
) -> None:
    found = read_recorded_run(recorded(tmp_path, clean(), file=str(old_train_py), **header))
    assert found.request is not None
    assert found.request.module == old_train_py


def test_that_a_module_without_a_folder_is_looked_for_beside_the_recording(tmp_path: Path, old_train_py: Path) -> None:
    found = read_recorded_run(recorded(tmp_path, clean(), file="train.py"))
    assert found.can_run_again
    assert found.sentence == "run.fitrec was recorded 23 November 2026 at 12:00."


def test_that_a_file_that_changed_since_is_said_to_have(tmp_path: Path, train_py: Path) -> None:
    os.utime(train_py, (2_000_000_000, 2_000_000_000))
    found = read_recorded_run(recorded(tmp_path, clean(), file=str(train_py)))
    assert found.sentence.endswith("train.py was changed since: its lines may not be those that ran.")


def test_that_a_recording_is_shown_like_a_run_that_ended(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path, old_train_py: Path
) -> None:
    sessions = Sessions(clean)
    window = make_window(sessions)
    open_and_wait(qtbot, window, recorded(tmp_path, raises_at_batch_3(), file=str(old_train_py)))
    timeline = window.centre.timeline
    assert isinstance(timeline, RecordingTimeline)
    assert timeline.calls("show_run") == [window.controller.run]
    assert window.status.state.text() == "Raised"
    assert window.findings.cards[0].finding.rule == "source-raised"
    assert window.bottom.tabs.tabText(2) == "Batches 3"
    assert window.bottom.source.path == old_train_py
    assert 12 in [block.blockNumber() + 1 for block, _ in window.bottom.source._visible_blocks()]
    assert window.setup.data.choice.currentText() == "batches(batch_size, fail_at)"
    assert window.setup.steps.value() == 10
    assert window.windowTitle().startswith("run.fitrec")
    assert window.message.text == "run.fitrec was recorded 23 November 2026 at 12:00."
    assert sessions.made == []


def test_that_it_can_be_run_again(qtbot: QtBot, make_window: MakeWindow, tmp_path: Path, old_train_py: Path) -> None:
    sessions = Sessions(clean)
    window = make_window(sessions)
    open_and_wait(qtbot, window, recorded(tmp_path, raises_at_batch_3(), file=str(old_train_py)))
    with qtbot.waitSignals([window.controller.finished, window.bottom.source.read]):
        window.commands.run.trigger()
    assert sessions.made[0].request.module == old_train_py
    assert window.windowTitle().startswith("train.py")
    assert window.status.state.text() == "Completed"


def test_that_without_its_module_it_is_shown_and_cannot_be_run(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    window = make_window()
    with qtbot.waitSignal(window.controller.finished):
        window.open(recorded(tmp_path, raises_at_batch_3(), file=str(tmp_path / "gone" / "train.py")))
    assert window.findings.cards[0].finding.rule == "source-raised"
    assert not window.commands.run.isEnabled()
    assert "train.py is not in" in window.message.text
    assert window.bottom.source.toPlainText() == ""
    assert window.setup.steps.value() == 10


def test_that_what_could_not_be_read_is_told(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path, old_train_py: Path
) -> None:
    path = recorded(tmp_path, clean(), file=str(old_train_py))
    path.write_bytes(path.read_bytes() + b"half a block")
    window = make_window()
    open_and_wait(qtbot, window, path)
    assert "Skipped in run.fitrec" in window.message.text


def test_that_a_file_that_is_no_recording_gets_one_sentence_and_loses_nothing(
    qtbot: QtBot, ran_window: MakeWindow, tmp_path: Path
) -> None:
    window = ran_window()
    before = window.controller.run
    (tmp_path / "other.fitrec").write_text("nothing of the kind")
    window.open(tmp_path / "other.fitrec")
    qtbot.waitUntil(lambda: "is not a recording of Fit Inspector" in window.message.text)
    assert window.controller.run is before
    assert window.commands.run.isEnabled()


def test_that_while_a_run_goes_on_none_is_opened(
    qtbot: QtBot, open_window: MakeWindow, tmp_path: Path, old_train_py: Path
) -> None:
    sessions = Sessions(lambda: Story(epochs=1, steps_per_epoch=10).peek(2), WaitingSession)
    window = open_window(sessions)
    window.commands.run.trigger()
    run = window.controller.run
    window.open(recorded(tmp_path, clean(), file=str(old_train_py)))
    assert window.message.text == "A run goes on: stop it before run.fitrec is opened."
    assert window.controller.run is run
    with qtbot.waitSignal(window.controller.finished):
        window.commands.stop.trigger()


def test_that_a_recording_can_be_dropped_on_the_window(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path, old_train_py: Path
) -> None:
    window = make_window()
    path = recorded(tmp_path, clean(), file=str(old_train_py))
    with qtbot.waitSignals([window.controller.finished, window.bottom.source.read, window.setup.opened]):
        drop(window, path)
    assert window.status.state.text() == "Completed"
