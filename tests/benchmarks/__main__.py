"""python -m tests.benchmarks [EVENTS ...]: what a long run costs, in one table; not a part of the test run.

Drawing is counted in processor time: what else the machine does is not the timeline's.
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from tests.benchmarks import drawing, in_columns
from tests.benchmarks.long_run import long_run
from tests.benchmarks.table import machine, print_table

EVENTS = (10_000, 100_000, 1_000_000, 10_000_000)
HEADS = (
    "events",
    "report, s",
    "first picture, s",
    "pan, ms a frame, median / 95th",
    "zoom, the same",
    "bytes an event: rows, model, boxes",
)


def main(events: tuple[int, ...]) -> None:
    """Measure and print."""
    application = QApplication([])
    rows = []
    for count in events:
        long = long_run(count)
        run, report, model = in_columns.measure(long)
        first, pan, zoom, boxes = drawing.measure(run)
        rows.append((f"{len(long.recording):,}", report, first, pan, zoom, f"28 + {model} + {boxes}"))
    print(f"Measured on {machine()}, offscreen, 1600x900.\n")
    print_table(HEADS, rows)
    application.quit()


if __name__ == "__main__":
    main(tuple(int(float(word)) for word in sys.argv[1:]) or EVENTS)
