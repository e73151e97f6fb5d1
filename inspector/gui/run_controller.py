"""One session at a time, from the press of Run to its findings: how it begins, how it is stopped, how it ends.

What it records is read, drawn and judged in `following`. No widgets.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from inspector.analysis.finding import Finding
from inspector.analysis.run import Run
from inspector.fit.fit_session import FitSession
from inspector.gui.fit_thread import FitThread
from inspector.gui.followed_run import FollowedRun
from inspector.gui.followed_runs import FollowedRuns
from inspector.gui.following import Following
from inspector.gui.left_behind import leave_behind
from inspector.gui.recorded_run import RecordedRun
from inspector.recording.runs import Runs

if TYPE_CHECKING:
    from inspector.fit.sessions import Request  # who imports the sessions imports the taps

MakeSession = Callable[["Request", Runs], FitSession]
"""Makes a session that begins its first run at once; what it begins later is shown when it comes."""

# Training in Python and this window share one lock: waiting for it 5 ms at a time makes the window crawl.
SWITCH_INTERVAL_S = 0.0005
# How long closing waits for fit after each of its requests to stop; the third is for what it can end.
PATIENCE_MS = (700, 1500, 1500)
# How long after the second press on Stop it is said that a run does not stop.
UNHEARD_AFTER_MS = 2000


class RunState(Enum):
    """Where the run is; the values are for the status bar."""

    IDLE = "Ready"
    RUNNING = "Running"
    STOPPING = "Stopping"
    FINISHED = "Finished"


def make_real_session(request: Request, runs: Runs) -> FitSession:
    """The session that runs Keras; it imports it when it runs, on its own thread or in its own process."""
    from inspector.fit.sessions import session_for

    return session_for(request, runs)


class RunController(QObject):
    """Owns the session, its thread and its runs; one of the runs is the one that is shown."""

    stateChanged = Signal(object)
    runsChanged = Signal()
    """there is one run more, or another one is shown"""
    began = Signal(object)
    """the `Run` that is shown from now on; still empty where it is a new one"""
    grown = Signal()
    """the run has read more events: who draws much begins its `picture`"""
    diagnosed = Signal(object)
    """the list of findings so far"""
    finished = Signal()
    """the session is over, the last findings of its runs are out"""
    starved = Signal(float)
    """the window could do nothing for so many seconds, because the person's code kept Python's lock"""
    unheard = Signal()
    """the run was asked twice to stop and does not: it sits in a call that does not return"""
    leftBehind = Signal()
    """the person did not wait for it any longer; its thread still runs"""

    def __init__(self, make_session: MakeSession = make_real_session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = RunState.IDLE
        self.request: Request | None = None
        self.recorded: RecordedRun | None = None
        """Where the run is out of a recording."""
        self.stops_asked = 0
        """How often the session that runs was asked to stop."""
        self.remark: str | None = None
        """How the session ended, where that is no part of any run."""
        self.problem: str | None = None
        """The one sentence of a wrong use that kept `fit` from running."""
        self._make_session = make_session
        self._runs = Runs()
        self._session: FitSession | None = None
        self._thread: FitThread | None = None
        self._switch_interval = sys.getswitchinterval()
        self._following = Following(self)
        self._following.runsChanged.connect(self.runsChanged)
        self._following.began.connect(self.began)
        self._following.grown.connect(self.grown)
        self._following.diagnosed.connect(self.diagnosed)
        self._following.heldUp.connect(self._tell_held_up)
        self._following.allRead.connect(self._finish)
        self._following.allJudged.connect(self.finished)
        self.picture = self._following.picture
        """What shows that the run has grown; a piece a tick."""
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self.unheard)
        self._asked_twice = False
        self._left = False
        """Whether its thread was left behind, and nobody was told yet."""

    @property
    def runs(self) -> list[Run]:
        """The runs of the session so far, in the order in which they began."""
        return [followed.run for followed in self._followed]

    @property
    def judgements(self) -> list[list[Finding] | None]:
        """The last findings of each of them; None where it is not judged as a whole yet."""
        return [followed.findings if followed.judged else None for followed in self._followed]

    @property
    def shown(self) -> int:
        """Which of the runs is shown."""
        return self._followed.shown

    @property
    def run(self) -> Run | None:
        """The run that is shown."""
        return self._current.run if self._followed else None

    @property
    def findings(self) -> list[Finding]:
        """What is claimed of it so far."""
        return self._current.findings if self._followed else []

    @property
    def judged(self) -> bool:
        """Whether the findings are the last ones, of the whole run."""
        return bool(self._followed) and self._current.judged

    @property
    def judged_live(self) -> bool:
        """Whether the findings are kept up to date while the run goes on; a very long run is judged at its end."""
        return not self._followed or self._current.judged_live

    @property
    def judged_events(self) -> int:
        """How many events of the run that is shown the findings are about."""
        return self._current.judged_events if self._followed else 0

    @property
    def _followed(self) -> FollowedRuns:
        return self._following.followed

    @property
    def _current(self) -> FollowedRun:
        return self._followed.current

    @property
    def session_runs(self) -> Runs:
        """Where the session that began last records."""
        return self._runs

    @property
    def busy(self) -> bool:
        """Whether `fit` runs."""
        return self.state in (RunState.RUNNING, RunState.STOPPING)

    @property
    def can_be_ended(self) -> bool:
        """Whether Stop ends the run wherever the person's code sits: it has a process of its own."""
        return self._session is not None and self._session.can_be_ended

    def start(self, request: Request) -> None:
        """Run `request` on a thread of its own; nothing happens while another run goes on."""
        if self.busy:
            return
        self.request, self.problem, self.remark, self.recorded = request, None, None, None
        self._runs, self.stops_asked = Runs(), 0
        self._session = self._make_session(request, self._runs)
        self._thread = FitThread(self._session, self)
        self._asked_twice = False
        self._thread.finished.connect(self._conclude)
        self._switch_interval = sys.getswitchinterval()
        sys.setswitchinterval(SWITCH_INTERVAL_S)
        self._following.begin(self._runs)
        self._set_state(RunState.RUNNING)
        self._thread.start()

    def show_recorded(self, recorded: RecordedRun) -> None:
        """Tell of a run out of a recording, as of one that has just ended; nothing while another run goes on."""
        if self.busy:
            return
        self.request, self.problem, self.recorded = recorded.request, recorded.run.ending.get("problem"), recorded
        self._following.show_whole(recorded.run)
        self._set_state(RunState.FINISHED)
        self._following.judge_all()

    def show(self, number: int) -> None:
        """Show another run of the session. Raises IndexError where there is none of this number."""
        self._following.show(number)

    @property
    def name(self) -> str:
        """What to call the run in the name of a file."""
        if self.recorded is not None:
            return self.recorded.path.stem
        return "fit" if self.request is None else self.request.module.stem

    def stop(self) -> None:
        """Ask `fit` to stop: after its current batch; asked again, at the next thing that it does.

        What can be ended is ended by the third press. What cannot, and did not hear the second, is left behind.
        """
        session = self._session
        if not self.busy or session is None:
            return
        unheard = self.state is RunState.STOPPING and self._asked_twice and not self._patience.isActive()
        pressed = self.stops_asked = session.stop()
        self._set_state(RunState.STOPPING)
        if session.can_be_ended:
            return
        if unheard:
            self._leave_behind()
        elif pressed >= 2 and not self._asked_twice:
            self._asked_twice = True
            self._patience.start(UNHEARD_AFTER_MS)

    def shutdown(self) -> bool:
        """End the run for good, within a bounded while; return whether its thread has ended.

        A thread that sits in a call of the person's own (a read that never returns) cannot be ended. It is left to
        the end of the process rather than killed: it may hold Python's lock.
        """
        thread = self._thread
        self._patience.stop()
        self._following.close_down()
        if thread is None:
            return True
        thread.finished.disconnect(self._conclude)
        session = self._session
        assert session is not None
        for patience in PATIENCE_MS if session.can_be_ended else PATIENCE_MS[:2]:
            if thread.isRunning():
                session.stop()
                thread.wait(patience)
        sys.setswitchinterval(self._switch_interval)
        self._thread = None
        if thread.isRunning():
            leave_behind(thread)
            return False
        thread.deleteLater()
        return True

    def _tell_held_up(self, seconds: float) -> None:
        # While TensorFlow is imported the window waits as well.
        if not self.can_be_ended and self.run is not None and self.run.fit_began_ns is not None:
            self.starved.emit(seconds)

    def _conclude(self) -> None:
        """The thread has ended: read the last events, then say what they mean."""
        assert self._thread is not None
        self._thread.deleteLater()
        self._wind_up("died")

    def _leave_behind(self) -> None:
        """The thread does not end: conclude without it, with what was recorded."""
        assert self._thread is not None
        self._thread.finished.disconnect(self._conclude)
        leave_behind(self._thread)
        self._left = True
        self._wind_up("cancelled")

    def _wind_up(self, otherwise: str) -> None:
        """The runs are over; the outcome of one that does not tell its own is `otherwise`."""
        self._thread = None
        self._patience.stop()
        sys.setswitchinterval(self._switch_interval)
        self._following.read_to_the_end(otherwise)

    def _finish(self) -> None:
        """All that the session recorded was read."""
        assert self._session is not None
        self.problem, self.remark = self._session.problem, self._session.remark
        self._following.draw_at_once()
        self._set_state(RunState.FINISHED)
        if self._left:
            self._left = False
            self.leftBehind.emit()
        self._following.judge_all()

    def _set_state(self, state: RunState) -> None:
        if state is not self.state:
            self.state = state
            self.stateChanged.emit(state)
