"""How a run is stopped: the first press asks, the second raises."""

from __future__ import annotations

import threading


class StoppedByPerson(Exception):
    """Raised at a tap when the person pressed Stop a second time."""


class ScriptStopped(KeyboardInterrupt):
    """Ends a script whose fit the person stopped, as Ctrl+C would have."""


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
