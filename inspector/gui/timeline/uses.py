"""Which of the batches that were given no step ever used. Pure; says so only where it is certain."""

from __future__ import annotations

from inspector.analysis.model import Pull, PullState, Source
from inspector.analysis.run import Run
from inspector.recording.events import NONE, Role


class Uses:
    """Asked of a run that is over: while it goes on, any batch may still be used."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._of_generator: dict[Role, set[int]] = {}
        self._of_pass: dict[tuple[Role, int], set[int] | None] = {}

    def never_used(self, role: Role, pull: Pull) -> bool:
        """Whether a batch was given and nothing was done with it."""
        run = self._run
        source = run.sources[role]
        if not run.over or not run.lineage_observed or not source.ordered or pull.state is not PullState.YIELDED:
            return False
        if not source.passes:
            return not run.consumed(role)
        if source.kind == "generator":
            if any(self._used_in(source, number) is None for number in range(len(source.passes))):
                return False
            if role not in self._of_generator:
                self._of_generator[role] = run.consumed(role)
            return pull.batch not in self._of_generator[role]
        if pull.for_pass is None:
            return source.kind == "py_dataset" and _peeked(source, pull)
        used = self._used_in(source, pull.for_pass)
        return used is not None and pull.batch not in used

    def _used_in(self, source: Source, number: int) -> set[int] | None:
        """The batches of a pass that reached a step; None where that is not known of each."""
        key = (source.role, number)
        if key not in self._of_pass:
            known = number < len(source.passes)
            used = set(source.passes[number].delivered[: source.passes[number].consumed]) if known else {NONE}
            self._of_pass[key] = None if NONE in used else used
        return self._of_pass[key]


def _peeked(source: Source, pull: Pull) -> bool:
    return source.used_from_ns is None or pull.began_ns < source.used_from_ns
