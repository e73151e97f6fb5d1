"""`fit-inspector run --isolate`: the same report as without it, and an end whatever the code does."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from inspector.recording.reader import open_recording
from tests.cli.terminal import Command, fit_inspector, sample

pytestmark = pytest.mark.keras

LOCKS_AT_BATCH_5 = """
import ctypes
import threading
import numpy as np

def data():
    for batch in range(1000):
        if batch == 5:
            print("locking", flush=True)
            threading.Event().wait(0.3)
            ctypes.PyDLL(None).sleep(1000)
        yield np.zeros((4, 3), "float32"), np.zeros((4, 1), "float32")
"""


def both_ways(tmp_path: Path, here: Command, name: str, *options: str) -> None:
    """Run a sample in this process and in one of its own: what is said, written and returned must be the same."""
    one = here("run", sample(name), "--report", "a.json", *options)
    other = fit_inspector("run", sample(name), "--report", "b.json", *options, "--isolate", cwd=tmp_path)
    assert (other.returncode, other.stdout) == (one.returncode, one.stdout)
    assert (tmp_path / "b.json").read_bytes() == (tmp_path / "a.json").read_bytes()


def test_that_a_run_in_a_process_of_its_own_gives_the_same_report_to_the_letter(tmp_path: Path, here: Command) -> None:
    both_ways(tmp_path, here, "raises_at_batch_3", "--steps-per-epoch", "10")


@pytest.mark.long
def test_that_one_with_an_end_does_so_too(tmp_path: Path, here: Command) -> None:
    both_ways(tmp_path, here, "stops_after_5", "--steps-per-epoch", "10", "--epochs", "2", "--seed", "1")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send to one process")
def test_that_ctrl_c_ends_code_that_holds_the_lock_and_what_was_recorded_is_told(tmp_path: Path) -> None:
    (tmp_path / "train.py").write_text(LOCKS_AT_BATCH_5)
    command = [sys.executable, "-m", "inspector", "run", "train.py", "--isolate", "--steps-per-epoch", "1000"]
    with subprocess.Popen(
        [*command, "--report", "r.json", "--recording", "r.fitrec"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        while "locking" not in (said := process.stderr.readline()):
            assert said, "it ended by itself"
        for word in ("stopping after", "stopping at", "leaving"):
            process.send_signal(signal.SIGINT)
            while word not in (said := process.stderr.readline()):
                assert said, "it ended by itself"
        words, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    report = json.loads((tmp_path / "r.json").read_text())
    assert (report["outcome"], report["sources"]["train"]["produced"]) == ("cancelled", 5)
    assert "You stopped the run" in words
    opened = open_recording(tmp_path / "r.fitrec")
    assert opened.skipped is None
