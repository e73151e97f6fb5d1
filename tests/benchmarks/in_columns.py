"""Reading, judging and reporting a long run: how long, and how much memory an event takes."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.report import build_report
from inspector.analysis.run import Run
from tests.benchmarks.long_run import LongRun


def memory() -> int:
    """Bytes that this process has in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def measure(long: LongRun) -> tuple[Run, str, str]:
    """The run; seconds to read it and to tell its report, and bytes an event that its model takes."""
    before, began = memory(), perf_counter()
    run = Run(long.recording)
    run.update()
    read = perf_counter()
    taken = (memory() - before) / len(long.recording)
    build_report(run, diagnose(run))
    return run, f"{perf_counter() - began:.2f} ({read - began:.2f} reading)", f"{taken:.0f}"
