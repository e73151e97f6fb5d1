"""A process that records events as fast as a fit may, shown in the whole window while they come.

It is a real process behind the real pipe. What is told is how late a timer of 5 ms is in the window, which is how long
a click waits there, and how old the oldest step was that the verdict over the timeline did not count yet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter_ns, thread_time

import numpy as np
from PySide6.QtCore import QEventLoop, Qt, QTimer

from inspector.analysis.run import Run
from inspector.fit.isolation.isolated_session import IsolatedSession
from inspector.fit.request import FitRequest
from inspector.fit.sessions import Request
from inspector.gui.application import application
from inspector.gui.main_window import MainWindow
from inspector.gui.theme import LIGHT
from inspector.gui.timeline.title_line import TitleLine
from inspector.recording.events import Role
from inspector.recording.runs import Runs
from tests.benchmarks.fast_run import FastRun, Feed
from tests.benchmarks.long_run import EPOCHS
from tests.benchmarks.table import Table

FEEDS = (Feed(100_000, EPOCHS), Feed(5_000, 1000, before=20_000))
"""A few long epochs, very fast; and a hundred short ones a second, where there are very many already."""
SECONDS = (10.0,)
TICK_MS = 5
HEADS = (
    "seconds",
    "epochs",
    "events a second",
    "event loop delay, ms: median / 95th / 99th / longest",
    "of it the window's own work",
    "verdict behind, s: 95th / longest",
    "findings behind, s: 95th / longest",
)
_DONE = re.compile(r"running: (\d+) of")


def table(seconds: Sequence[float]) -> Table:
    """A row for each of these times."""
    title = "A process that records, in the whole window, 1600x900"
    return Table(title, HEADS, [_fed(each, feed) for each in seconds for feed in FEEDS])


def _fed(seconds: float, feed: Feed) -> tuple[str, ...]:
    application()
    with TemporaryDirectory() as folder:
        module = Path(folder) / "train.py"
        module.write_text("# The process of this benchmark runs no Keras: see tests/benchmarks/fast_run.py\n")
        window = MainWindow(LIGHT, make_session=partial(_session, seconds, feed))
        window.resize(1600, 900)
        window.show()
        watch = Watch(window, feed.before * feed.steps(seconds))
        loop = QEventLoop()
        window.centre.timelineMade.connect(lambda _: window.controller.start(FitRequest(module)))
        window.controller.finished.connect(loop.quit)
        loop.exec()
        run = window.controller.run
        assert run is not None
        assert run.over
        row = (f"{seconds:g}", f"{feed.before:,} + {feed.epochs:,}", f"{feed.events_a_second:,}", *watch.row(run))
        window.close()
        window.deleteLater()
    return row


def _session(seconds: float, feed: Feed, request: Request, runs: Runs) -> IsolatedSession:
    return IsolatedSession(partial(FastRun, feed, seconds), runs)


class Watch:
    """Looks at the window each 5 ms while its run goes on."""

    def __init__(self, window: MainWindow, after: int) -> None:
        """`after` so many steps, which came all at once."""
        self._window, self._after = window, after
        self._ticks: list[int] = []
        self._worked: list[float] = []
        """The processor time of the window's thread by each look: waiting for others is none of it."""
        self._counted: list[tuple[int, int]] = []
        """When the verdict was looked at, and how many steps it told."""
        self._judged: list[tuple[int, int]] = []
        """The same of the events that the findings are about."""
        self._timer = QTimer(window)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._look)
        window.controller.began.connect(self._timer.start)
        window.controller.finished.connect(self._timer.stop)

    def _look(self) -> None:
        now, title = perf_counter_ns(), self._window.findChild(TitleLine)
        told = None if title is None else _DONE.match(title.verdict)
        if told is None or int(told[1]) < self._after:  # it has not begun yet, or is over
            return
        self._ticks.append(now)
        self._worked.append(thread_time() * 1e3)
        self._counted.append((now, int(told[1])))
        self._judged.append((now, self._window.controller.judged_events))

    def row(self, run: Run) -> tuple[str, ...]:
        """What was seen."""
        late = np.maximum(0.0, np.diff(self._ticks) / 1e6 - TICK_MS)
        middle, own = (_shares(ms) for ms in (late, np.diff(self._worked)))
        steps = run.steps[Role.TRAIN]["ended_ns"]
        events = np.concatenate([rows["t_ns"] for rows in run.recording.rows.blocks()])
        counted, judged = (_behind(seen, when) for seen, when in ((self._counted, steps), (self._judged, events)))
        return middle, own, counted, judged


def _shares(ms: np.ndarray) -> str:
    return " / ".join(f"{np.percentile(ms, share):.1f}" for share in (50, 95, 99, 100))


def _behind(seen: list[tuple[int, int]], when: np.ndarray) -> str:
    """How old the first thing was that was not told, by each look."""
    now, told = np.array(seen).T
    some = told < len(when)
    behind = np.maximum(0, now[some] - when[told[some]]) / 1e9
    return f"{np.percentile(behind, 95):.2f} / {behind.max():.2f}"
