"""One run's events, in order, as columns; payloads beside them, each stored once however often it is used."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import Any, cast

import numpy as np

from inspector.recording.columns import Columns
from inspector.recording.counts import Counts
from inspector.recording.events import NONE, Event, Kind, Payload, Role

ROW = np.dtype(
    [
        ("t_ns", np.int64),
        ("epoch", np.int32),
        ("step", np.int32),
        ("batch", np.int32),
        ("payload", np.int32),
        ("thread", np.uint16),
        ("kind", np.uint8),
        ("role", np.uint8),
    ]
)
"""One event: 28 bytes."""
PACKED = struct.Struct("=qiiiiHBB")
"""The same, for who writes one at a time."""

# Looked up rather than called: an enum's call costs a third of reading an event.
_KINDS = {kind.value: kind for kind in Kind}
_ROLES = {role.value: role for role in Role}


class Recording:
    """What happened. Append-only: one writer, any number of readers that keep a cursor of their own."""

    def __init__(self) -> None:
        self.rows = Columns(ROW)
        self.counts = Counts(self.rows)
        self._put: list[Payload] = []
        self.payloads: Sequence[Payload] = self._put
        self.growing = True
        """Whether more may come; one that was opened from a file has all that it will ever have."""
        self.threads: list[tuple[int, str]] = []
        """Process id and name of each thread that recorded, by the number in the `thread` column."""

    def __len__(self) -> int:
        return len(self.rows)

    def event(self, seq: int) -> Event:
        """The event with this number; raises IndexError where there is none."""
        return self._event(seq, cast(tuple[int, ...], self.rows[seq].tolist()))

    def events(self, start: int = 0, stop: int | None = None) -> Iterator[Event]:
        """The events from number `start` up to `stop`, in order."""
        seq = start
        for block in self.rows.blocks(start, stop):
            for row in cast(list[tuple[int, ...]], block.tolist()):
                yield self._event(seq, row)
                seq += 1

    def _event(self, seq: int, row: tuple[int, ...]) -> Event:
        t_ns, epoch, step, batch, payload, thread, kind, role = row
        process, name = self.threads[thread]
        return Event(
            seq,
            t_ns,
            _KINDS[kind],
            _ROLES[role],
            name,
            process,
            None if epoch == NONE else epoch,
            None if step == NONE else step,
            None if batch == NONE else batch,
            None if payload == NONE else self.payloads[payload],
        )

    def keep_payload(self, payload: Payload) -> int:
        """Store a payload; return its number."""
        return _place(self._put, payload)

    def keep_thread(self, thread: tuple[int, str]) -> int:
        """Make a thread known, by its process id and name; return its number."""
        return _place(self.threads, thread)


def _place(kept: list[Any], one: Any) -> int:
    """Append it; return where it is, also where something was appended in the midst of that."""
    at = len(kept)
    kept.append(one)
    while kept[at] is not one:
        at += 1
    return at
