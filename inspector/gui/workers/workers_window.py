"""The recordings of several workers in a window of their own: the groups, what shows across them, what is selected."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from inspector.analysis.wording import count
from inspector.analysis.workers import WorkerFinding
from inspector.export.whole_file import why_not_saved
from inspector.gui.companion_window import CompanionWindow
from inspector.gui.focus_ring import FocusRing
from inspector.gui.panels.key_button import key_button
from inspector.gui.panels.parts import label
from inspector.gui.picture_file import save_png
from inspector.gui.theme import Theme
from inspector.gui.timeline.axis import Axis
from inspector.gui.workers.across_panel import AcrossPanel
from inspector.gui.workers.pointing import Pointed
from inspector.gui.workers.shown import Shown
from inspector.gui.workers.stack_canvas import StackCanvas

PANEL_WIDTH, LEAST_PANEL_WIDTH = 340, 260
HINT = "Click a box to read what was recorded of it; the arrow keys go from one to the next, and to the next worker."


class WorkersWindow(CompanionWindow):
    """Shows the workers of one training at a time."""

    openWanted = Signal(object)
    """the `Path` of one worker's recording, to be shown by itself"""
    guideWanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("workers", 1280, parent)
        self.shown: Shown | None = None
        self.axis = Axis.TIME
        self._details = label(HINT, role="quiet", wrap=True, name="workersDetails")
        self.canvas = StackCanvas(theme)
        FocusRing(self.canvas)
        self.across = AcrossPanel()
        self._axes = {
            Axis.TIME: key_button("workersTime", "Time", "Lay them out by when things happened, on one clock", "T"),
            Axis.STEP: key_button("workersStep", "Step", "Give the same step of each worker the same cell", "S"),
        }
        self._open = key_button("workersOpen", "Open alone", "Open the selected worker's recording by itself", "O")
        self._lay_out()
        self.canvas.pointed.connect(self._pointed)
        self.canvas.openWanted.connect(self._open_worker)
        self.across.zoomRequested.connect(self._zoom)
        self.across.aboutRequested.connect(lambda _: self.guideWanted.emit())

    def _lay_out(self) -> None:
        following = key_button("workersNext", "Next finding", "Go to the next finding across the workers", "N")
        fit = key_button("workersFit", "Fit view", "Show everything from left to right", "F")
        save = key_button("workersSave", "Save picture…", "Save all workers as a picture", "Ctrl+E")
        following.clicked.connect(self.across.next_finding)
        fit.clicked.connect(self.canvas.fit_view)
        save.clicked.connect(self._ask_where)
        self._open.clicked.connect(lambda: self._open_worker(None))
        for axis, button in self._axes.items():
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.clicked.connect(lambda _=False, axis=axis: self.set_axis(axis))
        self._axes[self.axis].setChecked(True)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.canvas, 1)
        self._details.setContentsMargins(16, 8, 16, 8)
        self._details.setMinimumHeight(44)
        column.addWidget(self._details)
        head = self._head((*self._axes.values(), fit, following, self._open, save), "Close this window")
        self._furnish(head, column, self.across, PANEL_WIDTH, LEAST_PANEL_WIDTH)

    def show_workers(self, shown: Shown) -> None:
        """Show these; nothing is chosen yet."""
        self.shown = shown
        workers, findings = shown.read.workers, shown.findings
        self.setWindowTitle(f"{count(len(workers), 'recording')} of workers — Fit Inspector")
        together = count(len(workers) - len(shown.workers_apart), "worker")
        words = f"{together} · {count(len(findings), 'finding')} across them" if findings else together
        words += f" · {count(len(shown.workers_apart), 'recording')} beside them" if shown.workers_apart else ""
        self._say(words, "warning" if findings or shown.workers_apart else "idle")
        self.across.show_findings(workers, findings, shown.remarks)
        self.canvas.show_stack(shown.stacks[self.axis])
        self._pointed(None)

    def set_axis(self, axis: Axis) -> None:
        """Lay them out the other way; the finding that was chosen stays marked."""
        self.axis = axis
        self._axes[axis].setChecked(True)
        if self.shown is not None:
            selected = self.canvas.selected
            self.canvas.show_stack(self.shown.stacks[axis])
            self.canvas.select(selected)
            chosen = self.across.chosen
            if isinstance(chosen, WorkerFinding):
                self._zoom(chosen)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.canvas.set_theme(theme)

    def _zoom(self, finding: WorkerFinding) -> None:
        if self.shown is not None:
            self.canvas.show_marks(self.shown.stacks[self.axis].marks(finding))

    def _pointed(self, there: Pointed | None) -> None:
        self._details.setText(self.canvas.words_of(there) or HINT)
        self._open.setEnabled(there is not None)

    def _open_worker(self, number: int | None) -> None:
        there = self.canvas.selected
        if number is None and there is not None:
            number = there.group
        if self.shown is not None and number is not None:
            self.openWanted.emit(self.shown.read.paths[number])

    # -- a picture ------------------------------------------------------------------------------------------------

    def _ask_where(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "Save the picture as", "workers.png", "Pictures (*.png)")
        if name:
            self.save_picture(Path(name))

    def save_picture(self, path: Path) -> None:
        """All workers, as they are shown, in a PNG; where it is, or why it could not be saved, is told."""
        try:
            save_png(self.canvas.picture(), path)
        except OSError as problem:
            self._details.setText(why_not_saved(path, problem))
        else:
            self._details.setText(f"Saved {path.name} in {path.parent}.")
