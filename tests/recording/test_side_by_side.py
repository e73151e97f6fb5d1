"""Work on many things at once gives what work on one after the other gives."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from inspector.recording import file_bytes, side_by_side
from inspector.recording.file_bytes import bytes_of


@pytest.mark.parametrize("count", [0, 1, 2, 7, 100])
def test_that_results_come_in_the_order_of_the_things(count: int) -> None:
    assert side_by_side.side_by_side(lambda n: n * n, range(count)) == [n * n for n in range(count)]


def test_that_what_one_of_them_raises_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        side_by_side.side_by_side(lambda n: 1 // n, [2, 1, 0])


def test_that_two_are_worked_on_at_the_same_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side_by_side, "THREADS", 2)
    both = threading.Barrier(2, timeout=20)
    assert sorted(side_by_side.side_by_side(lambda _: both.wait(), "ab")) == [0, 1]


@pytest.mark.parametrize("size", [0, 1, 9, 10, 11, 100])
def test_that_a_file_is_read_in_pieces_as_at_once(size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_bytes, "PIECE", 10)
    path = tmp_path / "file"
    path.write_bytes(bytes(range(size)))
    assert bytes(bytes_of(path)) == bytes(range(size))
