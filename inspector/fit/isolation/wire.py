"""What a process that runs `fit` says over its pipe: the blocks of a recording file, and between them these.

A block of a recording belongs to the run that the last `RUN_` named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum

from inspector.recording.file_format import FRAME, blocks


class Message(Enum):
    """What a block holds that is no part of a recording."""

    RUN = b"RUN_"  # the number of a run, in decimal digits
    SAID = b"SAID"  # what the person's code prints, as it prints it; UTF-8
    OVER = b"OVER"  # JSON: problem, remark, traceback; the session is over


STOP = b"s"
"""What is said to the process, a byte each time the person presses Stop."""


def messages(read: Callable[[], bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Kind and body of each whole block in what `read` gives piece by piece, until it gives nothing."""
    data, wanted = bytearray(), FRAME.size
    while piece := read():
        data += piece
        if len(data) < wanted:
            continue
        done = 0
        whole = bytes(data)
        for block in blocks(memoryview(whole), 0):
            yield block.kind, bytes(block.body)
            done = block.end
        del data[:done]
        wanted = FRAME.size
        if len(data) >= FRAME.size:
            wanted += FRAME.unpack_from(data)[1]
