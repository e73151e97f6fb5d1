"""A session with several runs, as a script with several fits makes them: which one is shown, and what is kept."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from inspector.analysis.run import Run
from inspector.fit.request import FitRequest
from inspector.gui.run_controller import RunController, RunState
from inspector.gui.run_selector import LEAST, RunSelector
from inspector.recording.runs import Runs
from tests.gui.conftest import MakeWindow
from tests.replaying import replay
from tests.story import clean, raises_at_batch_3, stops_after_5


class TwoFits:
    """The first fit is clean; the second, which raises, begins when the test says so."""

    can_be_ended = False
    first, second = staticmethod(clean), staticmethod(raises_at_batch_3)

    def __init__(self, request: FitRequest, runs: Runs) -> None:
        self.problem: str | None = None
        self.remark: str | None = None
        self.traceback: str | None = None
        self._runs = runs
        self._first = runs.begin()
        self.go_on, self.leave = threading.Event(), threading.Event()

    def run(self) -> None:
        replay(self.first(), self._first)
        assert self.go_on.wait(30)
        replay(self.second(), self._runs.begin())
        assert self.leave.wait(30)

    def stop(self) -> int:
        return 1


@pytest.fixture
def session() -> list[TwoFits]:
    return []


@pytest.fixture
def controller(session: list[TwoFits]) -> Iterator[RunController]:
    def make(request: FitRequest, runs: Runs) -> TwoFits:
        session.append(TwoFits(request, runs))
        return session[-1]

    made = RunController(make)
    yield made
    for one in session:
        one.go_on.set()
        one.leave.set()
    made.shutdown()
    made.deleteLater()


def rules(controller: RunController) -> list[str]:
    return [finding.rule for finding in controller.findings]


def test_that_the_run_that_begins_is_shown(
    qtbot: QtBot, controller: RunController, session: list[TwoFits], tmp_path: Path
) -> None:
    shown: list[Run] = []
    controller.began.connect(shown.append)
    controller.start(FitRequest(tmp_path / "train.py"))
    qtbot.waitUntil(lambda: controller.run is not None and controller.run.over)
    with qtbot.waitSignal(controller.runsChanged):
        session[0].go_on.set()
    assert (controller.shown, shown) == (1, controller.runs)
    with qtbot.waitSignal(controller.finished):
        session[0].leave.set()
    assert rules(controller)[0] == "source-raised"
    assert controller.judged


def test_that_a_person_who_looks_at_an_earlier_run_stays_there(
    qtbot: QtBot, controller: RunController, session: list[TwoFits], tmp_path: Path
) -> None:
    controller.start(FitRequest(tmp_path / "train.py"))
    session[0].go_on.set()
    qtbot.waitUntil(lambda: len(controller.runs) == 2)
    controller.show(0)
    began: list[Run] = []
    controller.began.connect(began.append)
    with qtbot.waitSignal(controller.finished):
        session[0].leave.set()
    assert (controller.shown, began) == (0, [])
    assert rules(controller) == []
    assert controller.state is RunState.FINISHED
    with qtbot.waitSignal(controller.diagnosed):
        controller.show(1)
    assert rules(controller)[0] == "source-raised", "it was judged although it was not looked at"
    assert began == [controller.runs[1]]
    with pytest.raises(IndexError):
        controller.show(2)


def test_that_the_next_session_begins_with_runs_of_its_own(
    qtbot: QtBot, controller: RunController, session: list[TwoFits], tmp_path: Path
) -> None:
    for number in range(2):
        with qtbot.waitSignal(controller.finished):
            controller.start(FitRequest(tmp_path / "train.py"))
            session[number].go_on.set()
            session[number].leave.set()
        assert len(controller.runs) == 2


class ShortFirst(TwoFits):
    """The first fit completes with too few steps, the second is clean."""

    first, second = staticmethod(stops_after_5), staticmethod(clean)


def test_that_a_run_that_completed_with_problems_says_so_once_it_is_judged(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    sessions: list[ShortFirst] = []

    def make(request: FitRequest, runs: Runs) -> ShortFirst:
        sessions.append(ShortFirst(request, runs))
        return sessions[-1]

    window = make_window(make)  # type: ignore[arg-type]
    selector = window.findChild(RunSelector)
    assert selector is not None
    window.controller.start(FitRequest(tmp_path / "train.py"))
    qtbot.waitUntil(lambda: window.controller.run is not None and window.controller.run.over)
    with qtbot.waitSignal(window.controller.runsChanged):
        sessions[0].go_on.set()
    assert selector.itemText(0) == "fit 1 of 2 · completed"
    assert selector.itemData(0, Qt.ItemDataRole.ToolTipRole) is None
    with qtbot.waitSignal(window.controller.finished):
        sessions[0].leave.set()
    assert [selector.itemText(n) for n in range(2)] == [
        "fit 1 of 2 · completed, with problems", "fit 2 of 2 · completed",
    ]  # fmt: skip
    assert selector.itemData(0, Qt.ItemDataRole.ToolTipRole) == "✕ The data ran out: 5 batches given, 10 needed"
    assert selector.itemData(1, Qt.ItemDataRole.ToolTipRole) is None


def test_that_a_window_with_several_runs_still_fits_a_small_screen(make_window: MakeWindow) -> None:
    window = make_window()
    selector = window.findChild(RunSelector)
    selector.show()
    assert window.minimumSizeHint().width() <= 1280
    window.resize(1280, 720)
    assert selector.width() >= LEAST
