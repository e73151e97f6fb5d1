"""One run at a time, from the press of Run to its findings. No widgets.

Training appends to the recorder's queue from its own threads; a timer here drains it, about thirty times a second, so
that Qt's signals are spent on the state alone (a signal an event costs training 5 microseconds, an append 0.3).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import Enum
from time import perf_counter, perf_counter_ns

from PySide6.QtCore import QObject, QTimer, Signal

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.finding import Finding
from inspector.analysis.run import Run
from inspector.fit.request import FitRequest
from inspector.gui.background import Background
from inspector.gui.fit_thread import FitSession, FitThread
from inspector.gui.recorded_run import RecordedRun
from inspector.recording.events import Kind
from inspector.recording.recorder import Recorder

MakeSession = Callable[[FitRequest, Recorder], FitSession]

DRAIN_MS = 33
DIAGNOSE_EVERY_S = 0.3
# A run that is silent grows older all the same: a next() that hangs is to be told while it hangs.
SILENT_S = 1.0
# Rules look at the whole run: once that takes longer than a person would not notice, they wait for the end of it,
# and then work on another thread.
LIVE_DIAGNOSIS_S = 0.05
# Training in Python and this window share one lock: waiting for it 5 ms at a time makes the window crawl.
SWITCH_INTERVAL_S = 0.0005
# A tick that comes this late says that training and drawing are at odds over the lock: then, for a while, draw less
# often, and leave training the time.
STARVED_AFTER_S = 0.033
STARVED_FOR_S = 2.0
DRAW_EVERY_STARVED_S = 0.1
# How long closing waits for fit after each of its two requests to stop.
PATIENCE_MS = (700, 1500)

_abandoned: list[FitThread] = []
"""Threads that sit in a call which no request to stop can reach: destroying them would abort the process."""


class RunState(Enum):
    """Where the run is; the values are for the status bar."""

    IDLE = "Ready"
    RUNNING = "Running"
    STOPPING = "Stopping"
    FINISHED = "Finished"


def make_real_session(request: FitRequest, recorder: Recorder) -> FitSession:
    """The session that runs Keras; it imports it when it runs, on its own thread."""
    from inspector.fit.session import Session

    return Session(request, recorder)


def any_abandoned() -> bool:
    """Whether some thread of `fit` could not be stopped and still runs."""
    return any(thread.isRunning() for thread in _abandoned)


class RunController(QObject):
    """Owns the recorder, the run, the session and its thread."""

    stateChanged = Signal(object)
    began = Signal(object)
    """a new `Run`, still empty"""
    grown = Signal()
    """the run has read more events"""
    diagnosed = Signal(object)
    """the list of findings so far"""
    finished = Signal()
    """the run is over, its last findings are out"""

    def __init__(self, make_session: MakeSession = make_real_session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = RunState.IDLE
        self.run: Run | None = None
        self.request: FitRequest | None = None
        self.recorded: RecordedRun | None = None
        """Where the run is out of a recording."""
        self.findings: list[Finding] = []
        self.problem: str | None = None
        """The one sentence of a wrong use that kept `fit` from running."""
        self._make_session = make_session
        self._recorder: Recorder | None = None
        self._session: FitSession | None = None
        self._thread: FitThread | None = None
        self._switch_interval = sys.getswitchinterval()
        self._background = Background(self)
        self._timer = QTimer(self)
        self._timer.setInterval(DRAIN_MS)
        self._timer.timeout.connect(self._tick)
        self._ticked_at = self._drawn_at = self._diagnosed_at = self._starved_until = 0.0
        self._heard_ns = 0
        self.judged = False
        """Whether the findings are the last ones, of the whole run."""
        self.judged_live = True
        """Whether the findings are kept up to date while the run goes on; a very long run is judged at its end."""
        self._undrawn = self._undiagnosed = False

    @property
    def busy(self) -> bool:
        """Whether `fit` runs."""
        return self.state in (RunState.RUNNING, RunState.STOPPING)

    def start(self, request: FitRequest) -> None:
        """Run `request` on a thread of its own; nothing happens while another run goes on."""
        if self.busy:
            return
        self.request, self.problem, self.findings, self.recorded = request, None, [], None
        self.judged, self.judged_live = False, True
        self._recorder = Recorder()
        self.run = Run(self._recorder.recording)
        self._session = self._make_session(request, self._recorder)
        self._thread = FitThread(self._session, self)
        self._thread.finished.connect(self._conclude)
        self._switch_interval = sys.getswitchinterval()
        sys.setswitchinterval(SWITCH_INTERVAL_S)
        self._ticked_at = self._drawn_at = self._diagnosed_at = perf_counter()
        self._heard_ns = perf_counter_ns()
        self.began.emit(self.run)
        self._set_state(RunState.RUNNING)
        self._thread.start()
        self._timer.start()

    def show_recorded(self, recorded: RecordedRun) -> None:
        """Tell of a run out of a recording, as of one that has just ended; nothing while another run goes on."""
        if self.busy:
            return
        self.request, self.problem, self.recorded = recorded.request, recorded.run.ending.get("problem"), recorded
        self.run, self.findings = recorded.run, []
        self.judged = self.judged_live = True
        self.began.emit(self.run)
        self.grown.emit()
        self._set_state(RunState.FINISHED)
        self._tell_last(recorded.run, recorded.findings)

    @property
    def name(self) -> str:
        """What to call the run in the name of a file."""
        if self.recorded is not None:
            return self.recorded.path.stem
        return "fit" if self.request is None else self.request.module.stem

    def stop(self) -> None:
        """Ask `fit` to stop: after its current batch; asked again, at the next thing that it does."""
        if self.busy and self._session is not None:
            self._session.stop()
            self._set_state(RunState.STOPPING)

    def shutdown(self) -> bool:
        """End the run for good, within a bounded while; return whether its thread has ended.

        A thread that sits in a call of the person's own (a read that never returns) cannot be ended. It is left to
        the end of the process rather than killed: it may hold Python's lock.
        """
        thread = self._thread
        self._timer.stop()
        self._background.close()
        if thread is None:
            return True
        thread.finished.disconnect(self._conclude)
        for patience in PATIENCE_MS:
            if thread.isRunning() and self._session is not None:
                self._session.stop()
                thread.wait(patience)
        sys.setswitchinterval(self._switch_interval)
        self._thread = None
        if thread.isRunning():
            thread.setParent(None)
            _abandoned.append(thread)
            return False
        thread.deleteLater()
        return True

    def _tick(self) -> None:
        now = perf_counter()
        if now - self._ticked_at > DRAIN_MS / 1000 + STARVED_AFTER_S:
            self._starved_until = now + STARVED_FOR_S
        self._read()
        if self._undrawn and (now >= self._starved_until or now - self._drawn_at >= DRAW_EVERY_STARVED_S):
            self._drawn_at, self._undrawn = now, False
            self.grown.emit()
        if self._undiagnosed and self.judged_live and now - self._diagnosed_at >= DIAGNOSE_EVERY_S:
            self._diagnose_live()
        self._ticked_at = now

    def _read(self) -> None:
        assert self._recorder is not None
        assert self.run is not None
        self._recorder.drain()
        self.run.clock_ns = perf_counter_ns()
        if self.run.update() or self.run.clock_ns - self._heard_ns >= SILENT_S * 1e9:
            self._heard_ns = self.run.clock_ns
            self._undrawn = self._undiagnosed = True

    def _diagnose_live(self) -> None:
        assert self.run is not None
        began = perf_counter()
        found = diagnose(self.run)
        self._undiagnosed = False
        self._diagnosed_at = perf_counter()
        self.judged_live = self._diagnosed_at - began < LIVE_DIAGNOSIS_S
        self._tell(found)

    def _tell(self, findings: list[Finding]) -> None:
        self.findings = findings
        self.diagnosed.emit(findings)

    def _tell_last(self, run: Run, findings: list[Finding]) -> None:
        if run is self.run:  # else the next run has begun already
            self.judged = True
            self._tell(findings)
            self.finished.emit()

    def _conclude(self) -> None:
        """The thread has ended: read the last events, then say what they mean."""
        assert self._recorder is not None
        assert self._session is not None
        assert self._thread is not None
        assert self.run is not None
        self._timer.stop()
        sys.setswitchinterval(self._switch_interval)
        self._thread.deleteLater()
        self._thread = None
        self._read()
        if not self.run.over:  # the session itself failed: say that it ended, or everything would stay pending
            self._recorder.put(Kind.RUN_END, payload={"outcome": "died"})
            self._read()
        self.problem = self._session.problem
        self._undrawn = False
        self.grown.emit()
        self._set_state(RunState.FINISHED)
        run = self.run
        if self.judged_live:
            self._tell_last(run, diagnose(run))
        else:
            self._background.run(lambda: diagnose(run), lambda found: self._tell_last(run, found), _raise)

    def _set_state(self, state: RunState) -> None:
        if state is not self.state:
            self.state = state
            self.stateChanged.emit(state)


def _raise(problem: Exception) -> None:
    raise problem
