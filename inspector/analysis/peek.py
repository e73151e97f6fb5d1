"""What Keras took from the batches that it pulled before training, and the first later batch that breaks it.

Keras 3 pulls two batches and merges them: the first dimension may be anything, another one too where the two differ.
tf-keras pulls one and takes from it how many dimensions there are, not how large they are. Both throw away what they
pulled of a `PyDataset`, and ask for it again; of a generator they keep it, and put it in front of every pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from inspector.analysis.model import Pull, Pulls, Source
from inspector.analysis.model.data import PENDING, YIELDED
from inspector.recording.events import NONE, Payload
from inspector.recording.pieces import in_pieces

Dims = tuple["int | None", ...]
"""The dimensions after the first; None: any size."""
PEEKED = ("generator", "py_dataset")
"""The kinds of data that Keras peeks at."""


def inputs(pull: Pull) -> dict[str, Payload]:
    """The arrays of a batch that have a shape, by name."""
    return inputs_in(pull.signature)


def inputs_in(signature: Payload | None) -> dict[str, Payload]:
    """The arrays in a signature that have a shape, by name."""
    return {} if signature is None else {one["name"]: one for one in signature["inputs"] if one["shape"] is not None}


def dims(one: Payload) -> Dims:
    """The dimensions of an array after the first."""
    return tuple(one["shape"][1:])


def taken_by_keras(source: Source) -> dict[str, Dims]:
    """The dimensions that Keras took from its peek."""
    return taken_from(source.peeked, source.engine)


def taken_from(peeked: Iterable[Pull], engine: str) -> dict[str, Dims]:
    """The dimensions that this Keras takes from these batches, where it peeks at them."""
    taken: dict[str, Dims] = {}
    for pull in peeked:
        _take(taken, pull, engine)
    return taken


def _take(taken: dict[str, Dims], pull: Pull, engine: str) -> None:
    """Where the peeked batches differ, any size will do."""
    for name, one in inputs(pull).items():
        new = dims(one) if engine != "tf_keras" else (None,) * len(dims(one))
        old = taken.get(name, new)
        if len(old) == len(new):
            new = tuple(a if a == b else None for a, b in zip(old, new, strict=True))
        taken[name] = new


def breaks(one: Payload, taken: dict[str, Dims]) -> bool:
    """Whether an input does not fit what Keras took from its peek."""
    if one["name"] not in taken:
        return False
    wanted, got = taken[one["name"]], dims(one)
    return len(wanted) != len(got) or any(w is not None and w != g for w, g in zip(wanted, got, strict=True))


def first_that_breaks(source: Source, taken: dict[str, Dims]) -> tuple[Pull, Payload] | None:
    """The first batch that does not fit what Keras took from its peek, and the input that does not."""
    return _first_that_breaks(source.produced, taken)


def _first_that_breaks(pulls: Pulls, taken: dict[str, Dims]) -> tuple[Pull, Payload] | None:
    for at, signature in pulls.signatures():
        for one in inputs_in(signature).values():
            if breaks(one, taken):
                return pulls[at], one
    return None


class Peek:
    """The same of a source that still grows: `grow` reads what has come since."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.pulls: list[Pull] = []
        """The batches that were peeked at,"""
        self.numbers: list[int] = []
        """and which of the source's pulls these are."""
        self.taken: dict[str, Dims] = {}
        self.broken: tuple[Pull, Payload] | None = None
        self._dtypes: dict[str, str] = {}
        self._cursor = 0

    def grow(self) -> None:
        """Read the pulls that have ended since."""
        source, first = self.source, self._cursor
        if source.kind not in PEEKED:
            return
        ended = source.table["state"][first:] != PENDING
        self._cursor = first + (len(ended) if ended.all() else int(np.argmin(ended)))
        for new, peeked in self._given(first):
            self.numbers += new[peeked].tolist()
            for pull in source.pulls.some(new[peeked]):
                self._peeked(pull)
        if self.broken is None:
            others = (source.pulls.some(new[~peeked]) for new, peeked in self._given(first))
            found = (_first_that_breaks(pulls, self.taken) for pulls in others)
            self.broken = next((one for one in found if one is not None), None)

    def _given(self, first: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """The numbers of the pulls from this one on that gave a batch, as far as was read, and which were the peek."""
        source, table = self.source, self.source.table
        for numbers in in_pieces(first, self._cursor):
            new = numbers[table["state"][numbers] == YIELDED]
            peeked = table["for_pass"][new] == NONE
            if source.used_from_ns is not None:
                peeked &= table["began_ns"][new] < source.used_from_ns
            yield new, peeked

    def _peeked(self, pull: Pull) -> None:
        self.pulls.append(pull)
        _take(self.taken, pull, self.source.engine)
        for name, one in inputs(pull).items():
            self._dtypes.setdefault(name, one["dtype"])

    @property
    def signature(self) -> list[Payload]:
        """What Keras took: an entry an input, as in a batch's signature; None: any size."""
        return [
            {"name": name, "shape": [None, *sizes], "dtype": self._dtypes[name]} for name, sizes in self.taken.items()
        ]

    @property
    def thrown_away(self) -> bool:
        """Whether the peeked batches are asked for again, rather than used."""
        return self.source.kind == "py_dataset"
