"""Checking the data in the window: what is asked for, and how it is shown where there is no step and no epoch."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from inspector.analysis.run import Run
from inspector.fit.check_request import CheckRequest
from inspector.fit.request import FitRequest
from inspector.gui.main_window import MainWindow
from inspector.gui.recorded_run import request_of
from inspector.gui.status import progress_words, state_words, steps_to_do, stopping_words
from inspector.gui.timeline.axis import Axis
from inspector.gui.timeline.boxes import Look
from inspector.gui.timeline.content import Content
from inspector.gui.timeline.verdict import title_of, verdict_of
from inspector.recording.events import Kind, Role
from tests.gui.conftest import MakeWindow
from tests.gui.fakes import Sessions
from tests.story import Story, failure


def check(batches: int = 3, needed: int | None = 5) -> Story:
    story = Story(call="check")
    asked = {"requested": {"epochs": 1, "steps_per_epoch": needed}, "call": "check", "needed": {"train": needed}}
    story.put(Kind.FIT_BEGIN, payload=asked).new_pass()
    for _ in range(batches):
        story.pull(for_pass=0)
    return story


def ended(batches: int = 3, needed: int | None = 5) -> Run:
    return check(batches, needed).pass_end().ends().run()


@pytest.fixture
def window(open_window: MakeWindow) -> MainWindow:
    return open_window(Sessions(lambda: check().pass_end().ends()))


def test_that_the_keys_check_what_the_setup_says(qtbot: QtBot, window: MainWindow, train_py: Path) -> None:
    steps = window.findChild(QLineEdit, "stepsField")
    assert steps is not None
    steps.setText("5")
    with qtbot.waitSignal(window.controller.finished):
        qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    request = window.controller.request
    assert isinstance(request, CheckRequest)
    assert (request.module, request.fit.steps_per_epoch, request.fit) == (train_py, 5, window.setup.request())
    assert window.status.progress.text() == "3 of 5 batches looked at"


def test_that_a_field_that_makes_no_sense_is_told_and_nothing_checked(window: MainWindow) -> None:
    steps = window.findChild(QLineEdit, "stepsField")
    assert steps is not None
    steps.setText("none")
    window.commands.check.trigger()
    assert window.message.text != ""
    assert window.controller.request is None


def test_that_nothing_can_be_checked_before_a_file_is_open(make_window: MakeWindow) -> None:
    assert not make_window().commands.check.isEnabled()


def test_that_the_status_counts_batches() -> None:
    going = check().run()
    assert (progress_words(going), state_words(going, None, None)) == ("3 of 5 batches looked at", ("Checking", "note"))
    assert steps_to_do(going) == (3, 5)
    assert stopping_words(1, going).startswith("The check was asked to end after this batch")
    endless = check(3, None).run()
    assert (progress_words(endless), steps_to_do(endless)) == ("3 batches looked at", None)
    validation = check().source("generator", None, (), Role.VALIDATION).new_pass(Role.VALIDATION)
    assert progress_words(validation.pull(Role.VALIDATION, for_pass=0).run()) == "1 validation batch looked at"


def test_that_the_title_says_that_it_is_a_check() -> None:
    run = ended()
    assert title_of(run) == "train.py · check of batches"
    assert verdict_of(run, [])[0].startswith("looked at 3 of 5 batches · ")
    raised = check().put(Kind.PULL_BEGIN, step=0, batch=3).put(Kind.PULL_RAISED, step=0, batch=3, payload=failure())
    assert verdict_of(raised.fit_raises(failure()).run(), [])[0].startswith("raised after 3 of 5 batches · ")
    assert verdict_of(ended(1, None), [])[0].startswith("looked at 1 batch · ")


@pytest.mark.parametrize("axis", Axis)
def test_that_only_the_data_has_lanes_and_no_batch_is_called_unused(axis: Axis) -> None:
    content = Content(ended(), axis)
    content.refresh()
    assert [lane.name for lane in content.lanes.shown] == ["Source"]
    assert Look.UNUSED not in content.lanes.looks


def test_that_a_run_after_a_recorded_check_is_of_what_the_file_offers(train_py: Path) -> None:
    run = check().ends().run()
    run.header = {"file": str(train_py), "data": "batches", "model": None, "validation": None, "callbacks": None}
    assert request_of(run, train_py.parent) == FitRequest(train_py, data="batches", epochs=1, steps_per_epoch=5)
