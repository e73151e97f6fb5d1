"""Room for values is of the size and the type that was asked for, however large it is."""

from __future__ import annotations

import numpy as np
import pytest

from inspector.recording.growing import Growing
from inspector.recording.room import LARGE, room_for_values


@pytest.mark.parametrize("count", [0, 1, LARGE // 8 - 1, LARGE // 8, LARGE // 8 + 1])
def test_that_it_can_be_written_from_end_to_end(count: int) -> None:
    room = room_for_values(count, np.int64)
    assert (len(room), room.dtype) == (count, np.int64)
    room[:] = np.arange(count)
    assert (room == np.arange(count)).all()


def test_that_rows_have_room_too() -> None:
    room = room_for_values(LARGE, np.dtype([("a", np.int32), ("b", np.uint8)]))
    room["b"] = 7
    assert (len(room), int(room["b"].sum(dtype=np.int64))) == (LARGE, 7 * LARGE)


def test_that_a_view_outlives_what_grew_out_of_its_room() -> None:
    growing = Growing(np.int64, LARGE // 8)
    growing.extend(np.arange(LARGE // 8))
    before = growing.values
    growing.extend(np.arange(5))
    del growing
    assert (before == np.arange(LARGE // 8)).all()


def test_that_more_than_there_is_is_no_memory() -> None:
    with pytest.raises(MemoryError):
        room_for_values(1 << 46, np.int64)
