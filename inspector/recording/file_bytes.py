"""All bytes of a file, read by as many threads as there are cores."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np

from inspector.recording.room import room_for_values
from inspector.recording.side_by_side import side_by_side

PIECE = 16 << 20


def bytes_of(path: Path) -> memoryview:
    """What is in the file now. Raises OSError, and MemoryError where it is too large.

    It is read, not mapped: a mapped file that another process cuts short would end this one.
    """
    with path.open("rb", buffering=0) as file:
        room = room_for_values(os.fstat(file.fileno()).st_size, np.uint8).data
        if not hasattr(os, "preadv"):  # Windows
            return room[: file.readinto(room)]

        def read(start: int) -> int:
            at, stop = start, min(start + PIECE, len(room))
            while at < stop and (count := os.preadv(file.fileno(), [room[at:stop]], at)):
                at += count
            return at - start

        starts = range(0, len(room), PIECE)
        read_there = side_by_side(read, starts)
    short = (start + count for start, count in zip(starts, read_there, strict=True) if count < PIECE)
    return room[: next(short, len(room))]
