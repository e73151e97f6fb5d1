"""The ending of a name says what the file holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspector.export.formats import Format, every_ending, format_of, with_ending


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("t.png", Format.PNG),
        ("T.SVG", Format.SVG),
        ("t.pdf", Format.PDF),
        ("t.html", Format.HTML),
        ("run.json", Format.REPORT),
        ("run.csv", Format.EVENTS),
        ("run.batches.csv", Format.BATCHES),
        ("run.trace.json", Format.TRACE),
        ("run.perfetto.json", Format.TRACE),
        ("run.trace.json.gz", Format.TRACE),
        ("run.json.gz", Format.TRACE),
        ("folder.png/run", None),
        ("run", None),
        (".png", None),
        ("run.txt", None),
    ],
)
def test_that_the_ending_says_which(name: str, format_: Format | None) -> None:
    assert format_of(Path(name)) is format_


def test_that_every_format_is_got_by_the_ending_that_it_suggests() -> None:
    assert all(format_of(Path("run" + one.value)) is one for one in Format)
    assert all(one.value in every_ending().split(", ") for one in Format)


def test_that_another_ending_takes_the_place_of_the_whole_old_one() -> None:
    assert with_ending(Path("a/run.trace.json.gz"), Format.PNG) == Path("a/run.png")
    assert with_ending(Path("a/run.v2"), Format.BATCHES) == Path("a/run.v2.batches.csv")
