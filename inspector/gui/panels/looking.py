"""What looking at the values of batches cost the run, so that a person can weigh it. No Qt."""

from __future__ import annotations

from inspector.analysis.model import Source
from inspector.analysis.run import Run
from inspector.gui.panels.words import duration
from inspector.recording.events import Role

UNSETTLED = 512
"""The newest pulls may still get their values: a read-ahead is never that long."""


class Looking:
    """Adds up the time; reads only what came since the last `update`."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._read: dict[Role, int] = {}
        self.batches = 0
        self.took_ns = 0

    def update(self) -> None:
        """Read what came since. Values that TensorFlow described on its way have no time of their own: not counted."""
        for role, source in self._run.sources.items():
            self._read[role] = self._add(source, self._read.get(role, 0))

    def _add(self, source: Source, at: int) -> int:
        settled = len(source.pulls) - (0 if self._run.over else UNSETTLED)
        while at < len(source.pulls) and (at < settled or source.pulls[at].statistics is not None):
            took = (source.pulls[at].statistics or {}).get("took_ns")
            if took is not None:
                self.batches += 1
                self.took_ns += took
            at += 1
        return at

    @property
    def words(self) -> str:
        """`Looking took 34 µs a batch, 0.7 % of the run.`; empty where nothing is known of it."""
        run = self._run
        end = run.ended_ns if run.over else run.last_ns
        if not self.batches or run.fit_began_ns is None or end is None or end <= run.fit_began_ns:
            return ""
        percent = 100 * self.took_ns / (end - run.fit_began_ns)
        share = "less than 0.1 %" if percent < 0.1 else f"{percent:.1f} %"
        return f"Looking took {duration(self.took_ns // self.batches)} a batch, {share} of the run."
