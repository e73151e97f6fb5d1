"""The guide's page on the format says what the code does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np

from inspector.recording.events import Kind
from inspector.recording.file_format import MAJOR, MINOR
from inspector.resources import resource
from tests.recording.files import flushed

PAGE = resource("guide", "recording-format.md").read_text(encoding="utf-8")


def test_that_the_page_is_of_this_version() -> None:
    assert f"Format version {MAJOR}.{MINOR}." in PAGE


def test_that_every_kind_of_event_is_listed_with_its_number() -> None:
    table = PAGE.partition("## Kinds of event")[2]
    listed: dict[str, int] = {}
    for numbers, names in re.findall(r"^\| ([\d, ]+) \| ([^|]+) \|", table, re.MULTILINE):
        listed.update(zip(re.findall(r"`(\w+)`", names), map(int, numbers.split(", ")), strict=True))
    assert listed == {kind.name: kind.value for kind in Kind}


def test_that_the_reader_in_the_page_reads_what_is_written(tmp_path: Path) -> None:
    file = flushed(tmp_path / "r.fitrec")
    names: dict[str, Any] = {}
    exec(re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)[0], names)
    rows, payloads = names["read"](file.path)
    assert payloads == list(file.recording.payloads)
    assert np.array_equal(rows, np.concatenate(list(file.recording.rows.blocks())))
    file.path.write_bytes(file.data[:-1])
    assert len(names["read"](file.path)[0]) == file.events_within(len(file.data))
