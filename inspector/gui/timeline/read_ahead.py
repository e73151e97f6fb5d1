"""How many batches had been produced and not yet used by a step, as a curve of steps."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from inspector.analysis.model import Steps
from inspector.analysis.model.data import PENDING, YIELDED
from inspector.analysis.run import Run
from inspector.gui.timeline.ascending import Ascending
from inspector.gui.timeline.blocks import Blocks, Cuts, in_blocks
from inspector.gui.timeline.changes import Changes
from inspector.recording.events import NONE, Role
from inspector.recording.growing import Growing
from inspector.recording.pieces import in_pieces, pieces


class ReadAhead:
    """Batches produced minus batches used, by the clock, of the training data."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._produced = Ascending(lambda: run.train.table["ended_ns"])
        self._used = Ascending(lambda: run.steps[Role.TRAIN]["ended_ns"])
        self._after, self._most = Growing(np.int32), Blocks(np.int32)
        """How many wait just after each batch was produced."""
        self.grown = Changes()
        """From which instant on the curve is not what it was."""
        self._pull = 0
        self._step = 0

    def grow(self) -> None:
        """Read the pulls and steps that are new, each up to the first that has not ended."""
        last = self.last_ns
        new = [*self._read_pulls(), *self._read_steps()]
        earliest = min((one for one in new if one is not None), default=None)
        if earliest is not None:
            self._count(int(np.searchsorted(self._produced.values, np.int64(earliest))))
            self.grown.note(earliest if last is None else min(earliest, int(last)))

    def _read_pulls(self) -> Iterator[int | None]:
        """Each time the earliest instant of what was read."""
        source = self._run.train
        over = source.table["state"][self._pull :] != PENDING
        stop = self._pull + (len(over) if over.all() else int(np.argmin(over)))
        for pulls in in_pieces(self._pull, stop):
            gave = source.table["state"][pulls] == YIELDED
            if source.kind != "generator":
                gave &= source.table["for_pass"][pulls] != NONE  # else what was peeked at is thrown away
            yield self._produced.extend(pulls[gave])
        self._pull = stop

    def _read_steps(self) -> Iterator[int | None]:
        table = self._run.steps[Role.TRAIN]
        for numbers in in_pieces(self._step, table.settled):
            steps = Steps(table, int(numbers[0]), int(numbers[-1]) + 1)
            yield self._used.extend(np.repeat(numbers, steps.column("updates"))[~steps.replays])
        self._step = table.settled

    def _count(self, first: int) -> None:
        """From this batch on others may wait than before."""
        produced, used = self._produced.values, self._used.values
        self._after.cut(first)
        self._most.cut(first)
        self._after.make_room(len(produced))
        for part in pieces(first, len(produced)):
            gone = _by_then(used, produced[part])
            self._after.extend(np.arange(part.start + 1, part.stop + 1) - gone)
        self._most.extend(len(produced), in_blocks(self._after.values))

    def waiting(self, t_ns: np.ndarray) -> np.ndarray:
        """How many batches wait just after each instant."""
        t_ns = np.floor(t_ns).astype(np.int64)  # of another type, all that it is looked for in would be converted
        return np.maximum(0, _by_then(self._produced.values, t_ns) - _by_then(self._used.values, t_ns))

    def most(self, edges_ns: np.ndarray) -> np.ndarray:
        """The most that wait in each stretch between two of these instants, which ascend."""
        edges_ns = np.floor(edges_ns).astype(np.int64)
        at = np.searchsorted(self._produced.values, edges_ns, "right")
        if not len(self._produced.values):
            return self.waiting(edges_ns[:-1])
        return np.maximum(self.waiting(edges_ns[:-1]), self._most.highest(Cuts(at), in_blocks(self._after.values)))

    def changed(self, left_ns: float, right_ns: float) -> int:
        """How often the number changes between two instants."""
        return sum(len(part) for part in self._between(left_ns, right_ns))

    def changes(self, left_ns: float, right_ns: float) -> np.ndarray:
        """The instants between two others at which the number changes."""
        return np.unique(np.concatenate(self._between(left_ns, right_ns)))

    def _between(self, left_ns: float, right_ns: float) -> list[np.ndarray]:
        left, right = np.int64(np.ceil(left_ns)), np.int64(np.floor(right_ns))
        both = (self._produced.values, self._used.values)
        return [values[np.searchsorted(values, left) : np.searchsorted(values, right, "right")] for values in both]

    @property
    def last_ns(self) -> float | None:
        """The last change."""
        ends = [float(v.values[-1]) for v in (self._produced, self._used) if len(v.values)]
        return max(ends, default=None)


def _by_then(instants: np.ndarray, t_ns: np.ndarray) -> np.ndarray:
    """How many of these instants had come by each of some others: looked for among those that are near."""
    if not len(t_ns):
        return np.empty(0, np.int64)
    first, stop = np.searchsorted(instants, t_ns.min()), np.searchsorted(instants, t_ns.max(), "right")
    return np.asarray(first + np.searchsorted(instants[first:stop], t_ns, "right"))
