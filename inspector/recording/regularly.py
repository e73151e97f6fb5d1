"""What is done every so often on a thread of its own, beside a run and for as long as it lasts."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Regularly:
    """Waits, does it, waits again; `end` returns once it is not being done any more, and will not be."""

    def __init__(self, do: Callable[[], None], every_s: float, name: str) -> None:
        """`name`: what the thread is called."""
        self._do, self._every_s = do, every_s
        self._over = threading.Event()
        # A daemon: a run that is left behind must not keep the process.
        self._thread = threading.Thread(target=self._go_on, name=name, daemon=True)

    def begin(self) -> None:
        """From now on; the first time after one wait."""
        self._thread.start()

    def end(self) -> None:
        """At once, or when what is being done is done."""
        self._over.set()
        self._thread.join()

    def _go_on(self) -> None:
        while not self._over.wait(self._every_s):
            self._do()
