"""`compare`: two recordings or reports on the command line, on a machine without TensorFlow."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.terminal import Command, kept, without_tensorflow
from tests.story import clean, raises_at_batch_3


def test_that_two_runs_that_agree_exit_with_0_and_two_that_do_not_with_1(tmp_path: Path) -> None:
    kept(tmp_path / "a.fitrec", clean())
    kept(tmp_path / "b.fitrec", clean())
    kept(tmp_path / "c.fitrec", raises_at_batch_3())
    told = without_tensorflow("compare", "a.fitrec", "b.fitrec", cwd=tmp_path)
    assert (told.returncode, told.stderr) == (0, "")
    assert "They agree" in told.stdout
    told = without_tensorflow("compare", "a.fitrec", "c.fitrec", cwd=tmp_path)
    assert (told.returncode, told.stderr) == (1, "")
    assert "first difference first" in told.stdout


def test_that_a_recording_and_a_report_are_compared_in_what_both_know(
    tmp_path: Path, here_without_tensorflow: Command
) -> None:
    kept(tmp_path / "a.fitrec", raises_at_batch_3())
    here_without_tensorflow("report", "a.fitrec", "--report", "a.json")
    told = here_without_tensorflow("compare", "a.json", "a.fitrec")
    assert told.returncode == 0, told.stdout
    assert "Not compared\n  shapes, values, callbacks," in told.stdout


def test_that_the_comparison_is_written_as_json_and_the_words_go_beside_it(
    tmp_path: Path, here_without_tensorflow: Command
) -> None:
    kept(tmp_path / "a.fitrec", clean())
    kept(tmp_path / "c.fitrec", raises_at_batch_3())
    told = here_without_tensorflow("compare", "a.fitrec", "c.fitrec", "--report", "-")
    assert json.loads(told.stdout)["agree"] is False
    assert "first difference first" in told.stderr
    here_without_tensorflow("compare", "a.fitrec", "c.fitrec", "--report", "r.json")
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8")) == json.loads(told.stdout)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["a.fitrec", "missing.json"], "There is no file missing.json: check the path."),
        (["a.fitrec", "train.py"], "train.py is neither a recording nor a report of Fit Inspector."),
        (["a.fitrec"], "the following arguments are required: B"),
        (["a.fitrec", "a.fitrec", "--report", "none/r.json"], "there is no folder"),
    ],
)
def test_that_wrong_use_is_one_clear_line_and_exit_2(
    tmp_path: Path, here_without_tensorflow: Command, arguments: list[str], says: str
) -> None:
    kept(tmp_path / "a.fitrec", clean())
    (tmp_path / "train.py").write_text("import keras\n")
    told = here_without_tensorflow("compare", *arguments)
    assert (told.returncode, told.stdout) == (2, "")
    assert says in told.stderr
    assert len(told.stderr.strip().splitlines()) == 1
