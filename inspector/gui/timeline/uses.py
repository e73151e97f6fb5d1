"""Which of the batches that were given no step ever used. Pure; says so only where it is certain."""

from __future__ import annotations

from inspector.analysis.model import Pull, PullState, Source
from inspector.analysis.peek import Peek
from inspector.analysis.run import Run
from inspector.gui.timeline.handed import Handed
from inspector.recording.events import NONE


class Uses:
    """Asked of a run that is over: while it goes on, any batch may still be used."""

    def __init__(self, run: Run, source: Source, peek: Peek, handed: Handed) -> None:
        self._run, self._source, self._peek, self._handed = run, source, peek, handed
        self._known = run.lineage_observed and source.ordered and not _unknown(source)
        self._consumed = run.consumed(source.role)

    def never_used(self, pull: Pull) -> bool:
        """Whether a batch was given and nothing was done with it."""
        source = self._source
        if not self._run.over or not self._known or pull.state is not PullState.YIELDED:
            return False
        if not source.passes or source.kind == "generator":
            return pull.batch not in self._consumed
        if pull.for_pass is None:
            return self._peek.thrown_away and pull in self._peek.pulls
        where = self._handed.where(pull)
        if where is None:
            return self._handed.certain(pull)
        number, position = where
        return position >= source.passes[number].consumed


def _unknown(source: Source) -> bool:
    """Whether some pass gave a step a batch that is not known."""
    return any(NONE in one.delivered[: one.consumed] for one in source.passes)
