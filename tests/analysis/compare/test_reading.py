"""Sides out of files: any bytes give a side, or one sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from inspector.analysis.compare import UnreadableReport
from inspector.analysis.compare.reading import read_side
from inspector.analysis.report import build_report
from inspector.recording.unreadable import UnreadableRecording
from tests.recording.files import written
from tests.story import clean


def test_that_a_recording_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    path = written(tmp_path / "run.old", clean().run().recording)
    side, skipped = read_side(path)
    assert (side.name, skipped, sorted(side.epochs)) == ("run.old", None, [0, 1])
    assert side.timings is not None


def test_that_what_of_a_recording_could_not_be_read_is_told(tmp_path: Path) -> None:
    path = written(tmp_path / "run.fitrec", clean().run().recording)
    path.write_bytes(path.read_bytes() + b"half a block")
    assert "12 bytes" in str(read_side(path)[1])


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "There is no file"),
        ("import keras", "is neither a recording nor a report"),
        ("[1, 2]", "is neither a recording nor a report"),
        ('{"schema": 1}', "is neither a recording nor a report"),
        ('{"schema": 9, "epochs": []}', "is a report of schema 9, and this Fit Inspector reads schema 1"),
        ('{"schema": 1, "epochs": [{}]}', "is no whole report"),
        ('{"schema": 1, "epochs": 3}', "is no whole report"),
        ("[" * 100_000, "is neither a recording nor a report"),
    ],
)
def test_that_a_file_that_is_no_report_is_one_sentence(tmp_path: Path, content: str | None, says: str) -> None:
    path = tmp_path / "r.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(UnreadableReport, match=says):
        read_side(path)


def test_that_a_damaged_recording_is_told_as_one(tmp_path: Path) -> None:
    path = tmp_path / "r.fitrec"
    path.write_text("nothing of the kind")
    with pytest.raises(UnreadableRecording, match="is not a recording"):
        read_side(path)


@pytest.mark.parametrize("gone", ["outcome", "error", "requested", "environment", "hooks", "findings"])
def test_that_a_report_that_lacks_something_is_one_sentence(tmp_path: Path, gone: str) -> None:
    report = build_report(clean().run())
    del report[gone]
    path = tmp_path / "r.json"
    path.write_text(json.dumps(report))
    with pytest.raises(UnreadableReport, match=r"r\.json is no whole report"):
        read_side(path)
