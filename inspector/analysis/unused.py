"""What is to be said of a batch that no step that ended had: a few words, the same everywhere.

Nothing is seen of a step between its begin and its end. One that began and never ended may have had what came next in
its pass; of any other batch that is left over it is certain, once the run is over, that no step had it.
"""

from __future__ import annotations

from bisect import bisect_right
from enum import Enum

import numpy as np

from inspector.analysis.model import Pull
from inspector.analysis.run import Run
from inspector.recording.events import NONE, Role
from inspector.recording.pieces import pieces


class Unused(Enum):
    """What became of it; the values are for tables, and stand behind “was”."""

    NOT_MEANT = ""
    """a check looks at the data alone: there are no steps"""
    NOT_KNOWN = "which step used it is not known"
    NOT_YET = "not used yet"
    NOT_RECORDED = "not used before the recording breaks off"
    NEVER = "never used"
    PERHAPS = "perhaps used by a step that never ended"


class Leftovers:
    """Asked about the batches of one run, it answers with what is known by now."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._known: dict[Role, bool] = {}
        self._perhaps: dict[Role, np.ndarray] = {}
        """Once the run is over: what `_may_have_had` says, as keys."""

    def of(self, role: Role, pull: Pull) -> Unused:
        """What is to be said of this one, which no step that ended had."""
        return self.at(role, pull.for_pass, pull.batch)

    def at(self, role: Role, for_pass: int | None, batch: int) -> Unused:
        """The same of the batch that this pass pulled; None: it was a peek."""
        unused = self.of_any(role)
        if unused is not Unused.PERHAPS:
            return unused
        perhaps = self.perhaps(role, np.array([NONE if for_pass is None else for_pass]), np.array([batch]))
        return Unused.PERHAPS if perhaps[0] else Unused.NEVER

    def of_any(self, role: Role) -> Unused:
        """What is to be said of those of this data, whichever it is."""
        run = self._run
        if run.call == "check":
            return Unused.NOT_MEANT
        if not self._is_known(role):
            return Unused.NOT_KNOWN
        if not run.over:
            return Unused.NOT_RECORDED if run.cut else Unused.NOT_YET
        return Unused.PERHAPS if len(self._keys(role)) else Unused.NEVER

    def are_settled(self, role: Role) -> bool:
        """Whether it is known of each batch of this data that a step had it, or that none that ended had or will."""
        return self.of_any(role) in (Unused.NEVER, Unused.PERHAPS)

    def _is_known(self, role: Role) -> bool:
        """Whether it is known which batches the steps that ended had."""
        run = self._run
        source = run.sources[role]
        if not (run.lineage_observed and source.ordered):
            return False
        if run.over and role not in self._known:
            told = (*source.passes, source.inferred)
            self._known[role] = not any(NONE in one.delivered[part] for one in told for part in pieces(0, one.consumed))
        return self._known.get(role, True)

    def perhaps(self, role: Role, passes: np.ndarray, batches: np.ndarray) -> np.ndarray:
        """Which of these batches of these passes, in a run that is over, a step that never ended may have had."""
        one_pass = self._run.sources[role].kind == "generator"
        return np.isin(key_of(np.full(len(batches), NONE) if one_pass else passes, batches), self._keys(role))

    def perhaps_in_any_pass(self, role: Role) -> np.ndarray:
        """The batches that, in a run that is over, a step that never ended may have had in one pass or another."""
        return np.unique(self._keys(role) & _BATCH)

    def _keys(self, role: Role) -> np.ndarray:
        if role not in self._perhaps:
            self._perhaps[role] = _may_have_had(self._run, role)
        return self._perhaps[role]


def _may_have_had(run: Run, role: Role) -> np.ndarray:
    """The next batches of each pass that a step which never ended can have taken from.

    It may have begun before its pass did. The passes that begin once its epoch has ended are for other steps.
    """
    source, table = run.sources[role], run.steps[role]
    if source.failure is not None and run.failure is source.failure and run.requested.group == 1:
        return _NOTHING  # it died of having no batch, though more may have been read ahead behind that one
    began = [one.began_ns for one in source.passes]
    keys = [_NOTHING]
    numbers = np.flatnonzero(table["end_seq"] == NONE)
    for number, epoch in zip(numbers.tolist(), run.epochs_of(role, numbers).tolist(), strict=True):
        part = run.epochs[epoch] if role is Role.TRAIN else run.epochs[epoch].validation
        ended = None if part is None else part.ended_ns
        first = max(0, bisect_right(began, table["began_ns"][number]) - 1)
        stop = len(began) if ended is None else bisect_right(began, ended)
        for one in source.passes[first:stop]:
            next_ones = one.delivered[one.consumed : one.consumed + run.requested.group]
            next_ones = next_ones[next_ones != NONE]
            in_pass = NONE if source.kind == "generator" else one.number
            keys.append(key_of(np.full(len(next_ones), in_pass), next_ones))
    return np.concatenate(keys)


_NOTHING = np.empty(0, np.int64)
_BATCH = (1 << 32) - 1


def key_of(in_pass: np.ndarray, batch: np.ndarray) -> np.ndarray:
    """One number for a batch of a pass."""
    return np.asarray((in_pass.astype(np.int64) + 1) << 32 | batch.astype(np.int64))
