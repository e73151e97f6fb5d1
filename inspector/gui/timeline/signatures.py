"""The shapes of the batches in words, and where each signature was first seen. Pure."""

from __future__ import annotations

from typing import NamedTuple

from inspector.analysis.model import PullState
from inspector.analysis.run import Run
from inspector.recording.events import Payload


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

    def grow(self) -> None:
        """Read the pulls that are new."""
        pulls = self._run.train.pulls
        while self._cursor < len(pulls) and pulls[self._cursor].state is not PullState.PENDING:
            pull = pulls[self._cursor]
            if pull.signature is not None and id(pull.signature) not in self._payloads:
                self._payloads.add(id(pull.signature))  # taps share one payload between equal batches
                words = shape_words(pull.signature)
                if words not in self._known:
                    self._known.add(words)
                    self.seen.append(FirstSeen(words, pull.seq))
            self._cursor += 1
