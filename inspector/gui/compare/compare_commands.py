"""Compare with…: the run that is shown beside another one, of its session, or out of a recording or a report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from inspector.analysis.compare import Comparison, Side, UnreadableReport, compare, side_of_run
from inspector.analysis.compare.reading import read_side
from inspector.analysis.diagnosis import diagnose
from inspector.analysis.run import Run
from inspector.analysis.settled import settled
from inspector.export.summary import call_words
from inspector.gui.actions import Actions
from inspector.gui.background import Background
from inspector.gui.compare.other_dialog import OtherDialog
from inspector.gui.message_strip import MessageStrip
from inspector.gui.recorded_menu import called, recorded_words
from inspector.gui.run_controller import RunController
from inspector.gui.theme import Theme
from inspector.recording.unreadable import UnreadableRecording

if TYPE_CHECKING:
    from inspector.gui.compare.compare_window import CompareWindow

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
        recordings: Callable[[], list[Path]],
    ) -> None:
        """`recordings`: those of earlier runs, the latest first."""
        super().__init__(window)
        self.window: CompareWindow | None = None
        self._main = window
        self._controller = controller
        self._background = background
        self._message = message
        self._theme = theme
        self._recordings = recordings
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
        name, of_other = self._name(run), called(path)
        self._compare(of_other, lambda: compare(_side(run, name), replace(read_side(path)[0], name=of_other)))

    def compare_with_run(self, number: int) -> None:
        """The run that is shown is A, the one of this number among the runs of its session B."""
        run, other = self._controller.run, self._controller.runs[number]
        if run is None:
            return
        name, of_other = self._name_among(self._controller.shown), self._name_among(number)
        self._compare(of_other, lambda: compare(_side(run, name), _side(other, of_other)))

    def _compare(self, other: str, made: Callable[[], Comparison]) -> None:
        self._message.under_way(f"Comparing with {other}…")
        self._background.run(made, self._show, lambda problem: self._message.problem(_why_not(other, problem)))

    def _ask(self) -> None:
        """Offer what there is to compare with; where there is nothing, ask for a file at once."""
        run, shown = self._controller.run, self._controller.shown
        if run is None:
            return
        others = [number for number in range(len(self._controller.runs)) if number != shown]
        recordings = self._recordings()
        if not others and not recordings:
            self._ask_for_file()
            return
        dialog = OtherDialog(
            self._name_among(shown) if others else self._name(run),
            [(number, self._name_among(number)) for number in others],
            [(path, recorded_words(path)) for path in recordings],
            self._main,
        )
        dialog.runChosen.connect(self.compare_with_run)
        dialog.recordingChosen.connect(self.compare_with)
        dialog.fileWanted.connect(self._ask_for_file)
        dialog.open()

    def _ask_for_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self._main, "Compare with a recording or a report", "", FILES)
        if name:
            self.compare_with(Path(name))

    def _name(self, run: Run) -> str:
        recorded = self._controller.recorded
        file = str(run.header.get("file") or "fit").replace("\\", "/").rsplit("/", 1)[-1]
        return called(recorded.path) if recorded is not None else file

    def _name_among(self, number: int) -> str:
        runs = self._controller.runs
        return f"{self._name(runs[number])} · {call_words(runs[number], number, len(runs))}"

    def _show(self, comparison: Comparison) -> None:
        self._message.hide()
        if self.window is None:
            from inspector.gui.compare.compare_window import CompareWindow  # the main window does not wait for it

            self.window = CompareWindow(self._theme, self._main)
        self.window.show_comparison(comparison)
        self.window.come_forward(self.window.canvas)


def _side(run: Run, name: str) -> Side:
    still = settled(run)
    return side_of_run(still, diagnose(still), name)


def _why_not(other: str, problem: Exception) -> str:
    known = isinstance(problem, (UnreadableRecording, UnreadableReport))
    return str(problem) if known else f"{other} cannot be compared: {problem}."
