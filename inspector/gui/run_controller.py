"""One session at a time, from the press of Run to its findings. No widgets.

Training appends to the recorder's queue from its own threads; a timer here drains it, about thirty times a second, so
that Qt's signals are spent on the state alone (a signal an event costs training 5 microseconds, an append 0.3).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import Enum
from time import perf_counter, perf_counter_ns
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from inspector.analysis.finding import Finding
from inspector.analysis.run import Run
from inspector.fit.fit_session import FitSession
from inspector.gui.fit_thread import FitThread
from inspector.gui.followed_run import FollowedRun
from inspector.gui.followed_runs import FollowedRuns
from inspector.gui.judging import Judging
from inspector.gui.left_behind import leave_behind
from inspector.gui.pace import Pace
from inspector.gui.pieces import Pieces
from inspector.gui.recorded_run import RecordedRun
from inspector.recording.runs import Runs

if TYPE_CHECKING:
    from inspector.fit.sessions import Request  # who imports the sessions imports the taps

MakeSession = Callable[["Request", Runs], FitSession]
"""Makes a session that begins its first run at once; what it begins later is shown when it comes."""

DRAIN_MS = 33
# A run that is silent grows older all the same: a next() that hangs is to be told while it hangs.
SILENT_S = 1.0
# What one tick reads takes about so long, and what is left is read by the next: the window hears a click in between.
READ_S = 0.004
# Training in Python and this window share one lock: waiting for it 5 ms at a time makes the window crawl.
SWITCH_INTERVAL_S = 0.0005
# A tick that comes this late, while the person's code runs, is told: that code holds the lock in a call.
HELD_UP_S = 2.0
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
        self._followed = FollowedRuns()
        self._make_session = make_session
        self._runs = Runs()
        self._session: FitSession | None = None
        self._thread: FitThread | None = None
        self._switch_interval = sys.getswitchinterval()
        self._judging = Judging(self)
        self._timer = QTimer(self)
        self._timer.setInterval(DRAIN_MS)
        self._timer.timeout.connect(self._tick)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self.unheard)
        self.picture = Pieces()
        """What shows that the run has grown; a piece a tick."""
        self._painting = False
        """Whether its last piece was done in the last tick, and is painted by the next."""
        self._pace = Pace(DRAIN_MS / 1000)
        self._heard_ns = 0
        self._asked_twice = False
        self._left = False
        """Whether its thread was left behind, and nobody was told yet."""
        self._undrawn = self._unjudged = False
        self._over_with: str | None = None
        """Once the session is over, while its last events are read: the outcome of a run that does not tell its own."""

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
        self._followed = FollowedRuns()
        self._followed.take_up(self._runs)
        self._thread = FitThread(self._session, self)
        self._asked_twice = False
        self._thread.finished.connect(self._conclude)
        self._switch_interval = sys.getswitchinterval()
        sys.setswitchinterval(SWITCH_INTERVAL_S)
        self._over_with = None
        now = perf_counter()
        self._judging.begin(now)
        self._pace.begin(now)
        self._heard_ns = perf_counter_ns()
        self._show_current()
        self._set_state(RunState.RUNNING)
        self._thread.start()
        self._timer.start()

    def show_recorded(self, recorded: RecordedRun) -> None:
        """Tell of a run out of a recording, as of one that has just ended; nothing while another run goes on."""
        if self.busy:
            return
        self.request, self.problem, self.recorded = recorded.request, recorded.run.ending.get("problem"), recorded
        self._followed = FollowedRuns(FollowedRun(recorded.run))
        self._show_current()
        self._draw_at_once()
        self._set_state(RunState.FINISHED)
        self._judging.judge(self._current, self._tell_last)

    def show(self, number: int) -> None:
        """Show another run of the session. Raises IndexError where there is none of this number."""
        followed = self._followed[number]
        if number == self._followed.shown:
            return
        self._followed.shown = number
        self._show_current()
        self._draw_at_once()
        self._tell(followed, followed.findings)
        self._unjudged = not followed.judged

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
        self._timer.stop()
        self._patience.stop()
        self._judging.close()
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

    def _tick(self) -> None:
        now = perf_counter()
        held_up = self._pace.tick(now)
        if held_up >= HELD_UP_S and self._shares_the_lock:
            self.starved.emit(held_up)
        if self.picture.under_way:  # what it shows must not grow before it is whole
            self.picture.do_one()
            self._painting = not self.picture.under_way
        else:
            self._go_on(now)
        # Who has more to do goes on at once, between what else the window has to do.
        more = self.picture.under_way or self._painting or self._followed.cut_short
        self._timer.setInterval(0 if more else DRAIN_MS)

    def _go_on(self, now: float) -> None:
        """Read, draw, judge what was drawn: one after the other, since all of them want Python's lock."""
        if self._painting:
            self._painting = False
            self._pace.drawn(now)
            if self._judging_due(now):
                self._judge_live()
                return
        self._read()
        if self._over_with is not None:
            self._end_when_all_is_read()
        elif self._current.stands_still:
            return
        elif self._undrawn:
            if self._pace.may_draw(now) or self._judging_due(now):
                self._pace.draws(now)
                self._undrawn = False
                self.grown.emit()
        elif self._judging_due(now):
            self._judge_live()

    @property
    def _shares_the_lock(self) -> bool:
        """Whether `fit` runs in this process by now; while TensorFlow is imported the window waits as well."""
        return not self.can_be_ended and self.run is not None and self.run.fit_began_ns is not None

    def _read(self) -> None:
        now_ns = perf_counter_ns()
        newest_shown = self.shown == len(self._followed) - 1
        if self._followed.take_up(self._runs):
            self.runsChanged.emit()
        heard = self._followed.read(now_ns, perf_counter() + READ_S)
        if newest_shown:  # who looks at an earlier run is left there
            self.show(len(self._followed) - 1)
        if self._current in heard or now_ns - self._heard_ns >= SILENT_S * 1e9:
            self._heard_ns = now_ns
            self._undrawn = self._unjudged = True

    def _judging_due(self, now: float) -> bool:
        goes_on = self._over_with is None and not self._current.stands_still
        return goes_on and self._unjudged and self.judged_live and self._judging.rested(now)

    def _judge_live(self) -> None:
        self._unjudged = False
        self._judging.judge(self._current, self._tell_live)

    def _tell_live(self, followed: FollowedRun, findings: list[Finding]) -> None:
        if followed in self._followed:
            self._tell(followed, findings)

    def _show_current(self) -> None:
        self.began.emit(self._current.run)
        self.runsChanged.emit()

    def _tell(self, followed: FollowedRun, findings: list[Finding]) -> None:
        followed.findings = findings
        if followed is self._current:
            self.diagnosed.emit(findings)

    def _tell_last(self, followed: FollowedRun, findings: list[Finding]) -> None:
        if followed not in self._followed:  # the next session has begun already
            return
        followed.judged = True
        self._tell(followed, findings)
        if self._followed.judged:
            self.finished.emit()

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
        self._over_with = otherwise
        self.picture.finish()
        self._read()
        for followed in self._followed:
            followed.close()
        self._end_when_all_is_read()

    def _end_when_all_is_read(self) -> None:
        assert self._session is not None
        assert self._over_with is not None
        if not self._followed.read_to_the_end:
            return
        self._timer.stop()
        for followed in self._followed:
            followed.end(self._over_with)
        self._over_with = None
        self.problem, self.remark = self._session.problem, self._session.remark
        self._undrawn = False
        self._draw_at_once()
        self._set_state(RunState.FINISHED)
        if self._left:
            self._left = False
            self.leftBehind.emit()
        # The shown one last: with its findings the session is said to be over.
        for followed in sorted(self._followed, key=lambda one: one is self._current):
            self._judging.judge(followed, self._tell_last)

    def _draw_at_once(self) -> None:
        self.grown.emit()
        self.picture.finish()

    def _set_state(self, state: RunState) -> None:
        if state is not self.state:
            self.state = state
            self.stateChanged.emit(state)
