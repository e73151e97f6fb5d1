"""Whether a file can be opened, told by its start: what cannot be is told as the reader tells it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from inspector.recording.file_format import TITLE, BlockKind, framed
from inspector.recording.reader import open_recording, require_recording
from inspector.recording.unreadable import UnreadableRecording
from tests.recording.files import flushed

HEAD = TITLE + framed(BlockKind.HEADER, b'{"file": "train.py"}')
ENDLESS = 1 << 42
"""Bytes: more than the memory of any machine that tests this, and none of them on the disk."""


def refusal(look: Callable[[Path], object], path: Path) -> str | None:
    """Why the file cannot be opened; None where it can be."""
    try:
        look(path)
    except UnreadableRecording as problem:
        return str(problem)
    return None


def said(path: Path) -> tuple[str | None, str | None]:
    """What is said of the file by its start, and on reading all of it."""
    return refusal(require_recording, path), refusal(open_recording, path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"F",
        b"import numpy as np\n",
        b"FITREC 2.0\n",
        TITLE,
        TITLE + b"HEAD",
        TITLE + b"HEAD" + b"\xff" * 8,
        TITLE + framed(BlockKind.EVENTS, b""),
        TITLE + framed(BlockKind.HEADER, b"[]"),
        TITLE + framed(BlockKind.HEADER, b"{}").replace(b"{}", b"{ "),
    ],
)
def test_that_what_is_no_recording_is_the_same_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "r.fitrec"
    path.write_bytes(content)
    at_once, on_reading = said(path)
    assert at_once is not None
    assert at_once == on_reading


def test_that_what_is_no_file_is_the_same_sentence(tmp_path: Path) -> None:
    for path in (tmp_path / "none.fitrec", tmp_path, tmp_path / "none" / "r.fitrec", Path("a\0b")):
        at_once, on_reading = said(path)
        assert at_once is not None
        assert at_once == on_reading


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_that_a_pipe_is_refused_rather_than_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableRecording, match="no ordinary file"):
        require_recording(tmp_path / "pipe")


def test_that_a_file_cut_at_any_byte_can_be_opened_just_where_it_opens(tmp_path: Path) -> None:
    data = flushed(tmp_path / "whole.fitrec").data
    path = tmp_path / "cut.fitrec"
    opens = []
    for size in range(min(len(data), 2000)):
        path.write_bytes(data[:size])
        at_once, on_reading = said(path)
        assert at_once == on_reading
        opens.append(at_once is None)
    assert opens == sorted(opens)
    assert {*opens} == {False, True}


def test_that_what_comes_after_the_header_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "long.fitrec"
    path.write_bytes(HEAD)
    try:
        os.truncate(path, ENDLESS)
    except OSError:
        pytest.skip("a file cannot be that long here")
    assert refusal(require_recording, path) is None
