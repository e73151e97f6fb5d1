"""A process that records is killed at random moments: every file opens, and nothing that was flushed is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from inspector.recording.reader import open_recording

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")


TIMES = 100


def test_that_a_kill_at_any_of_100_moments_leaves_a_file_with_all_that_was_flushed(tmp_path: Path) -> None:
    program = Path(__file__).with_name("killed.py")
    subprocess.run([sys.executable, program, tmp_path, str(TIMES), "42"], check=True, timeout=200)
    longest = 0
    for number in range(TIMES):
        flushed = int((tmp_path / f"{number}.flushed").read_text(encoding="ascii"))
        recording = open_recording(tmp_path / f"{number}.fitrec").recording
        assert 0 < flushed <= len(recording)
        for step, event in enumerate(recording.events()):
            assert (event.step, event.thread) == (step, f"thread {step % 5}")
            assert (event.payload is None) == (step % 3 != 0)
            if event.payload is not None:
                assert event.payload["step"] == step
        longest = max(longest, flushed)
    assert longest > 1000
