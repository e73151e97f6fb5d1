"""Following what a session records while it does: read, drawn and judged, a little at every tick. No widgets.

Training appends to the recorder's queue from its own threads; a timer here drains it, about thirty times a second, so
that Qt's signals are spent on the state alone (a signal an event costs training 5 microseconds, an append 0.3).
"""

from __future__ import annotations

from time import perf_counter, perf_counter_ns

from PySide6.QtCore import QObject, QTimer, Signal

from inspector.analysis.finding import Finding
from inspector.analysis.run import Run
from inspector.gui.followed_run import FollowedRun
from inspector.gui.followed_runs import FollowedRuns
from inspector.gui.judging import Judging
from inspector.gui.pace import Pace
from inspector.gui.pieces import Pieces
from inspector.recording.runs import Runs

DRAIN_MS = 33
# A run that is silent grows older all the same: a next() that hangs is to be told while it hangs.
SILENT_S = 1.0
# What one tick reads takes about so long, and what is left is read by the next: the window hears a click in between.
READ_S = 0.004
# A tick that comes this late is told: the person's code may hold Python's lock in a call.
HELD_UP_S = 2.0


class Following(QObject):
    """Follows the runs of one session at a time; one of them is the one that is shown."""

    runsChanged = Signal()
    """there is one run more, or another one is shown"""
    began = Signal(object)
    """the `Run` that is shown from now on"""
    grown = Signal()
    """it has read more events"""
    diagnosed = Signal(object)
    """the list of its findings so far"""
    heldUp = Signal(float)
    """this thread could do nothing for so many seconds"""
    allRead = Signal()
    """the session is over, and all that it recorded was read"""
    allJudged = Signal()
    """the last findings of all runs are out"""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.followed = FollowedRuns()
        self.picture = Pieces()
        """What shows that the run has grown; a piece a tick."""
        self._runs = Runs()
        self._judging = Judging(self)
        self._timer = QTimer(self)
        self._timer.setInterval(DRAIN_MS)
        self._timer.timeout.connect(self._tick)
        self._painting = False
        """Whether the picture's last piece was done in the last tick, and is painted by the next."""
        self._pace = Pace(DRAIN_MS / 1000)
        self._heard_ns = 0
        self._undrawn = self._unjudged = False
        self._over_with: str | None = None
        """Once the session is over, while its last events are read: the outcome of a run that does not tell its own."""

    def begin(self, runs: Runs) -> None:
        """Follow what a session records there."""
        self._runs, self.followed = runs, FollowedRuns()
        self.followed.take_up(runs)
        self._over_with = None
        now = perf_counter()
        self._judging.begin(now)
        self._pace.begin(now)
        self._heard_ns = perf_counter_ns()
        self._show_current()
        self._timer.start()

    def show_whole(self, run: Run) -> None:
        """Show a run of which all is there."""
        self.followed = FollowedRuns(FollowedRun(run))
        self._show_current()
        self.draw_at_once()

    def show(self, number: int) -> None:
        """Show another of the runs. Raises IndexError where there is none of this number."""
        followed = self.followed[number]
        if number == self.followed.shown:
            return
        self.followed.shown = number
        self._show_current()
        self.draw_at_once()
        self._tell(followed, followed.findings)
        self._unjudged = not followed.judged

    def draw_at_once(self) -> None:
        """Show all that was read."""
        self.grown.emit()
        self.picture.finish()

    def read_to_the_end(self, otherwise: str) -> None:
        """The session is over; the outcome of a run that does not tell its own is `otherwise`."""
        self._over_with = otherwise
        self.picture.finish()
        self._read()
        for followed in self.followed:
            followed.close()
        self._end_when_all_is_read()

    def judge_all(self) -> None:
        """Say what the whole runs mean; the shown one last: with its findings the session is said to be over."""
        for followed in sorted(self.followed, key=lambda one: one is self._current):
            self._judging.judge(followed, self._tell_last)

    def close_down(self) -> None:
        """Nothing is read, drawn or told any more."""
        self._timer.stop()
        self._judging.close()

    @property
    def _current(self) -> FollowedRun:
        return self.followed.current

    def _tick(self) -> None:
        now = perf_counter()
        held_up = self._pace.tick(now)
        if held_up >= HELD_UP_S:
            self.heldUp.emit(held_up)
        if self.picture.under_way:  # what it shows must not grow before it is whole
            self.picture.do_one()
            self._painting = not self.picture.under_way
        else:
            self._go_on(now)
        # Who has more to do goes on at once, between what else the window has to do.
        more = self.picture.under_way or self._painting or self.followed.cut_short
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

    def _end_when_all_is_read(self) -> None:
        assert self._over_with is not None
        if not self.followed.read_to_the_end:
            return
        self._timer.stop()
        for followed in self.followed:
            followed.end(self._over_with)
        self._over_with = None
        self._undrawn = False
        self.allRead.emit()

    def _read(self) -> None:
        now_ns = perf_counter_ns()
        newest_shown = self.followed.shown == len(self.followed) - 1
        if self.followed.take_up(self._runs):
            self.runsChanged.emit()
        heard = self.followed.read(now_ns, perf_counter() + READ_S)
        if newest_shown:  # who looks at an earlier run is left there
            self.show(len(self.followed) - 1)
        if self._current in heard or now_ns - self._heard_ns >= SILENT_S * 1e9:
            self._heard_ns = now_ns
            self._undrawn = self._unjudged = True

    def _judging_due(self, now: float) -> bool:
        goes_on = self._over_with is None and not self._current.stands_still
        return goes_on and self._unjudged and self._current.judged_live and self._judging.rested(now)

    def _judge_live(self) -> None:
        self._unjudged = False
        self._judging.judge(self._current, self._tell_live)

    def _tell_live(self, followed: FollowedRun, findings: list[Finding]) -> None:
        if followed in self.followed:
            self._tell(followed, findings)

    def _show_current(self) -> None:
        self.began.emit(self._current.run)
        self.runsChanged.emit()

    def _tell(self, followed: FollowedRun, findings: list[Finding]) -> None:
        followed.findings = findings
        if followed is self._current:
            self.diagnosed.emit(findings)

    def _tell_last(self, followed: FollowedRun, findings: list[Finding]) -> None:
        if followed not in self.followed:  # the next session has begun already
            return
        followed.judged = True
        self._tell(followed, findings)
        if self.followed.judged:
            self.allJudged.emit()
