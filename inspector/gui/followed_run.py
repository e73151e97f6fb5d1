"""One run of a session as the window follows it: its recorder, what was read of it, and what is claimed of it."""

from __future__ import annotations

from time import perf_counter

from inspector.analysis.finding import Finding
from inspector.analysis.run import Run
from inspector.recording.events import Kind
from inspector.recording.recorder import Recorder

AT_ONCE = 2048
"""So many events are read before the clock is looked at: about a millisecond."""


class FollowedRun:
    """Read on the window's thread, a little at a time. While it is judged on another one it stands still."""

    def __init__(self, run: Run, recorder: Recorder | None = None) -> None:
        """`recorder`: where more of the run may come from; None: it is all there, out of a recording."""
        self.run = run
        self._recorder = recorder
        self.findings: list[Finding] = []
        self.judged = False
        """Whether the findings are the last ones, of the whole run."""
        self.judged_live = True
        """Whether the findings are kept up to date while the run goes on; a very long run is judged at its end."""
        self.judged_events = 0
        """How many events the findings are about."""
        self.stands_still = False
        """Whether it is being judged: nothing is read meanwhile."""
        self.cut_short = False
        """Whether there was more to read than there was time for."""
        self._last = 0

    def read(self, now_ns: int, until: float) -> bool:
        """Take what was recorded since the last call, or what of it can be taken `until` then; return whether any was.

        At least a little is taken, however late it is.
        """
        if self.stands_still:
            self.cut_short = False
            return False
        self.run.clock_ns = now_ns
        heard = self.cut_short = False
        while self._read_some():
            heard = True
            if perf_counter() >= until:
                self.cut_short = True
                break
        return heard

    def close(self) -> None:
        """The session is over: what was recorded by now is all of the run. What it left behind may record on."""
        if self._recorder is not None:
            self._last = len(self.run.recording) + self._recorder.waiting

    @property
    def behind(self) -> bool:
        """Whether there is more of a run that was closed."""
        return self.run.cursor < self._last

    def end(self, outcome: str) -> None:
        """Nothing more is to come: where the run does not say itself how it ended, it is said here.

        Or everything would stay pending.
        """
        if not self.run.over and self._recorder is not None:
            self._recorder.put(Kind.RUN_END, payload={"outcome": outcome})
            while not self.run.over:
                self._read_some()

    def _read_some(self) -> bool:
        # What another process recorded is in the recording already.
        if self._recorder is not None and self.run.cursor == len(self.run.recording):
            self._recorder.drain(AT_ONCE)
        return self.run.update(AT_ONCE)
