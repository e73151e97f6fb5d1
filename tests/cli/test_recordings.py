"""Recordings on the command line: kept by `run`, told again by `report`, on a machine without TensorFlow too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from inspector.recording.reader import open_recording
from tests.cli.terminal import Command, fit_inspector, kept, sample, without_tensorflow
from tests.story import clean, raises_at_batch_3, stops_after_5


@pytest.mark.keras
@pytest.mark.parametrize("name", ["raises_at_batch_3", "validation_runs_out"])
def test_that_a_recording_gives_the_report_of_its_run_to_the_letter(tmp_path: Path, here: Command, name: str) -> None:
    ran = here("run", sample(name), "--steps-per-epoch", "10", "--recording", "r.fitrec", "--report", "a.json")
    told = without_tensorflow("report", "r.fitrec", "--report", "b.json", cwd=tmp_path)
    assert (told.returncode, told.stdout, told.stderr) == (ran.returncode, ran.stdout, "")
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    opened = open_recording(tmp_path / "r.fitrec")
    assert opened.skipped is None
    assert opened.header["made_by"] == "Fit Inspector"


@pytest.mark.keras
def test_that_a_run_that_could_not_be_made_is_told_the_same_way_again(tmp_path: Path) -> None:
    (tmp_path / "train.py").write_text("def data():\n    yield 1\nraise RuntimeError('not today')\n")
    ran = fit_inspector("run", "train.py", "--recording", "r.fitrec", "--report", "a.json", cwd=tmp_path)
    told = without_tensorflow("report", "r.fitrec", "--report", "b.json", cwd=tmp_path)
    assert (told.returncode, told.stdout) == (ran.returncode, ran.stdout) == (2, "")
    assert told.stderr.splitlines()[-1] == ran.stderr.splitlines()[-1]
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_that_report_goes_to_standard_output_and_the_words_beside_it(
    tmp_path: Path, here_without_tensorflow: Command
) -> None:
    kept(tmp_path / "r.fitrec", clean())
    told = here_without_tensorflow("report", "r.fitrec", "--report", "-")
    assert told.returncode == 0
    assert json.loads(told.stdout)["outcome"] == "completed"
    assert "No error and no warning." in told.stderr


@pytest.mark.parametrize(
    ("name", "begins"), [("t.png", b"\x89PNG\r\n\x1a\n"), ("t.SVG", b"<?xml"), ("t.pdf", b"%PDF-")]
)
def test_that_a_picture_is_drawn_out_of_a_recording(tmp_path: Path, name: str, begins: bytes) -> None:
    kept(tmp_path / "r.fitrec", stops_after_5())
    told = without_tensorflow("report", "r.fitrec", "--image", name, "--fail-on", "never", cwd=tmp_path)
    assert told.returncode == 0, told.stderr
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_that_a_recording_that_breaks_off_is_told_with_what_was_skipped(
    tmp_path: Path, here_without_tensorflow: Command
) -> None:
    path = kept(tmp_path / "r.fitrec", raises_at_batch_3())
    path.write_bytes(path.read_bytes()[:-1])
    told = here_without_tensorflow("report", "r.fitrec")
    assert told.returncode == 1
    assert "process-died: The recording breaks off before the end of the run" in told.stdout
    assert told.stderr.startswith("fit-inspector: Skipped in r.fitrec: the last ")


@pytest.mark.parametrize(
    ("content", "says"),
    [(None, "There is no file"), (b"", "is empty"), (b"import keras\n", "is not a recording of Fit Inspector")],
)
def test_that_a_file_that_is_no_recording_is_one_line_and_exit_2(
    tmp_path: Path, here_without_tensorflow: Command, content: bytes | None, says: str
) -> None:
    if content is not None:
        (tmp_path / "r.fitrec").write_bytes(content)
    told = here_without_tensorflow("report", "r.fitrec")
    assert (told.returncode, told.stdout) == (2, "")
    assert says in told.stderr
    assert len(told.stderr.strip().splitlines()) == 1


def test_that_a_recording_is_not_written_over_a_file_of_another_kind(tmp_path: Path, here: Command) -> None:
    module = tmp_path / "train.py"
    module.write_text("def data():\n    yield 1\n")
    ran = here("run", "train.py", "--recording", "train.py")
    assert ran.returncode == 2
    assert "is no recording and is left as it is" in ran.stderr
    assert module.read_text() == "def data():\n    yield 1\n"


@pytest.mark.parametrize(("place", "says"), [("none/r.fitrec", "there is no folder"), (".", "cannot be written")])
def test_that_a_recording_that_cannot_be_written_is_told_before_anything_runs(
    tmp_path: Path, here: Command, place: str, says: str
) -> None:
    (tmp_path / "train.py").write_text("print('ran')\ndef data():\n    yield 1\n")
    ran = here("run", "train.py", "--recording", place)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert says in ran.stderr
    assert "ran\n" not in ran.stderr
    assert len(ran.stderr.strip().splitlines()) == 1
