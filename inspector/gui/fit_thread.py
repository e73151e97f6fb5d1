"""The thread that `fit` runs on while it shares the window's process, or from which its own process is looked after."""

from __future__ import annotations

from PySide6.QtCore import QObject, QThread

from inspector.fit.fit_session import FitSession

# macOS gives a secondary thread 512 KB; TensorFlow's tracing recurses deeper than that.
STACK_BYTES = 16 * 1024 * 1024


class FitThread(QThread):
    """Runs one session to its end."""

    def __init__(self, session: FitSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fit")
        self.setStackSize(STACK_BYTES)
        self.session = session

    def run(self) -> None:
        self.session.run()
