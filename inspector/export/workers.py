"""Several workers' runs in words, and as one JSON report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TextIO

from inspector.analysis.finding import Finding
from inspector.analysis.grid import expected_grid
from inspector.analysis.headline import headline
from inspector.analysis.report import build_report, finding_data
from inspector.analysis.wording import count
from inspector.analysis.workers import Worker
from inspector.export.summary import epoch_words, print_finding


def print_workers(workers: Sequence[Worker], findings: Sequence[Finding], out: TextIO) -> None:
    """Each worker in a few lines, then what shows only across them."""
    for worker in workers:
        print(f"{worker.name}: {headline(worker.run)}", file=out)
        for row in expected_grid(worker.run):
            if row.epoch is not None:
                print(f"  epoch {row.number}: {epoch_words(row)}", file=out)
        print(f"  its data gave {count(worker.gave, 'batch', 'batches')}; {_clock(worker, workers[0])}", file=out)
    if not findings:
        print("Across the workers: no error and no warning.", file=out)
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
                    "shared_steps": worker.shared,
                    "offset_ns": worker.offset_ns if worker.aligned else None,
                    "spread_ns": worker.spread_ns if worker.aligned else None,
                },
                "report": build_report(worker.run),
            }
            for worker in workers
        ],
        "findings": [finding_data(finding) for finding in findings],
    }


def _clock(worker: Worker, first: Worker) -> str:
    if worker is first:
        return "the others' clocks are held against its own"
    if not worker.aligned:
        return f"its clock cannot be compared: no step ended here and on {first.name}"
    return (
        f"its clock is {worker.offset_ns / 1e6:+.1f} ms from {first.name}'s by {count(worker.shared, 'shared step')}, "
        f"half of which agree within {worker.spread_ns / 1e6:.1f} ms"
    )
