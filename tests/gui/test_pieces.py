"""Work in pieces, without an event loop."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from inspector.gui.pieces import Pieces


def work(done: list[str], *names: str) -> Iterator[None]:
    for at, name in enumerate(names):
        if at:
            yield
        done.append(name)


def test_that_one_piece_is_done_at_a_time_until_none_is_left() -> None:
    pieces, done = Pieces(), list[str]()
    pieces.begin(work(done, "read", "painted"))
    assert done == []
    pieces.do_one()
    assert (done, pieces.under_way) == (["read"], True)
    pieces.do_one()
    assert (done, pieces.under_way) == (["read", "painted"], False)
    pieces.do_one()
    assert done == ["read", "painted"]


def test_that_what_is_left_can_be_done_at_once() -> None:
    pieces, done = Pieces(), list[str]()
    pieces.begin(work(done, "a", "b", "c"))
    pieces.do_one()
    pieces.finish()
    assert (done, pieces.under_way) == (["a", "b", "c"], False)


def test_that_what_is_begun_meanwhile_takes_its_place() -> None:
    pieces, done = Pieces(), list[str]()

    def begins_another() -> Iterator[None]:
        pieces.begin(work(done, "new"))
        yield
        done.append("old")

    pieces.begin(begins_another())
    pieces.finish()
    assert done == ["new"]


def test_that_a_piece_that_raises_is_the_last() -> None:
    pieces = Pieces()

    def raises() -> Iterator[None]:
        yield
        raise ValueError("no lane")

    pieces.begin(raises())
    pieces.do_one()
    with pytest.raises(ValueError, match="no lane"):
        pieces.do_one()
    assert not pieces.under_way
