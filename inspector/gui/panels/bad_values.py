"""Which batches had NaN or infinity in them, kept up to date while the run grows."""

from __future__ import annotations

from bisect import bisect_left

from inspector.analysis.model import Pull
from inspector.analysis.run import Run
from inspector.recording.events import Event, Payload, Role


class BadValues:
    """Call `update` to read what was found since."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._cursor = 0
        self._found: dict[tuple[Role, int | None, int | None], list[Event]] = {}

    def update(self) -> None:
        """Read what was found since the last call."""
        for event in self._run.non_finite[self._cursor :]:
            self._found.setdefault((event.role, event.step, event.batch), []).append(event)
            self._cursor += 1

    def of(self, role: Role, pull: Pull) -> Payload | None:
        """What was found in this batch; an index that several passes ask for is a batch of its own in each."""
        found = self._found.get((role, pull.for_pass, pull.batch), [])
        at = bisect_left(found, pull.seq, key=lambda event: event.seq)
        return found[at].payload if at < len(found) else None
