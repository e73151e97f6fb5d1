"""From the command to the first window that is painted, and to the timeline that can be drawn on: warm, in a process.

Each start is a fresh process, which tells when it was painted by the clock that all processes share.
"""

from __future__ import annotations

import os
import subprocess
import sys
from tempfile import TemporaryDirectory
from time import perf_counter_ns

import numpy as np

from tests.benchmarks.table import Table

STARTS = 7
HEADS = ("what", "median, s", "longest, s", "of it processor time, median, s")
PROGRAM = """
import sys, time
import inspector.cli  # as the command does, before it knows that a window is wanted
from PySide6.QtCore import QTimer
from inspector.gui import app, main_window
from inspector.gui.memory.memory import Memory

painted = []

class Window(main_window.MainWindow):
    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        self.centre.timelineMade.connect(self._made)

    def paintEvent(self, event):
        super().paintEvent(event)
        if not painted:
            painted.extend((time.perf_counter_ns(), time.process_time()))
            heavy = [name for name in ("tensorflow", "keras", "pyqtgraph", "numpy") if name in sys.modules]
            assert not heavy, heavy

    def _made(self):
        print(*painted, time.perf_counter_ns(), time.process_time(), flush=True)
        QTimer.singleShot(0, self.close)

app.MainWindow = Window
app.run_window(memory=Memory())
"""


def table() -> Table:
    """A row for each of the two moments."""
    with TemporaryDirectory() as folder:
        taken = np.array([_start(folder) for _ in range(STARTS + 1)][1:])  # the first one compiles, and warms the disk
    rows = [
        (what, f"{np.median(taken[:, at]):.2f}", f"{taken[:, at].max():.2f}", f"{np.median(taken[:, at + 1]):.2f}")
        for at, what in ((0, "first window painted"), (2, "timeline made"))
    ]
    return Table(f"Starting, {STARTS} times", HEADS, rows)


def _start(bytecode: str) -> tuple[float, ...]:
    """When it was painted and when the timeline was made: seconds after the command, and of processor time."""
    # As an installed program has it: what was compiled once is kept, whatever this shell says.
    kept = {"QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": bytecode}
    began = perf_counter_ns()
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env={**os.environ, **kept}, check=True, capture_output=True, text=True
    )
    painted, painting, made, making = map(float, done.stdout.split())
    return (painted - began) / 1e9, painting, (made - began) / 1e9, making
