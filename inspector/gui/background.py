"""Work that must not hold up the window: done on a thread of a pool, answered on the window's own thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal

Answer = Callable[[Any], None]


class Background(QObject):
    """Runs functions on a small pool; what they return, or raise, comes back through the event loop."""

    _done = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)  # in order, so that the answer that comes last is the one asked for last
        self._closed = False
        self._done.connect(self._deliver)

    def run(self, work: Callable[[], Any], then: Answer, failed: Callable[[Exception], None]) -> None:
        """Do `work` off this thread, then call `then` with its result, or `failed` with what it raised, on this one."""

        def job() -> None:
            try:
                result = work()
            except Exception as problem:
                self._done.emit((failed, problem))
            else:
                self._done.emit((then, result))

        self._pool.start(job)

    def close(self) -> None:
        """Wait for what is under way; nothing is answered any more."""
        self._closed = True
        self._pool.clear()
        self._pool.waitForDone()

    def _deliver(self, answer: tuple[Answer, Any]) -> None:
        if not self._closed:
            call, value = answer
            call(value)
