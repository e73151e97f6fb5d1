"""Several workers' runs in words, and as one JSON report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, TextIO

from inspector.analysis.finding import Finding
from inspector.analysis.grid import expected_grid
from inspector.analysis.headline import headline
from inspector.analysis.report import build_report, finding_data
from inspector.analysis.wording import count
from inspector.analysis.workers import Worker, untold
from inspector.export.summary import epoch_words, print_finding


def print_workers(workers: Sequence[Worker], findings: Sequence[Finding], out: TextIO) -> None:
    """Each worker in a few lines, then what shows only across them."""
    for worker in workers:
        print(f"{worker.name}: {headline(worker.run)}", file=out)
        for row in expected_grid(worker.run):
            if row.epoch is not None:
                print(f"  epoch {row.number}: {epoch_words(row)}", file=out)
        print(f"  its data gave {count(worker.gave, 'batch', 'batches')}; {clock_words(worker, workers[0])}", file=out)
    together = sum(worker.apart is None for worker in workers)
    if together < 2:
        print("Across the workers nothing is said: no two of them are known to have trained together.", file=out)
    elif not findings:
        print("Across the workers: no error and no warning.", file=out)
    unsure = untold(workers)
    if unsure is not None:
        print(unsure, file=out)
    for finding in findings:
        print_finding(finding, out)


def workers_report(workers: Sequence[Worker], findings: Sequence[Finding]) -> dict[str, Any]:
    """What `fit-inspector workers --report` writes."""
    return {
        "schema": 1,
        "workers": [
            {
                "name": worker.name,
                "clock": {
                    "shared_steps": _steps(worker, workers[0]),
                    "offset_ns": worker.clock.offset_ns if worker.clock.aligned else None,
                    "spread_ns": worker.clock.spread_ns if worker.clock.aligned else None,
                    "drift": worker.clock.drift,
                },
                "apart": worker.apart,
                "report": build_report(worker.run),
            }
            for worker in workers
        ],
        "findings": [finding_data(finding) for finding in findings],
    }


def clock_words(worker: Worker, first: Worker) -> str:
    """How its clock was held against the first one's, and how sure that is; or why it is not."""
    clock = worker.clock
    if worker.apart is not None:
        return f"held against nothing: it is {worker.apart}"
    if clock.own:
        return "the others' clocks are held against its own"
    if not clock.aligned:
        return f"its clock is not aligned: no step ended both here and on {first.name}"
    way = "behind" if clock.offset_ns > 0 else "ahead of"
    close = duration(clock.spread_ns) if clock.spread_ns >= 50_000 else "0.1 ms"
    words = (
        f"its clock is {duration(abs(clock.offset_ns))} {way} {first.name}'s by {count(clock.shared, 'shared step')}"
    )
    if clock.uncertain_ns is None:
        return f"{words}, too few to say how sure that is"
    drift = f" and gains {abs(clock.drift) * 1e6:.0f} µs a second" if clock.drift < 0 else ""
    drift = f" and loses {clock.drift * 1e6:.0f} µs a second" if clock.drift > 0 else drift
    return f"{words}{drift}; half of them agree within {close}"


def duration(ns: int) -> str:
    """`3.1 ms`, `2.5 s`, `1:02:03`, as far as anybody would read it."""
    ms = ns / 1e6
    if ms < 1000:
        return f"{ms:.1f} ms"
    return f"{ms / 1000:.1f} s" if ms < 120_000 else str(timedelta(seconds=round(ms / 1000)))


def _steps(worker: Worker, first: Worker) -> int:
    return worker.clock.shared if not worker.clock.own else sum(epoch.steps_done for epoch in first.run.epochs)
