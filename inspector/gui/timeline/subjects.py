"""What boxes stand for where there are millions: a run's pulls, steps and calls, read out of its columns when asked."""

from __future__ import annotations

import numpy as np

from inspector.analysis.model import Source, Steps
from inspector.analysis.run import Run
from inspector.gui.timeline.read_ahead import ReadAhead
from inspector.recording.events import NONE, Role


class _Highest:
    """The highest of a column that grows."""

    def __init__(self) -> None:
        self._read, self._highest = 0, NONE

    def of(self, column: np.ndarray) -> int:
        """Look at what is new."""
        if self._read < len(column):
            self._highest = max(self._highest, int(column[self._read :].max()))
            self._read = len(column)
        return self._highest


class PullSubject:
    """The pulls of one role; `value`: rows of the batch."""

    def __init__(self, run: Run, role: Role) -> None:
        self._run, self._role = run, role
        self._highest = _Highest()

    @property
    def highest(self) -> int:
        return self._highest.of(self._source.table["batch"])

    @property
    def _source(self) -> Source:
        return self._run.source(self._role)

    def column(self, name: str, numbers: np.ndarray) -> np.ndarray:
        if name in ("seq", "batch"):
            return self._source.table[name][numbers]
        if name == "value":
            return self._source.pulls.some(numbers).rows()
        return _plain(name, numbers)

    def with_seq(self, seq: int) -> np.ndarray:
        return _ascending(self._source.table["seq"], seq)


class StepSubject:
    """The steps of one role; `value`: batches that waited when it ended."""

    def __init__(self, run: Run, role: Role, read_ahead: ReadAhead | None = None) -> None:
        self._run, self._role, self._read_ahead = run, role, read_ahead
        self._table = run.steps[role]
        self._highest = _Highest()

    @property
    def highest(self) -> int:
        return self._highest.of(self._table["index"]) + self._run.requested.group - 1

    def column(self, name: str, numbers: np.ndarray) -> np.ndarray:
        table = self._table
        match name:
            case "seq":
                return table["seq"][numbers]
            case "step":
                return table["index"][numbers]
            case "steps":
                ended = table["end_seq"][numbers] != NONE
                return np.where(ended, np.maximum(1, table["updates"][numbers]), self._run.requested.group)
            case "epoch":
                epochs = self._run.epochs
                return np.array([one.number for one in epochs])[self._run.epochs_of(self._role, numbers)]
            case "batch":
                return np.array([_first_batch(Steps(table, one, one + 1)) for one in numbers.tolist()], np.int64)
            case "value" if self._read_ahead is not None:
                waiting = self._read_ahead.waiting(table["ended_ns"][numbers])
                return np.where(table["end_seq"][numbers] == NONE, NONE, waiting)
        return _plain(name, numbers)

    def with_seq(self, seq: int) -> np.ndarray:
        return _ascending(self._table["seq"], seq)


class CallSubject:
    """The calls of callback objects; `text`: which object and hook."""

    def __init__(self, run: Run) -> None:
        self._calls = run.callback_calls

    @property
    def highest(self) -> int:
        return NONE  # they are told in words

    def column(self, name: str, numbers: np.ndarray) -> np.ndarray:
        if name in ("seq", "epoch", "step"):
            return self._calls.column(name)[numbers]
        if name == "text":
            return self._calls.column("which")[numbers]
        return _plain(name, numbers)

    def with_seq(self, seq: int) -> np.ndarray:
        return _ascending(self._calls.column("seq"), seq)


def _first_batch(step: Steps) -> int:
    batches = step.batch_numbers
    return int(batches[0]) if len(batches) else NONE


def _plain(name: str, numbers: np.ndarray) -> np.ndarray:
    return np.full(len(numbers), 1 if name == "steps" else NONE)


def _ascending(seqs: np.ndarray, seq: int) -> np.ndarray:
    at = int(np.searchsorted(seqs, seqs.dtype.type(seq)))  # of another type, all of them would be converted
    return np.array([at] if at < len(seqs) and seqs[at] == seq else [], np.int64)
