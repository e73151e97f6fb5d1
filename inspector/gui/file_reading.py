"""Reading a recording off the window's thread: how far it is, and leaving off. No Qt."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from inspector.analysis.run import Run
from inspector.gui.recorded_run import RecordedRun, read_recorded_run
from inspector.gui.timeline.axis import Axis

if TYPE_CHECKING:
    from inspector.gui.timeline.content import Content


class LeftOff(Exception):
    """The person did not want the rest."""


class FileReading:
    """One file that is being read."""

    def __init__(self, path: Path, axis: Callable[[], Axis]) -> None:
        """`axis`: how the run is to be laid out, asked once all is read."""
        self.path = path
        self.share = 0.0
        """How much was read, from 0 to 1; then the run is laid out."""
        self._axis = axis
        self._stopped = threading.Event()

    def stop(self) -> None:
        """Leave off, from any thread."""
        self._stopped.set()

    @property
    def sentence(self) -> str:
        """`Reading run.fitrec: 43 %…`."""
        if self.share >= 1:
            return f"Drawing {self.path.name}…"
        return f"Reading {self.path.name}: {self.share:.0%}…" if self.share else f"Reading {self.path.name}…"

    def read(self) -> RecordedRun:
        """Do it. Raises `LeftOff` where it was stopped, and `UnreadableRecording` with one sentence."""
        return read_recorded_run(self.path, self._heard, self._lay_out)

    def _heard(self, share: float) -> None:
        self.share = share
        if self._stopped.is_set():
            raise LeftOff

    def _lay_out(self, run: Run) -> Content:
        from inspector.gui.timeline.content import Content  # the window is shown before this is imported

        self._heard(1.0)
        content = Content(run, self._axis())
        content.prepare()
        self._heard(1.0)
        return content
