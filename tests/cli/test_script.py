"""`fit-inspector script`: what it prints, writes and returns."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.terminal import Command, fit_inspector

TRAIN = """\
import argparse
import numpy as np
import keras

def forever():
    while True:
        yield np.ones((4, 3), "float32"), np.ones((4, 1), "float32")

def three():
    for i in range(3):
        yield np.ones((4, 3), "float32"), np.ones((4, 1), "float32")

parser = argparse.ArgumentParser()
parser.add_argument("--steps", type=int, required=True)
steps = parser.parse_args().steps
model = keras.Sequential([keras.layers.Dense(1)])
model.compile("sgd", "mse")
if __name__ == "__main__":
    model.fit(forever(), steps_per_epoch=steps, verbose=0)
    print("between the two")
    model.fit(three(), steps_per_epoch=steps, verbose=0)
"""


@pytest.mark.keras
def test_that_two_fits_are_two_reports_two_recordings_and_two_pictures(tmp_path: Path, here: Command) -> None:
    (tmp_path / "train.py").write_text(TRAIN)
    outputs = ("--report", "r.json", "--recording", "r.fitrec", "--image", "t.png")
    ran = here("script", *outputs, "train.py", "--steps", "4")
    assert ran.returncode == 1, ran.stderr
    assert ran.stdout.startswith("between the two\nfit 1 of 2, line 19\n"), (
        "what it prints goes where it would have gone"
    )
    assert "fit 2 of 2, line 21" in ran.stdout
    reports = [json.loads((tmp_path / name).read_text()) for name in ("r.json", "r-2.json")]
    assert [report["epochs"][0]["steps_done"] for report in reports] == [4, 3]
    assert all((tmp_path / name).read_bytes()[:4] == b"\x89PNG" for name in ("t.png", "t-2.png"))
    again = here("report", "r-2.fitrec", "--report", "-")
    assert json.loads(again.stdout) == reports[1]


@pytest.mark.keras
def test_that_with_a_report_on_standard_output_there_is_nothing_else_and_a_line_each(
    tmp_path: Path, here: Command
) -> None:
    (tmp_path / "train.py").write_text(TRAIN + "raise OSError('behind them')\n")
    ran = fit_inspector("script", "--report", "-", "train.py", "--steps", "2", cwd=tmp_path)
    assert ran.returncode == 1, ran.stderr
    assert [json.loads(line)["outcome"] for line in ran.stdout.splitlines()] == ["completed", "completed"]
    assert "between the two" in ran.stderr
    assert "train.py raised OSError in line 22: behind them. It was no fit that raised it." in ran.stderr
    assert "Traceback in your files" in ran.stderr
    assert here("script", "--report", "-", "--fail-on", "never", "train.py", "--steps", "2").returncode == 0


@pytest.mark.parametrize(
    ("text", "arguments", "says"),
    [
        (None, [], "There is no file train.py: check the path."),
        ("def broken(:", [], "train.py has a syntax error in line 1"),
        ("print('done')", [], "train.py ended without importing Keras: there was no fit to record."),
        ("import sys\nsys.exit(3)", [], "train.py ended itself with 3 (sys.exit in line 2)"),
        ("raise OSError('no disk')", [], "train.py raised OSError in line 1: no disk. No fit had been called by then."),
        ("print(input())", [], "train.py raised EOFError in line 1"),
    ],
)
def test_that_a_script_without_a_fit_is_one_line_and_exit_2(
    tmp_path: Path, text: str | None, arguments: list[str], says: str
) -> None:
    if text is not None:
        (tmp_path / "train.py").write_text(text)
    ran = fit_inspector("script", "train.py", *arguments, cwd=tmp_path)
    assert ran.returncode == 2, ran.stderr
    *before, last = ran.stderr.splitlines()
    assert says in last
    raised = "raised" in says
    assert bool(before) == raised, "the script's own traceback, and nothing else"
    assert not raised or before[0] == "Traceback in your files (most recent call last):"
    assert str(Path("inspector") / "fit") not in ran.stderr, "no frame of ours"
