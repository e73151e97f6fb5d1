"""Arrays that grow: what they hold stays, and what room they take beside it is a small part of it."""

from __future__ import annotations

import numpy as np
import pytest

from inspector.recording.growing import DOUBLED, Growing, Table, room_for


@pytest.mark.parametrize("piece", [1, 7, 1000])
def test_that_what_was_put_in_is_there_in_order_after_any_growth_and_cut(piece: int) -> None:
    values, random = Growing(np.int32), np.random.default_rng(piece)
    expected = np.empty(0, np.int32)
    for _ in range(60):
        new = random.integers(0, 100, piece).astype(np.int32)
        values.extend(new)
        values.cut(len(values) - piece // 3)
        expected = np.concatenate([expected, new])[: len(expected) + piece - piece // 3]
        assert values.values.tolist() == expected.tolist()


def test_that_room_doubles_at_first_and_then_grows_by_a_quarter() -> None:
    room, rooms = 0, []
    while room < 100 * DOUBLED:
        rooms.append(room)
        room = room_for(room + 1, room)
    few, many = [n for n in rooms if 16 <= n <= DOUBLED], [n for n in rooms if n > 4 * DOUBLED]
    assert [room_for(n + 1, n) for n in few] == [2 * n for n in few]
    assert all(room_for(n + 1, n) <= 1.25 * n for n in many)
    assert room_for(10**7, 0) == 10**7


def test_that_what_has_room_from_the_beginning_does_not_move_until_that_is_used_up() -> None:
    table = Table(np.dtype([("a", np.int32), ("b", np.uint8)]), room=10)
    table.extend(4, a=np.arange(4), b=7)
    before = table["a"]
    table.extend(6, a=np.arange(4, 10), b=8)
    assert np.shares_memory(before, table["a"])
    assert table.extend(1, a=10, b=9) == 10
    assert table["a"].tolist() == list(range(11))
    assert table["b"].tolist() == [7] * 4 + [8] * 6 + [9]
