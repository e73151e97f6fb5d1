"""Opening a long recording in the whole window: from the click to the first full picture, and to the findings.

Beside it, parsing the same numbers as lines of JSON, an object an event. That is measured on a million events at most,
and scaled.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np
from PySide6.QtCore import QEventLoop, Qt, QTimer

from inspector.analysis.run import Run
from inspector.gui.application import application
from inspector.gui.main_window import MainWindow
from inspector.gui.theme import LIGHT
from inspector.recording.recording import ROW, Recording
from inspector.recording.writer import RecordingWriter, made_here
from tests.benchmarks.long_run import long_run
from tests.benchmarks.table import Table

TICK_MS = 5
JSON_EVENTS = 1_000_000
HEADS = (
    "events",
    "file, MB",
    "first full picture, s",
    "findings, s",
    "longest wait of the window meanwhile, ms",
    "as lines of JSON, s",
    "of that, the picture",
)


def table(events: Sequence[int]) -> Table:
    """A row for each of these lengths."""
    title = f"Opening a recording; JSON is measured on {JSON_EVENTS:,} events at most, and scaled"
    return Table(title, HEADS, [_opened(count) for count in events])


def _opened(count: int) -> tuple[str, ...]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "run.fitrec"
        recording = long_run(count).recording
        parse = _parsed(recording, Path(folder) / "run.jsonl") * len(recording) / min(len(recording), JSON_EVENTS)
        writer = RecordingWriter(path, recording, made_here())
        writer.close()
        events, size = len(recording), path.stat().st_size / 1e6
        del recording, writer
        # In a process of its own, as a person opens it: this one has had all the memory that there is.
        with ProcessPoolExecutor(1, get_context("spawn")) as process:
            picture, findings, wait = process.submit(shown, path).result()
    return (
        f"{events:,}",
        f"{size:.0f}",
        f"{picture:.2f}",
        f"{findings:.2f}",
        wait,
        f"{parse:.1f}",
        f"1/{parse / picture:.0f}",
    )


def _parsed(recording: Recording, path: Path) -> float:
    """Seconds to read the first of them as JSON."""
    with path.open("w") as file:
        for rows in recording.rows.stretches(0, JSON_EVENTS, 1 << 12):
            for row in rows.tolist():
                file.write(json.dumps(dict(zip(ROW.names or (), row, strict=True))) + "\n")
    began = perf_counter()
    with path.open("rb") as file:
        events = [json.loads(line) for line in file]
    took = perf_counter() - began
    assert len(events) == min(len(recording), JSON_EVENTS)
    return took


def shown(path: Path) -> tuple[float, float, str]:
    """Seconds to the picture and to the findings; the longest time in between that the window did not look up."""
    application()
    window = MainWindow(LIGHT)
    window.resize(1600, 900)
    loop, ticks, drawn = QEventLoop(), [], []
    window.centre.timelineMade.connect(lambda _: loop.quit())
    window.show()
    loop.exec()
    timer = QTimer(window)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: ticks.append(perf_counter()))

    def picture(run: Run) -> None:
        # Asked for as the run is shown, done after all else that showing it does.
        QTimer.singleShot(0, lambda: (window.grab(), drawn.append(perf_counter())))

    window.controller.began.connect(picture)
    window.controller.finished.connect(loop.quit)
    timer.start(TICK_MS)
    began = perf_counter()
    window.open(path)
    loop.exec()
    judged = perf_counter()
    timer.stop()
    while not drawn:
        application().processEvents()
    window.close()
    window.deleteLater()
    return drawn[0] - began, judged - began, f"{1000 * np.diff([began, *ticks]).max():.0f}"
