"""The bytes of a recording file (`.fitrec`), as `resources/guide/recording-format.md` describes them.

A line of text that says what it is, then blocks: kind, length, checksum, body. A block is whole or it is not there,
so a file that breaks off anywhere is readable up to its last whole block.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import takewhile

from inspector.recording.recording import ROW
from inspector.recording.side_by_side import side_by_side

MAJOR, MINOR = 1, 0
"""A reader refuses another major version, and skips the kinds of block that a newer minor version added."""

TITLE = f"FITREC {MAJOR}.{MINOR}\n".encode("ascii")
TITLE_PATTERN = re.compile(rb"FITREC (\d{1,4})\.(\d{1,4})\n")
LONGEST_TITLE = len(b"FITREC 9999.9999\n")

ROWS = ROW.newbyteorder("<")
"""An event in the file: packed, little-endian on any machine."""

FRAME = struct.Struct("<4sII")
"""Kind, length of the body, checksum of kind, length and body."""
_CHECKED = struct.Struct("<4sI")

FIRST = struct.Struct("<Q")
"""Number of the first event of a block of events."""
LINES = struct.Struct("<II")
"""Number of the first line of a block of lines, and how many lines there are."""


SMALL = 5 << 10
"""Of so few bytes zlib computes the checksum without letting go of Python's lock."""


class BlockKind(Enum):
    """What a block holds; four letters, so that a file can be read by eye."""

    HEADER = b"HEAD"  # one JSON object: what made the file
    THREADS = b"THRD"  # lines: [process id, name]
    PAYLOADS = b"PAYL"  # lines: a JSON object each
    EVENTS = b"EVNT"  # rows


@dataclass(frozen=True, slots=True)
class Block:
    """One block, and where it ends in the file."""

    kind: bytes
    body: memoryview
    checksum: int
    end: int

    @property
    def whole(self) -> bool:
        """Whether it is what was written."""
        return _checksum(self.kind, self.body) == self.checksum


def framed(kind: Enum, body: bytes) -> bytes:
    """The block as it stands in the file, its kind by the four letters that are its value."""
    return FRAME.pack(kind.value, len(body), _checksum(kind.value, body)) + body


def blocks(data: memoryview, start: int) -> Iterator[Block]:
    """The blocks from `start` on, up to the first that is not whole or not what was written."""
    return takewhile(lambda block: block.whole, _framed(data, start))


def many_blocks(data: memoryview, start: int) -> list[Block]:
    """The same at once, where there is very much of it."""
    # What is not what was written may look like very many small blocks.
    found = list(takewhile(lambda block: len(block.body) > SMALL or block.whole, _framed(data, start)))
    whole = side_by_side(lambda block: len(block.body) <= SMALL or block.whole, found)
    return found[: whole.index(False)] if False in whole else found


def _framed(data: memoryview, start: int) -> Iterator[Block]:
    while start + FRAME.size <= len(data):
        kind, length, checksum = FRAME.unpack_from(data, start)
        end = start + FRAME.size + length
        if end > len(data):
            return
        yield Block(kind, data[start + FRAME.size : end], checksum, end)
        start = end


def _checksum(kind: bytes, body: bytes | memoryview) -> int:
    return zlib.crc32(body, zlib.crc32(_CHECKED.pack(kind, len(body))))
