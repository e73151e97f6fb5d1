"""The payloads of a recording file, each read out of its JSON when it is first asked for.

A long run has hundreds of thousands of them (the statistics of each batch): opening a file must not wait for that.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import overload

from inspector.recording.events import Payload
from inspector.recording.file_format import LINES
from inspector.recording.unreadable import UnreadableRecording


class StoredPayloads(Sequence[Payload]):
    """Payloads by number, over the blocks of lines that hold them."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._firsts: list[int] = []
        self._bodies: list[memoryview] = []
        self._parsed: list[list[Payload] | None] = []
        self._length = 0

    def add(self, body: memoryview) -> bool:
        """Take the next block; return whether it is the next one."""
        if len(body) < LINES.size:
            return False
        first, count = LINES.unpack_from(body)
        if first != self._length or count == 0:
            return False
        self._firsts.append(first)
        self._bodies.append(body[LINES.size :])
        self._parsed.append(None)
        self._length += count
        return True

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, number: int) -> Payload: ...
    @overload
    def __getitem__(self, number: slice) -> list[Payload]: ...
    def __getitem__(self, number: int | slice) -> Payload | list[Payload]:
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(self._length))]
        if not 0 <= number < self._length:
            raise IndexError(f"payload {number} of {self._length}")
        block = bisect_right(self._firsts, number) - 1
        return self._block(block)[number - self._firsts[block]]

    def __iter__(self) -> Iterator[Payload]:
        for block in range(len(self._bodies)):
            yield from self._block(block)

    def _block(self, block: int) -> list[Payload]:
        parsed = self._parsed[block]
        if parsed is None:
            end = self._firsts[block + 1] if block + 1 < len(self._firsts) else self._length
            parsed = self._parsed[block] = self._parse(self._bodies[block], end - self._firsts[block])
        return parsed

    def _parse(self, body: memoryview, count: int) -> list[Payload]:
        try:
            values = json.loads(b"[" + bytes(body).replace(b"\n", b",") + b"]")
        except (ValueError, RecursionError):
            values = []
        if len(values) != count or not all(isinstance(value, dict) for value in values):
            raise UnreadableRecording(f"{self._name} holds something that is not what a recording holds.")
        return values
