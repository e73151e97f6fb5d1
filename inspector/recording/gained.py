"""What a recording has gained, as blocks: for its file, or for another process that keeps the same recording."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from inspector.recording.file_format import FIRST, LINES, ROWS, BlockKind, framed
from inspector.recording.recording import Recording

LINES_A_BLOCK = 4096


class Gained:
    """Gives each part of a recording once, in blocks that can be read in the order in which they were given."""

    def __init__(self, recording: Recording) -> None:
        self.recording = recording
        self.events = 0
        """How many events were given."""
        self._payloads = self._threads = 0

    def blocks(self) -> list[bytes]:
        """What the recording gained since the last call, from any one thread at a time.

        Raises `TypeError`, `ValueError` or `RecursionError` where something in it cannot be put into words; then
        nothing was given.
        """
        # Events last, here and in what is given: they name threads and payloads, which must be there before them.
        rows = len(self.recording.rows)
        threads, payloads = len(self.recording.threads), len(self.recording.payloads)
        given = [
            *_lines(BlockKind.THREADS, self._threads, self.recording.threads[self._threads : threads]),
            *_lines(BlockKind.PAYLOADS, self._payloads, self.recording.payloads[self._payloads : payloads]),
        ]
        done = self.events
        for block in self.recording.rows.blocks(done, rows):
            given.append(framed(BlockKind.EVENTS, FIRST.pack(done) + block.astype(ROWS, copy=False).tobytes()))
            done += len(block)
        self.events, self._threads, self._payloads = rows, threads, payloads
        return given


def in_words(value: Any) -> bytes:
    """`value` as JSON on one line."""
    # In ASCII: what a program prints may hold lone surrogates, which UTF-8 has no bytes for.
    return json.dumps(value, separators=(",", ":"), default=_plain).encode("ascii")


def _lines(kind: BlockKind, first: int, values: Sequence[Any]) -> Iterator[bytes]:
    for at in range(0, len(values), LINES_A_BLOCK):
        lines = [in_words(value) for value in values[at : at + LINES_A_BLOCK]]
        yield framed(kind, LINES.pack(first + at, len(lines)) + b"\n".join(lines))


def _plain(value: Any) -> Any:
    """A number of numpy's as one of Python's; anything else by its name."""
    item = getattr(value, "item", None)
    return item() if callable(item) and getattr(value, "size", None) == 1 else str(value)
