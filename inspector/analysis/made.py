"""Which pull made the batch that a step trained on."""

from __future__ import annotations

from inspector.analysis.model import Pull, PullState, Source, Step


class Made:
    """Of one source, as far as it has grown when this is made.

    A generator's batch has an index of its own; any other data's is asked for again in each pass.
    """

    def __init__(self, source: Source) -> None:
        self._by_index = source.kind == "generator"
        self._pulls = {
            (None if self._by_index else pull.for_pass, pull.batch): pull
            for pull in source.pulls
            if pull.state is PullState.YIELDED and (self._by_index or pull.for_pass is not None)
        }

    def pull(self, step: Step, batch: int | None) -> Pull | None:
        """The pull behind one of the step's batches; None where it is not known."""
        if batch is None:
            return None
        return self._pulls.get((None if self._by_index else step.in_pass, batch))
