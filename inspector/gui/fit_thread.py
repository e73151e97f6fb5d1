"""The thread that `fit` runs on while it shares the window's process."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, QThread

# macOS gives a secondary thread 512 KB; TensorFlow's tracing recurses deeper than that.
STACK_BYTES = 16 * 1024 * 1024


class FitSession(Protocol):
    """What the window needs of `inspector.fit.session.Session`."""

    problem: str | None
    """After `run`: the one clear sentence of a wrong use, else None."""

    def run(self) -> None:
        """Run `fit` to its end; never raise."""

    def stop(self) -> int:
        """Ask it to stop, from any thread; return how often that was asked."""


class FitThread(QThread):
    """Runs one session to its end."""

    def __init__(self, session: FitSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fit")
        self.setStackSize(STACK_BYTES)
        self.session = session

    def run(self) -> None:
        self.session.run()
