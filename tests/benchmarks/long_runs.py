"""Runs of several lengths: their report, their picture, their memory."""

from __future__ import annotations

from collections.abc import Sequence

from inspector.gui.application import application
from tests.benchmarks import drawing, in_columns
from tests.benchmarks.long_run import long_run
from tests.benchmarks.table import Table

EVENTS = (10_000, 100_000, 1_000_000, 10_000_000)
HEADS = (
    "events",
    "report, s",
    "first picture, s",
    "pan, ms a frame, median / 95th",
    "zoom, the same",
    "bytes an event: rows, model, boxes",
)


def table(events: Sequence[int]) -> Table:
    """A row for each of these lengths."""
    application()
    return Table("A run that is read, judged and drawn", HEADS, [_measured(count) for count in events])


def _measured(count: int) -> tuple[str, ...]:
    long = long_run(count)
    run, report, model = in_columns.measure(long)
    first, pan, zoom, boxes = drawing.measure(run)
    return f"{len(long.recording):,}", report, first, pan, zoom, f"28 + {model} + {boxes}"
