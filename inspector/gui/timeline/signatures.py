"""The shapes of the batches in words, and where each signature was first seen. Pure."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from inspector.analysis.model.data import PENDING, Pulls, rows_in
from inspector.analysis.run import Run
from inspector.recording.events import Payload
from inspector.recording.pieces import in_pieces


def shape_words(signature: Payload) -> str:
    """`x (32, 10) float32 · y (32, 1)`: a dtype is said once, and again where it changes."""
    words: list[str] = []
    before = None
    for one in signature["inputs"]:
        shape = ", ".join("?" if size is None else str(size) for size in one["shape"])
        shape += "," if len(one["shape"]) == 1 else ""
        dtype = "" if one["dtype"] == before else f" {one['dtype']}"
        before = one["dtype"]
        words.append(f"{one['name']} ({shape}){dtype}")
    return " · ".join(words)


class FirstSeen(NamedTuple):
    """A signature and the pull that first had it."""

    words: str
    seq: int


class Signatures:
    """Every different signature of the training data, in the order in which they came."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._cursor = 0
        self._known: set[str] = set()
        self._payloads: set[int] = set()
        self.seen: list[FirstSeen] = []
        self.largest = 0
        """The most rows that a batch has."""

    def grow(self) -> None:
        """Read the pulls that have ended since."""
        table = self._run.train.table
        ended = table["state"][self._cursor :] != PENDING
        first, self._cursor = self._cursor, self._cursor + (len(ended) if ended.all() else int(np.argmin(ended)))
        for new in in_pieces(first, self._cursor):
            self._read(self._run.train.pulls.some(new))

    def _read(self, pulls: Pulls) -> None:
        for at, signature in pulls.signatures():
            if id(signature) in self._payloads:
                continue
            self._payloads.add(id(signature))  # taps share one payload between equal batches
            self.largest = max(self.largest, rows_in(signature) or 0)
            words = shape_words(signature)
            if words not in self._known:
                self._known.add(words)
                self.seen.append(FirstSeen(words, int(pulls.column("seq")[at])))
