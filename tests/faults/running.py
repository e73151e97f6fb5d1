"""Running `faulty.py` as a person does, and reading what is said."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

FAULTY = Path(__file__).with_name("faulty.py")


@dataclass(frozen=True)
class Told:
    """What one run left."""

    status: int
    words: str
    report: dict[str, Any]

    @property
    def cause(self) -> dict[str, Any]:
        """The first finding."""
        finding: dict[str, Any] = self.report["findings"][0]
        return finding


def start(folder: Path, data: str, *options: str) -> subprocess.Popen[str]:
    """Start the run in this folder."""
    asked = ["--data", data, "--model", "model", "--steps-per-epoch", "5", "--epochs", "2", "--report", "r.json"]
    return subprocess.Popen(
        [sys.executable, "-m", "inspector", "run", str(FAULTY), *asked, *options],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def told(process: subprocess.Popen[str], folder: Path) -> Told:
    """Wait for its end."""
    words, said = process.communicate(timeout=120)
    assert "Traceback" not in words + said
    return Told(process.returncode, words, json.loads((folder / "r.json").read_text(encoding="utf-8")))


def run(folder: Path, data: str, *options: str) -> Told:
    """Run it to its end."""
    with start(folder, data, *options) as process:
        return told(process, folder)


def ends(process: int) -> bool:
    """Whether this process ends by itself, or has: one that was killed lets go of its pipes before it is gone."""
    try:
        descriptor = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([descriptor], [], [], 30)[0])
    finally:
        os.close(descriptor)


def stop(folder: Path, data: str, *options: str) -> tuple[Told, int]:
    """Press Ctrl+C three times once the fault has happened; what is told, and the process that it happened in."""
    with start(folder, data, *options) as process:
        faulty = _process_of_the_fault(folder, process)
        assert process.stderr is not None
        for word in ("stopping after", "stopping at", "leaving"):
            process.send_signal(signal.SIGINT)
            while word not in (said := process.stderr.readline()):
                assert said, "it ended by itself"
        return told(process, folder), faulty


def _process_of_the_fault(folder: Path, process: subprocess.Popen[str]) -> int:
    until = monotonic() + 120
    while not (folder / "now").exists() or not (folder / "now").read_text(encoding="ascii"):
        assert process.poll() is None, process.communicate()
        assert monotonic() < until
        with_a_pause(process)
    return int((folder / "now").read_text(encoding="ascii"))


def with_a_pause(process: subprocess.Popen[str]) -> None:
    """Give it a moment, unless it ends before."""
    try:
        process.wait(0.05)
    except subprocess.TimeoutExpired:
        return
