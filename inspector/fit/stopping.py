"""How a run is stopped: the first press asks, the second raises."""

from __future__ import annotations

import os
import threading

from inspector.recording.events import Kind
from inspector.recording.recorder import Recorder


class StoppedByPerson(Exception):
    """Raised at a tap when the person pressed Stop a second time."""


class ScriptStopped(KeyboardInterrupt):
    """Ends a script whose fit the person stopped, as Ctrl+C would have."""


def record_stop(recorder: Recorder, times: int) -> None:
    """Tell that Stop was pressed, and how often by now: by the inspector, whichever of its threads that came on."""
    recorder.put(Kind.STOP_ASKED, batch=times, thread=(os.getpid(), "fit-inspector"))


class StopRequest:
    """How many times the person has pressed Stop; safe to use from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.times = 0

    def ask(self) -> int:
        """Press once more; return how many times that makes."""
        with self._lock:
            self.times += 1
            return self.times

    @property
    def asked(self) -> bool:
        """Whether training is to stop after the current batch."""
        return self.times >= 1

    def raise_if_urgent(self) -> None:
        """Raise `StoppedByPerson` from the second press on."""
        if self.times >= 2:
            raise StoppedByPerson("stopped by the person at the window")
