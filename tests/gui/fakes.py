"""Stand-ins for what the window does not own: a session that replays a story, and a timeline that remembers."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.finding import Finding
from inspector.analysis.run import Run
from inspector.fit.request import FitRequest
from inspector.gui.theme import Theme
from inspector.gui.timeline.axis import Axis
from inspector.recording.events import Kind
from inspector.recording.recorder import Recorder
from inspector.recording.runs import Runs
from tests.replaying import replay
from tests.story import Story

TRAIN_PY = '''"""Trains on a generator that divides by zero."""

import keras
import numpy as np


def batches(batch_size=32, fail_at=3):
    """Batches of ones."""
    number = 0
    while True:
        x = np.ones((batch_size, 10))
        y = x[:, :1] / (fail_at - number)
        yield x, y
        number += 1


def validation(batch_size):
    while True:
        yield np.ones((batch_size, 10)), np.ones((batch_size, 1))


def build_model():
    model = keras.Sequential([keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    return model


class Checkpoint(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        pass
'''


class ReplaySession:
    """Puts a story's events into the window's recorder, from the thread that it is run on."""

    can_be_ended = False

    def __init__(self, story: Story, request: FitRequest, recorder: Recorder) -> None:
        self.request = request
        self.problem: str | None = None
        self.remark: str | None = None
        self.traceback: str | None = None
        self.thread: int | None = None
        self._story = story
        self._recorder = recorder
        self.asked = 0

    def run(self) -> None:
        self.thread = threading.get_ident()
        self.put_all()

    def stop(self) -> int:
        self.asked += 1
        return self.asked

    def put_all(self) -> None:
        replay(self._story, self._recorder)


class WaitingSession(ReplaySession):
    """Puts its story, which has no end, and then waits to be stopped."""

    def __init__(self, story: Story, request: FitRequest, recorder: Recorder) -> None:
        super().__init__(story, request, recorder)
        self.waiting = threading.Event()
        self._stopped = threading.Event()

    def run(self) -> None:
        self.put_all()
        self.waiting.set()
        self._stopped.wait(30)
        self._recorder.put(Kind.FIT_END)
        self._recorder.put(Kind.RUN_END, payload={"outcome": "cancelled"})

    def stop(self) -> int:
        self._recorder.put(Kind.STOP_ASKED, batch=self.asked + 1)
        self._stopped.set()
        return super().stop()


class DeafSession(WaitingSession):
    """Does not hear that it is to stop: the person's code sits in a call of its own, until `let_go`."""

    def stop(self) -> int:
        self.asked += 1
        return self.asked

    def let_go(self) -> None:
        self._stopped.set()


class RefusingSession(ReplaySession):
    """Cannot do what was asked."""

    def run(self) -> None:
        self.problem = "There is no bathces in train.py: it has batches, build_model."
        self._recorder.put(Kind.RUN_BEGIN, payload={"file": "train.py", "data": "bathces"})
        self._recorder.put(Kind.RUN_END, payload={"outcome": "raised", "problem": self.problem})


class BrokenSession(ReplaySession):
    """Ends without saying so."""

    def run(self) -> None:
        self._recorder.put(Kind.RUN_BEGIN, payload={"file": "train.py", "data": "batches"})


class Sessions:
    """Makes sessions of one class, and keeps them for the test to look at."""

    def __init__(self, make_story: Any, kind: type[ReplaySession] = ReplaySession) -> None:
        self.make_story = make_story
        self.kind = kind
        self.made: list[Any] = []

    def __call__(self, request: FitRequest, runs: Runs) -> Any:
        self.made.append(self.kind(self.make_story(), request, runs.begin()))
        return self.made[-1]


class HeldJudgement:
    """In place of the rules: judges only when it is let, and the run must not grow meanwhile."""

    def __init__(self) -> None:
        self.under_way, self.go_on = threading.Event(), threading.Event()

    def __call__(self, run: Run) -> list[Finding]:
        read = run.cursor
        self.under_way.set()
        assert self.go_on.wait(10)
        assert run.cursor == read
        return diagnose(run)


class RecordingTimeline(QWidget):
    """Has the timeline's face, and remembers what was asked of it."""

    selected = Signal(object)
    followChanged = Signal(bool)
    axisChanged = Signal(object)
    historyChanged = Signal(bool, bool)
    laidOut = Signal()
    menuAsked = Signal(QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.asked: list[tuple[str, Any]] = []
        self.following = True
        self.range_in_view = (0.0, 10.0)
        self.axis = Axis.TIME
        self.content = None

    def show_run(self, run: Any, content: Any = None) -> None:
        self.asked.append(("show_run", run))

    def refreshing(self) -> Iterator[None]:
        self.asked.append(("refreshing", None))
        return iter(())

    def close_down(self) -> None:
        self.asked.append(("close_down", None))

    def set_axis(self, axis: Any) -> None:
        self.asked.append(("set_axis", axis))

    def fit_view(self) -> None:
        self.asked.append(("fit_view", None))

    def set_follow(self, follow: bool) -> None:
        self.following = follow
        self.asked.append(("set_follow", follow))

    def zoom_to(self, finding: Any) -> None:
        self.asked.append(("zoom_to", finding))

    def select(self, selection: Any) -> None:
        self.asked.append(("select", selection))
        if selection is not None:
            self.selected.emit(selection)  # as a view that tells of every change does

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme

    def go_back(self) -> None:
        self.asked.append(("go_back", None))

    def go_forward(self) -> None:
        self.asked.append(("go_forward", None))

    def select_next(self) -> None:
        self.asked.append(("select_next", None))

    def select_previous(self) -> None:
        self.asked.append(("select_previous", None))

    def calls(self, name: str) -> list[Any]:
        """The arguments of every call of this name."""
        return [argument for called, argument in self.asked if called == name]
