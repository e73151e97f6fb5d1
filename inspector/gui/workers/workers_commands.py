"""Open workers' recordings…: the recordings of several workers, read off the window's thread and shown together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from inspector.analysis.wording import count
from inspector.gui.actions import Actions
from inspector.gui.background import Background
from inspector.gui.message_strip import MessageStrip
from inspector.gui.theme import Theme
from inspector.recording.unreadable import UnreadableRecording

if TYPE_CHECKING:
    from inspector.gui.workers.shown import Shown
    from inspector.gui.workers.workers_window import WorkersWindow

FILES = "Recordings (*.fitrec);;All files (*)"
ONE = "One recording is no comparison: choose one a worker. Open shows one alone."


class WorkersCommands(QObject):
    """Asks for the files, and shows what is in them in a window of its own."""

    openWanted = Signal(object)
    """the `Path` of a recording that is to be shown by itself"""
    guideWanted = Signal()

    def __init__(
        self, window: QWidget, commands: Actions, background: Background, message: MessageStrip, theme: Theme
    ) -> None:
        super().__init__(window)
        self.window: WorkersWindow | None = None
        self._main = window
        self._background = background
        self._message = message
        self._theme = theme
        commands.open_workers.triggered.connect(self._ask)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        if self.window is not None:
            self.window.set_theme(theme)

    def open(self, paths: Sequence[Path]) -> None:
        """Read these, and show them together."""
        if len(paths) < 2:
            self._message.problem(ONE)
            return
        self._message.under_way(f"Reading {count(len(paths), 'recording')}…")
        self._background.run(lambda: _read(paths), self._show, self._refuse)

    def _ask(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self._main, "Open the recordings of all workers", "", FILES)
        if names:
            self.open([Path(name) for name in names])

    def _show(self, what: Shown) -> None:
        self._message.hide()
        if self.window is None:
            from inspector.gui.workers.workers_window import WorkersWindow  # the main window does not wait for it

            self.window = WorkersWindow(self._theme, self._main)
            self.window.openWanted.connect(self.openWanted)
            self.window.guideWanted.connect(self.guideWanted)
        self.window.show_workers(what)
        self.window.come_forward(self.window.canvas)

    def _refuse(self, problem: Exception) -> None:
        known = isinstance(problem, UnreadableRecording)
        self._message.problem(str(problem) if known else f"These recordings cannot be shown together: {problem}.")


def _read(paths: Sequence[Path]) -> Shown:
    from inspector.gui.workers.shown import shown  # nor for this

    return shown(paths)
