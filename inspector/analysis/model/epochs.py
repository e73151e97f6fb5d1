"""The epochs, with their steps and validation.

A long run has millions of steps, so they lie in columns, one table a role; an epoch's are a stretch of it. A `Step` is
made where somebody looks at one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np

from inspector.analysis.model.data import Handover, Source, batches_in
from inspector.recording.events import NONE
from inspector.recording.growing import Table


@dataclass(slots=True)
class Step:
    """One call of the train (or test) step, or of a group of them under `steps_per_execution`."""

    index: int
    """What `on_*_batch_begin` was given."""
    began_ns: int
    seq: int
    last: int | None
    """What `on_*_batch_end` was given; None: it never came."""
    ended_ns: int | None
    end_seq: int | None
    batches: list[int | None]
    """The batch of each update in it; None where unknown."""
    replayed: list[int]
    """Those of its batches that an earlier pass had already given to a step."""
    in_pass: int | None
    """The pass that gave them."""
    position: int
    """Where in that pass the first of them is."""
    waited_ns: int
    """How long it waited, at least: from its begin until its last batch was handed over."""


STEP = np.dtype(
    [
        ("began_ns", np.int64),
        ("ended_ns", np.int64),
        ("index", np.int32),
        ("last", np.int32),
        ("seq", np.int32),
        ("end_seq", np.int32),
        ("in_pass", np.int32),
        ("position", np.int32),
        ("updates", np.int32),
    ]
)
"""One step: 44 bytes. `end_seq` is NONE where it has no end; its batches are those at its position in its pass."""


class StepTable(Table):
    """All steps of one role, with the data that they took their batches from."""

    def __init__(self, source: Callable[[], Source], room: int = 0) -> None:
        super().__init__(STEP, room)
        self._source = source
        self.done = 0
        """Updates that completed, of all of them."""

    def handover(self, in_pass: int) -> Handover:
        """Where the batches of a step are told."""
        source = self._source()
        return source.inferred if in_pass == NONE else source.passes[in_pass]

    @property
    def settled(self) -> int:
        """How many there are that do not change any more: only the last one can still end."""
        return len(self) - (len(self) > 0 and self["end_seq"][-1] == NONE)

    @property
    def first_ended_ns(self) -> int | None:
        """When the first of those ended that did."""
        if not self.done:
            return None
        return int(self["ended_ns"][int(np.argmax(self["end_seq"] != NONE))])

    @property
    def ordered(self) -> bool:
        """Whether which batch it was is known from the order in which they were handed over."""
        return self._source().ordered


class Steps(Sequence[Step]):
    """The steps from number `first` of a table up to `stop`; None: up to its end, while they grow."""

    def __init__(self, table: StepTable, first: int, stop: int | None = None) -> None:
        self.table, self.first, self._stop = table, first, stop

    @property
    def stop(self) -> int:
        """The number after the last."""
        return len(self.table) if self._stop is None else self._stop

    def close(self, stop: int) -> None:
        """No more of them come."""
        self._stop = stop if self._stop is None else self._stop

    def __len__(self) -> int:
        return self.stop - self.first

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Steps) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # grows

    def column(self, name: str) -> np.ndarray:
        """One column of them: see `STEP`."""
        return self.table[name][self.first : self.stop]

    @property
    def ended(self) -> np.ndarray:
        """Which have their end."""
        return np.asarray(self.column("end_seq") != NONE)

    @property
    def done(self) -> int:
        """Updates that completed."""
        return int(self.column("updates").sum())

    @property
    def has_open(self) -> bool:
        """Whether the last one has no end."""
        return len(self) > 0 and bool(self.column("end_seq")[-1] == NONE)

    @property
    def open(self) -> Step | None:
        """The last one, where it has no end."""
        return self[-1] if self.has_open else None

    @overload
    def __getitem__(self, index: int) -> Step: ...
    @overload
    def __getitem__(self, index: slice) -> list[Step]: ...
    def __getitem__(self, index: int | slice) -> Step | list[Step]:
        numbers = range(self.first, self.stop)[index]
        if isinstance(numbers, range):
            return list(self._made(np.arange(numbers.start, numbers.stop, numbers.step)))
        return next(self._made(np.array([numbers])))

    def __iter__(self) -> Iterator[Step]:
        for first in range(0, len(self), _AT_ONCE):
            yield from self[first : first + _AT_ONCE]

    def _made(self, numbers: np.ndarray) -> Iterator[Step]:
        ordered = self.table.ordered
        columns = [self.table[name][numbers].tolist() for name in STEP.names or ()]
        for began, ended, index, last, seq, end_seq, in_pass, position, updates in zip(*columns, strict=True):
            over = end_seq != NONE
            step = Step(
                index,
                began,
                seq,
                None if last == NONE else last,
                ended if over else None,
                end_seq if over else None,
                [],
                [],
                None if in_pass == NONE else in_pass,
                position,
                0,
            )
            if over:
                _tell_batches(step, self.table.handover(in_pass), updates, ordered)
            yield step

    # -- their batches --

    @property
    def stretches(self) -> list[tuple[int, int, int]]:
        """(pass, first position, stop) of the batches that they took, in order; NONE: not of a pass."""
        in_pass, position, updates = (self.column(name) for name in ("in_pass", "position", "updates"))
        last = len(updates) - 1 - self.has_open
        if last >= 0 and updates[0] and updates[last] and in_pass[0] == in_pass[last]:
            # The usual case: each took up where the one before had left off. A long run may have very many epochs.
            first, end = int(position[0]), int(position[last] + updates[last])
            if end - first == updates.sum():
                return [(int(in_pass[0]), first, end)]
        some = np.flatnonzero(updates)
        if not len(some):
            return []
        in_pass, position = in_pass[some], position[some]
        stop = position + updates[some]
        edges = np.flatnonzero((in_pass[1:] != in_pass[:-1]) | (position[1:] != stop[:-1])) + 1
        starts, ends = np.append(0, edges), np.append(edges, len(some))
        return [(int(in_pass[a]), int(position[a]), int(stop[b - 1])) for a, b in zip(starts, ends, strict=True)]

    @property
    def batch_numbers(self) -> np.ndarray:
        """The batch of each completed update; NONE where unknown."""
        parts = [np.empty(0, np.int32)]
        for in_pass, first, stop in self.stretches:
            known = self.table.ordered or in_pass == NONE
            parts.append(self.table.handover(in_pass).delivered[first:stop] if known else np.full(stop - first, NONE))
        return np.concatenate(parts)

    @property
    def batches(self) -> list[int | None]:
        """The batch of each completed update; None where unknown."""
        return batches_in(self.batch_numbers.tolist())

    @property
    def replays(self) -> np.ndarray:
        """Which of those updates were on a batch that an earlier pass had already given to a step."""
        again, offset = np.zeros(self.done, bool), 0
        for in_pass, first, stop in self.stretches:
            positions = self.table.handover(in_pass).replayed
            if not len(positions):
                offset += stop - first
                continue
            positions = positions[np.searchsorted(positions, first) : np.searchsorted(positions, stop)]
            again[positions - first + offset] = True
            offset += stop - first
        return again

    @property
    def replay_count(self) -> int:
        """How many of them were."""
        count = 0
        for in_pass, first, stop in self.stretches:
            positions = self.table.handover(in_pass).replayed
            if len(positions):
                count += int(np.searchsorted(positions, stop) - np.searchsorted(positions, first))
        return count

    @property
    def replayed(self) -> list[int]:
        """Those of the batches that an earlier pass had already given to a step."""
        found: list[int] = self.batch_numbers[self.replays].tolist() if self.replay_count else []
        return found

    def that_took(self, batch: int) -> np.ndarray:
        """The numbers of those that took this batch."""
        which = np.flatnonzero(self.batch_numbers == batch)
        ends = np.cumsum(self.column("updates"))
        return np.unique(self.first + np.searchsorted(ends, which, "right"))

    def that_took_from(self, in_pass: int, position: int) -> np.ndarray:
        """The numbers of those that took what a pass had at this position."""
        first, updates = self.column("position"), self.column("updates")
        took = (self.column("in_pass") == in_pass) & (first <= position) & (position < first + updates)
        return self.first + np.flatnonzero(took & self.ended)

    @property
    def waited_ns(self) -> np.ndarray:
        """How long each waited, at least: from its begin until its last batch was handed over."""
        waited = np.zeros(len(self), np.int64)
        in_pass, began = self.column("in_pass"), self.column("began_ns")
        last = self.column("position") + self.column("updates") - 1
        mine = np.flatnonzero(self.ended & (in_pass != NONE) & (last >= 0))
        edges = np.flatnonzero(np.diff(in_pass[mine])) + 1
        for part in np.split(mine, edges):
            if len(part):
                handed = self.table.handover(int(in_pass[part[0]])).delivered_ns
                waited[part] = np.maximum(0, handed[last[part]] - began[part])
        return waited


_AT_ONCE = 4096


def _tell_batches(step: Step, handover: Handover, updates: int, ordered: bool) -> None:
    first, stop = step.position, step.position + updates
    known = ordered or step.in_pass is None
    step.batches = batches_in(handover.delivered[first:stop].tolist()) if known else [None] * updates
    replayed = handover.replayed
    if len(replayed):
        again = replayed[np.searchsorted(replayed, first) : np.searchsorted(replayed, stop)]
        step.replayed = handover.delivered[again].tolist()
    if step.in_pass is not None and stop > 0:
        step.waited_ns = max(0, int(handover.delivered_ns[stop - 1]) - step.began_ns)


@dataclass(slots=True)
class Validation:
    """One validation pass within an epoch."""

    began_ns: int
    seq: int
    steps: Steps
    ended_ns: int | None = None

    @property
    def batches(self) -> list[int | None]:
        """The batch that each completed step was tested on."""
        return self.steps.batches

    @property
    def replayed(self) -> list[int]:
        """Those of its batches that an earlier pass had already given to a step."""
        return self.steps.replayed


@dataclass(slots=True)
class Epoch:
    """One epoch that began. A call of evaluate is told as epoch 0, with no steps of training: its one pass."""

    number: int
    began_ns: int
    seq: int
    steps: Steps
    validation: Validation | None = None
    ended_ns: int | None = None
    end_seq: int | None = None
    dataset_began: int = 0
    """How often the dataset's own on_epoch_begin came in this epoch."""
    dataset_ended: int = 0
    optimizer_before: int | None = None
    optimizer_after: int | None = None

    @property
    def steps_done(self) -> int:
        """Updates that completed."""
        return self.steps.done

    @property
    def batches(self) -> list[int | None]:
        """The batch that each completed update trained on."""
        return self.steps.batches

    @property
    def replayed(self) -> list[int]:
        """Those of its batches that an earlier pass had already given to a step."""
        return self.steps.replayed
