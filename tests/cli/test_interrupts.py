"""Ctrl+C in `fit-inspector run`: after the batch, at the next event, and out of code that hangs."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.keras,
    pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send to one process"),
]

ENDLESS = """
import numpy as np

def data():
    batch = 0
    while True:
        print("batch", batch, flush=True)
        yield np.zeros((4, 3), "float32"), np.zeros((4, 1), "float32")
        batch += 1
"""
AT_THE_END = "atexit.register(lambda: print('at the end:', gc.isenabled(), flush=True))"
HANGS = (
    ENDLESS.replace("        batch += 1", "        batch += 1\n        if batch == 5:\n            hang()")
    + """
import threading

def hang():
    print("hanging", flush=True)
    threading.Event().wait()
"""
)


def interrupted(tmp_path: Path, body: str, until: str, presses: int) -> tuple[int, dict[str, object], str]:
    (tmp_path / "train.py").write_text(body)
    command = [sys.executable, "-m", "inspector", "run", "train.py", "--steps-per-epoch", "100000000"]
    process = subprocess.Popen(
        [*command, "--report", "r.json", "--recording", "r.fitrec"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    said = ""
    while until not in said:
        said = process.stderr.readline()
        assert said, "it ended by itself"
    for press in range(1, presses + 1):
        process.send_signal(signal.SIGINT)
        while press < presses and "fit-inspector: stopping" not in said:
            said = process.stderr.readline()
        said = ""
    words, _ = process.communicate(timeout=120)
    return process.returncode, json.loads((tmp_path / "r.json").read_text()), words


def test_that_the_first_press_ends_the_run_after_the_batch_with_its_report(tmp_path: Path) -> None:
    status, report, words = interrupted(tmp_path, ENDLESS, "batch 20", presses=1)
    assert (status, report["outcome"]) == (0, "cancelled")
    assert "You stopped the run" in words


def test_that_nothing_is_collected_once_it_was_pressed(tmp_path: Path) -> None:
    # TensorFlow's iterator over a generator that hangs waits for it as it is let go of, on whichever thread that is.
    told = ENDLESS.replace(
        "batch += 1", "batch += 1\n        if batch == 20:\n            print('collects', gc.isenabled())"
    )
    body = told.replace("import numpy as np", "import gc\nimport numpy as np\nimport atexit\n" + AT_THE_END)
    _, _, words = interrupted(tmp_path, body, "collects True", presses=1)
    assert "at the end: False" in words


def test_that_the_third_press_leaves_code_that_hangs_and_keeps_what_was_recorded(tmp_path: Path) -> None:
    status, report, words = interrupted(tmp_path, HANGS, "hanging", presses=3)
    assert (status, report["outcome"]) == (0, "cancelled")
    assert report["sources"]["train"]["produced"] == 5  # type: ignore[index]
    assert "You stopped the run" in words
    again = subprocess.run(
        [sys.executable, "-m", "inspector", "report", "r.fitrec", "--report", "-"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert json.loads(again.stdout) == report
