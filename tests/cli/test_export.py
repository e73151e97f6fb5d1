"""`export`: a recording in the formats of others, on a machine without TensorFlow."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from inspector.recording.events import Kind
from inspector.recording.recorder import Recorder
from inspector.recording.recording import Recording
from tests.cli.terminal import Command, kept, without_tensorflow
from tests.recording.files import written
from tests.story import clean, failure, raises_at_batch_3


def no_fit() -> Recording:
    """A module that raised before there was a fit."""
    recorder = Recorder()
    recorder.put(Kind.RUN_BEGIN, payload={"file": "train.py", "started": "2026-11-23T12:00:00", "version": "0.1.0"})
    recorder.put(Kind.FIT_RAISED, payload=failure("ImportError", "No module named 'cv3'", "module"))
    recorder.put(Kind.RUN_END, payload={"outcome": "raised"})
    recorder.drain()
    return recorder.recording


Check = Callable[[bytes], bool]


def test_that_a_recording_is_exported_where_there_is_no_tensorflow(tmp_path: Path) -> None:
    kept(tmp_path / "r.fitrec", raises_at_batch_3())
    told = without_tensorflow("export", "r.fitrec", "t.png", cwd=tmp_path)
    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")
    assert (tmp_path / "t.png").read_bytes()[:4] == b"\x89PNG"


@pytest.mark.parametrize(
    ("name", "is_right"),
    [
        ("t.png", lambda data: data[:8] == b"\x89PNG\r\n\x1a\n"),
        ("t.svg", lambda data: b"raised at batch 3</text>" in data),
        ("t.pdf", lambda data: data[:5] == b"%PDF-"),
        ("t.html", lambda data: data.startswith(b"<!DOCTYPE html>") and b"source-raised" in data),
        ("t.json", lambda data: json.loads(data)["schema"] == 1),
        ("t.csv", lambda data: data.startswith(b"number,seconds,event,")),
        ("t.batches.csv", lambda data: data.startswith(b"batch,data,state,")),
        ("t.trace.json", lambda data: "traceEvents" in json.loads(data)),
        ("t.trace.json.gz", lambda data: "traceEvents" in json.loads(gzip.decompress(data))),
    ],
)
def test_that_the_ending_says_what_is_written(
    tmp_path: Path, here_without_tensorflow: Command, name: str, is_right: Check
) -> None:
    kept(tmp_path / "r.fitrec", raises_at_batch_3())
    told = here_without_tensorflow("export", "r.fitrec", name)
    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")
    assert is_right((tmp_path / name).read_bytes())
    assert {one.name for one in tmp_path.iterdir()} == {"r.fitrec", name}


def test_that_the_report_is_that_of_the_command_report(tmp_path: Path, here_without_tensorflow: Command) -> None:
    kept(tmp_path / "r.fitrec", raises_at_batch_3())
    here_without_tensorflow("export", "r.fitrec", "a.json")
    here_without_tensorflow("report", "r.fitrec", "--report", "b.json")
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_that_a_dark_picture_and_a_larger_one_are_got_by_asking(
    tmp_path: Path, here_without_tensorflow: Command
) -> None:
    kept(tmp_path / "r.fitrec", clean())
    for name, options in (("a", []), ("b", ["--dark"]), ("c", ["--axis", "time"])):
        told = here_without_tensorflow("export", "r.fitrec", f"{name}.svg", *options)
        assert told.returncode == 0, told.stderr
    assert len({path.read_bytes() for path in tmp_path.glob("*.svg")}) == 3


def test_that_a_run_without_a_fit_has_a_page_that_says_why(tmp_path: Path, here_without_tensorflow: Command) -> None:
    written(tmp_path / "r.fitrec", no_fit())
    assert here_without_tensorflow("export", "r.fitrec", "t.html").returncode == 0
    page = (tmp_path / "t.html").read_text(encoding="utf-8")
    assert "module-failed" in page
    assert "<img" not in page


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["missing.fitrec", "t.png"], "There is no file missing.fitrec"),
        (["r.fitrec", "t.doc"], "t.doc: its ending does not say what to write; choose one of .csv, "),
        (["r.fitrec", "t"], "its ending does not say what to write"),
        (["r.fitrec", "none/t.csv"], "there is no folder"),
        (["r.fitrec", "taken.csv"], "taken.csv could not be saved in "),
        (["empty.fitrec", "t.png"], "There was no fit in empty.fitrec, so there is no timeline to draw."),
        (["r.fitrec"], "the following arguments are required: OUT"),
    ],
)
def test_that_wrong_use_is_one_clear_line_and_exit_2(
    tmp_path: Path, here_without_tensorflow: Command, arguments: list[str], says: str
) -> None:
    kept(tmp_path / "r.fitrec", clean())
    written(tmp_path / "empty.fitrec", no_fit())
    (tmp_path / "taken.csv").mkdir()
    told = here_without_tensorflow("export", *arguments)
    assert (told.returncode, told.stdout) == (2, "")
    assert says in told.stderr
    assert len(told.stderr.strip().splitlines()) == 1
    assert {path.name for path in tmp_path.iterdir()} == {"r.fitrec", "empty.fitrec", "taken.csv"}
