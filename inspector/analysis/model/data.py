"""The data: what was pulled from the person's own object, and what Keras' iterators over it handed over.

A long run has millions of pulls, so they lie in columns; a `Pull` is made where somebody looks at one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import overload

import numpy as np

from inspector.analysis.ending import Failure
from inspector.recording.events import NONE, Kind, Payload, Role
from inspector.recording.growing import Growing, Table
from inspector.recording.numbering import Numbering
from inspector.recording.recording import Recording


class PullState(Enum):
    """How one `next()` or `__getitem__` ended."""

    PENDING = "pending"
    YIELDED = "yielded"
    STOPPED = "stopped"
    RAISED = "raised"


PULL_STATES = tuple(PullState)
PENDING, YIELDED, STOPPED, RAISED = range(len(PULL_STATES))
"""The numbers of the states in the column of that name."""


@dataclass(slots=True)
class Pull:
    """One `next()` or `__getitem__` on the person's own data."""

    batch: int
    """The yield index (generator) or the index asked for (PyDataset, Sequence); position in its pass for the rest."""
    seq: int
    began_ns: int
    thread: str
    process: int
    for_pass: int | None
    """The pass of Keras' iterator that wanted it; None: a peek."""
    ended_ns: int | None = None
    state: PullState = PullState.PENDING
    signature: Payload | None = None
    """The batch's structure, shapes and dtypes; see `inspector.fit.taps.signature`."""
    statistics: Payload | None = None
    """What its values are like; see `inspector.fit.taps.statistics`. None: not looked at."""

    @property
    def rows(self) -> int | None:
        """The size of the first dimension of the first input; None where it has none."""
        return rows_in(self.signature)


def rows_in(signature: Payload | None) -> int | None:
    """The size of the first dimension of the first input that a signature tells; None where it has none."""
    if signature is None or not signature["inputs"]:
        return None
    shape = signature["inputs"][0]["shape"]
    return shape[0] if shape else None


PULL = np.dtype(
    [
        ("began_ns", np.int64),
        ("ended_ns", np.int64),
        ("seq", np.int32),
        ("batch", np.int32),
        ("for_pass", np.int32),
        ("signature", np.int32),
        ("statistics", np.int32),
        ("thread", np.uint16),
        ("state", np.uint8),
    ]
)
"""One pull: 39 bytes. `signature` and `statistics` are numbers of payloads; `ended_ns` counts only once it ended."""


class Pulls(Sequence[Pull]):
    """Pulls in the order in which they began: all of a source, or some of them."""

    def __init__(self, recording: Recording, table: Table, numbers: np.ndarray | None = None) -> None:
        self._recording, self._table, self._numbers = recording, table, numbers

    def __len__(self) -> int:
        return len(self._table) if self._numbers is None else len(self._numbers)

    def column(self, name: str) -> np.ndarray:
        """One column of them: see `PULL`."""
        column = self._table[name]
        return column if self._numbers is None else column[self._numbers]

    def where(self, mask: np.ndarray) -> Pulls:
        """Those for which `mask` is true."""
        return self.some(np.flatnonzero(mask))

    def some(self, numbers: np.ndarray) -> Pulls:
        """Those of these numbers."""
        return Pulls(self._recording, self._table, numbers if self._numbers is None else self._numbers[numbers])

    @overload
    def __getitem__(self, index: int) -> Pull: ...
    @overload
    def __getitem__(self, index: slice) -> list[Pull]: ...
    def __getitem__(self, index: int | slice) -> Pull | list[Pull]:
        if isinstance(index, slice):
            numbers = np.arange(*index.indices(len(self))) if self._numbers is None else self._numbers[index]
            return list(self._made(numbers))
        number = range(len(self))[index] if self._numbers is None else int(self._numbers[index])
        return next(self._made(np.array([number])))

    def __iter__(self) -> Iterator[Pull]:
        for first in range(0, len(self), _AT_ONCE):
            yield from self[first : first + _AT_ONCE]

    def _made(self, numbers: np.ndarray) -> Iterator[Pull]:
        told = self._recording
        columns = [self._table[name][numbers].tolist() for name in PULL.names or ()]
        for began, ended, seq, batch, for_pass, signature, statistics, thread, state in zip(*columns, strict=True):
            process, name = told.threads[thread]
            yield Pull(
                batch,
                seq,
                began,
                name,
                process,
                None if for_pass == NONE else for_pass,
                None if state == PENDING else ended,
                PULL_STATES[state],
                None if signature == NONE else told.payloads[signature],
                None if statistics == NONE else told.payloads[statistics],
            )

    def signatures(self) -> list[tuple[int, Payload]]:
        """The signatures that these have, each with the place of the first pull that has it, in that order.

        Equal signatures are one payload, so there are few however many pulls there are.
        """
        numbers = self.column("signature")
        found, first = first_of_each(numbers)
        payloads = self._recording.payloads
        return [(at, payloads[one]) for one, at in zip(found.tolist(), first.tolist(), strict=True) if one != NONE]

    def rows(self) -> np.ndarray:
        """How many rows the batch of each has; NONE where it has none."""
        numbers = self.column("signature")
        found = first_of_each(numbers)[0]
        rows = np.full(max(0, int(numbers.max(initial=NONE))) + 1, NONE, np.int64)
        for one in found[found != NONE].tolist():
            known = rows_in(self._recording.payloads[one])
            rows[one] = NONE if known is None else known
        return np.where(numbers == NONE, NONE, rows[numbers])


_AT_ONCE = 4096


def first_of_each(numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The different numbers, and the place of the first of each, in the order of those places."""
    if not len(numbers) or (numbers == numbers[0]).all():  # the usual case, and sorting millions is dear
        return numbers[:1], np.arange(len(numbers[:1]))
    found, first = np.unique(numbers, return_index=True)
    order = np.argsort(first)
    return found[order], first[order]


class Handover:
    """Batches in the order in which they were handed over to steps, and how many the steps have taken."""

    def __init__(self, room: int = 0) -> None:
        """`room`: for how many batches there is room from the beginning."""
        self.delivered = Numbering(room)
        """Which batches; NONE where that is not known."""
        self._ns = Growing(np.int64, room)
        self._replayed = Growing(np.int32)
        self.consumed = 0

    def extend(self, batches: np.ndarray, t_ns: np.ndarray) -> None:
        """Hand these over."""
        self.delivered.extend(batches)
        self._ns.extend(t_ns)

    def note_replayed(self, positions: np.ndarray) -> None:
        """These of the batches that steps took had been taken before."""
        self._replayed.extend(positions)

    @property
    def delivered_ns(self) -> np.ndarray:
        """When each was handed over."""
        return self._ns.values

    @property
    def replayed(self) -> np.ndarray:
        """The positions of those that a step took although one had taken them before, ascending."""
        return self._replayed.values


class Pass(Handover):
    """One iterator that Keras made over the data, and what it handed over."""

    def __init__(self, number: int, began_ns: int, room: int = 0) -> None:
        super().__init__(room)
        self.number = number
        self.began_ns = began_ns
        self.ended_ns: int | None = None


class Source:
    """The data of one role: what it is, what was pulled from it and how it ended."""

    def __init__(self, role: Role, recording: Recording) -> None:
        self.role = role
        self.kind = "unknown"
        """generator | py_dataset | tf_dataset | arrays | unknown"""
        self.name = ""
        self.engine = "keras"
        """keras | tf_keras: who takes the data over."""
        self.length: int | None = None
        """len() or cardinality, where it has one."""
        self.ordered = True
        """Whether batches reach the steps in the order in which they were handed over; False: Keras shuffles them."""
        self.divided = False
        """Whether TensorFlow cuts batches up for the workers of a cluster: no step uses one as it was given."""
        self.rows: dict[str, int] = {}
        """How many rows each array has, where the data is arrays and a check looked at them."""
        self.own_hooks: tuple[str, ...] = ()
        """Which of on_epoch_begin, on_epoch_end the person's class defines."""
        self.table = Table(PULL, recording.counts.of(Kind.PULL_BEGIN, role))
        self.pulls = Pulls(recording, self.table)
        self.passes: list[Pass] = []
        self.given = Numbering(recording.counts.of(Kind.PULL_END, role))
        """The numbers of the pulls that gave a batch, in the order in which they gave it."""
        self.inferred = Handover()
        """What steps are taken to have used, where no pass was seen."""
        self.exhausted_ns: int | None = None
        self.exhausted_seq: int | None = None
        self.failure: Failure | None = None
        self.used_from_ns: int | None = None
        """When fit's steps on it began, at on_train_begin or the first on_test_begin: what came before is the peek."""
        self.lost: tuple[int, ...] = ()
        """Batches that an earlier fit had read ahead from the same generator and never trained on."""

    @property
    def from_pipeline(self) -> bool:
        """Whether the batches come out of tf.data, where the person's own code is not watched."""
        return self.kind in ("tf_dataset", "arrays")

    @property
    def yielded(self) -> np.ndarray:
        """The batches in the order in which they were given."""
        return self.table["batch"][self.given[:]]

    @property
    def last_given(self) -> int | None:
        """The batch that was given last."""
        last: list[int] = self.table["batch"][self.given[-1:]].tolist()
        return last[0] if last else None

    def last_signature(self, batch: int) -> Payload | None:
        """What a batch was when it was last given."""
        given = self.given[:]
        for number in given[np.flatnonzero(self.table["batch"][given] == batch)][::-1].tolist():
            signature = self.pulls[number].signature
            if signature is not None:
                return signature
        return None

    @property
    def produced(self) -> Pulls:
        """The pulls that gave a batch, in order."""
        return self.pulls.where(self.table["state"] == YIELDED)

    @property
    def peeked(self) -> Pulls:
        """The batches pulled before any step or iterator wanted one."""
        table, until = self.table, self.used_from_ns
        peeked = (table["state"] == YIELDED) & (table["for_pass"] == NONE)
        return self.pulls.where(peeked if until is None else peeked & (table["began_ns"] < until))

    def first_in(self, state: PullState) -> Pull | None:
        """The first pull that ended so."""
        found = np.flatnonzero(self.table["state"] == PULL_STATES.index(state))
        return self.pulls[int(found[0])] if len(found) else None


def batches_in(numbers: Iterable[int]) -> list[int | None]:
    """Batches as they are told: None where one is not known."""
    return [None if number == NONE else number for number in numbers]
