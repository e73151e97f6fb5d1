"""Compare with…: the run that is shown beside another one, out of its recording or its report."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from inspector.analysis.compare import Comparison, UnreadableReport, compare, side_of_run
from inspector.analysis.compare.reading import read_side
from inspector.analysis.diagnosis import diagnose
from inspector.analysis.run import Run
from inspector.analysis.settled import settled
from inspector.gui.actions import Actions
from inspector.gui.background import Background
from inspector.gui.compare.compare_window import CompareWindow
from inspector.gui.message_strip import MessageStrip
from inspector.gui.run_controller import RunController
from inspector.gui.theme import Theme
from inspector.recording.unreadable import UnreadableRecording

FILES = "Recordings and reports (*.fitrec *.json);;All files (*)"


class CompareCommands(QObject):
    """Asks for the other run, and compares off the window's thread."""

    def __init__(
        self,
        window: QWidget,
        controller: RunController,
        commands: Actions,
        background: Background,
        message: MessageStrip,
        theme: Theme,
    ) -> None:
        super().__init__(window)
        self.window: CompareWindow | None = None
        self._main = window
        self._controller = controller
        self._background = background
        self._message = message
        self._theme = theme
        commands.compare.triggered.connect(self._ask)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        if self.window is not None:
            self.window.set_theme(theme)

    def compare_with(self, path: Path) -> None:
        """The run that is shown is A, the one in this file B."""
        run = self._controller.run
        if run is None:
            return
        name = self._name(run)
        self._message.under_way(f"Comparing with {path.name}…")
        self._background.run(
            lambda: _compared(run, name, path),
            self._show,
            lambda problem: self._message.problem(_why_not(path, problem)),
        )

    def _ask(self) -> None:
        if self._controller.run is None:
            return
        name, _ = QFileDialog.getOpenFileName(self._main, "Compare with a recording or a report", "", FILES)
        if name:
            self.compare_with(Path(name))

    def _name(self, run: Run) -> str:
        recorded = self._controller.recorded
        file = str(run.header.get("file") or "fit").replace("\\", "/").rsplit("/", 1)[-1]
        return recorded.path.name if recorded is not None else file

    def _show(self, comparison: Comparison) -> None:
        self._message.hide()
        if self.window is None:
            self.window = CompareWindow(self._theme, self._main)
        self.window.show_comparison(comparison)
        self.window.show()
        self.window.activateWindow()
        self.window.canvas.setFocus()


def _compared(run: Run, name: str, path: Path) -> Comparison:
    still = settled(run)
    return compare(side_of_run(still, diagnose(still), name), read_side(path)[0])


def _why_not(path: Path, problem: Exception) -> str:
    known = isinstance(problem, (UnreadableRecording, UnreadableReport))
    return str(problem) if known else f"{path.name} cannot be compared: {problem}."
