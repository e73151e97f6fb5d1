"""One run of a session as the window follows it: its recorder, what was read of it, and what is claimed of it."""

from __future__ import annotations

from inspector.analysis.finding import Finding
from inspector.analysis.run import Run
from inspector.recording.events import Kind
from inspector.recording.recorder import Recorder


class FollowedRun:
    """Read on the window's thread, a little at a time."""

    def __init__(self, run: Run, recorder: Recorder | None = None) -> None:
        """`recorder`: where more of the run may come from; None: it is all there, out of a recording."""
        self.run = run
        self._recorder = recorder
        self.findings: list[Finding] = []
        self.judged = False
        """Whether the findings are the last ones, of the whole run."""
        self.judged_live = True
        """Whether the findings are kept up to date while the run goes on; a very long run is judged at its end."""

    def read(self, now_ns: int) -> bool:
        """Take what was recorded since the last call; return whether there was anything."""
        if self._recorder is not None:
            self._recorder.drain()
        self.run.clock_ns = now_ns
        return self.run.update()

    def end(self, outcome: str) -> None:
        """Nothing more is to come: where the run does not say itself how it ended, it is said here.

        Or everything would stay pending.
        """
        if not self.run.over and self._recorder is not None:
            self._recorder.put(Kind.RUN_END, payload={"outcome": outcome})
            self.read(self.run.clock_ns or 0)
