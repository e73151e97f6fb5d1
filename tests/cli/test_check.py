"""`fit-inspector check`: the words, the report, the exit status, and the same out of the recording."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.terminal import Command, fit_inspector

pytestmark = pytest.mark.keras

DATA = """
import numpy as np

def data():
    for size in (4, 4, 4, 2):
        yield np.zeros((size, 3)), np.zeros((size, 1))
"""


@pytest.fixture
def module(tmp_path: Path) -> Path:
    path = tmp_path / "data.py"
    path.write_text(DATA)
    return path


def test_that_enough_data_is_told_and_exits_clean(module: Path) -> None:
    ran = fit_inspector("check", module, "--steps-per-epoch", "4", cwd=module.parent)
    assert ran.returncode == 0, ran.stderr
    lines = ran.stdout.splitlines()
    assert lines[0] == "data.py · check of data · completed"
    assert lines[1].startswith("  data: 4 of 4 batches needed; 3 batches of 4 rows each, 1 batch of 2 rows; ")
    assert "ms a batch (median)" in lines[1]
    assert "No error and no warning." in lines


@pytest.mark.parametrize("where", [(), ("--isolate",)])
def test_that_too_little_is_a_finding_here_and_in_a_process_of_its_own(module: Path, where: tuple[str, ...]) -> None:
    asked = ("--epochs", "2", "--steps-per-epoch", "4", "--report", "a.json", "--recording", "a.fitrec")
    ran = fit_inspector("check", module, *asked, *where, cwd=module.parent)
    assert ran.returncode == 1
    assert "error    data-exhausted: The data is too short: 4 batches given, 8 needed" in ran.stdout
    told = json.loads((module.parent / "a.json").read_text())
    assert (told["call"], told["epochs"], told["check"]["train"]["needed"]) == ("check", [], 8)
    again = fit_inspector("report", "a.fitrec", "--report", "b.json", cwd=module.parent)
    assert (again.returncode, again.stdout) == (1, ran.stdout)
    assert json.loads((module.parent / "b.json").read_text()) == told


def test_that_what_cannot_be_checked_is_one_line(module: Path, here: Command) -> None:
    module.write_text("def data():\n    return {'a': 'b'}\n")
    ran = here("check", module, "--data", "data")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.strip().splitlines() == [
        "fit-inspector: The data is of type dict, which cannot be checked: a generator, a PyDataset, a "
        "tf.data.Dataset and arrays can."
    ]
