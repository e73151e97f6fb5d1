"""Opening a file in the window: a module to run, or the recording of a run that was. Nothing of either is run."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from inspector.fit.request import FitRequest
from inspector.gui.background import Background
from inspector.gui.message_strip import MessageStrip
from inspector.gui.panels.setup_panel import SetupPanel
from inspector.gui.recorded_run import RecordedRun, is_recorded, read_recorded_run
from inspector.gui.run_controller import RunController
from inspector.recording.unreadable import UnreadableRecording

FILES = "Python files and recordings (*.py *.fitrec);;All files (*)"


class Opening(QObject):
    """From a path to what the setup and the controller show; problems go to the message strip."""

    named = Signal(str)
    """what the window shows now, for its title"""
    moduleRead = Signal(object)
    """the `Path` of a module that the setup offers now"""
    recordingRead = Signal(object)
    """a `RecordedRun`, before it is shown"""
    runWanted = Signal()
    """the module is read that was to be run at once"""

    def __init__(
        self,
        window: QWidget,
        setup: SetupPanel,
        controller: RunController,
        background: Background,
        message: MessageStrip,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._setup = setup
        self._controller = controller
        self._background = background
        self._message = message
        self._run_when_read: Path | None = None
        self._module_of_recording: Path | None = None
        setup.opened.connect(self._module_opened)
        setup.refused.connect(message.problem)
        controller.began.connect(self._run_began)

    def ask(self) -> None:
        """Let the person choose a file."""
        folder = "" if self._setup.path is None else str(self._setup.path.parent)
        name, _ = QFileDialog.getOpenFileName(self._window, "Open a Python file or a recording", folder, FILES)
        if name:
            self.open(Path(name))

    def open(self, path: Path) -> None:
        """Read a Python file, or a recording."""
        if is_recorded(path):
            self._read_recording(path)
            return
        self._run_when_read = self._module_of_recording = None
        self._setup.open(path)

    def load(self, request: FitRequest, *, run: bool = False) -> None:
        """Read the module of a request, and fill the setup from it."""
        self._module_of_recording = None
        self._run_when_read = request.module.absolute() if run else None
        self._setup.load(request)

    def _module_opened(self, path: Path) -> None:
        if path != self._module_of_recording:  # else the window goes on to tell of the recording
            self._message.hide()
            self.named.emit(path.name)
        self.moduleRead.emit(path)
        if self._run_when_read == path:
            self._run_when_read = None
            self.runWanted.emit()

    def _read_recording(self, path: Path) -> None:
        if self._controller.busy:
            self._message.problem(f"A run goes on: stop it before {path.name} is opened.")
            return
        self._message.under_way(f"Reading {path.name}…")
        self._background.run(
            lambda: read_recorded_run(path.absolute()),
            self._show_recording,
            lambda problem: self._message.problem(_why_unreadable(path, problem)),
        )

    def _show_recording(self, recorded: RecordedRun) -> None:
        if self._controller.busy:
            return
        self._message.hide()
        self.named.emit(recorded.path.name)
        self._run_when_read = None
        self._module_of_recording = None if recorded.request is None else recorded.request.module
        self.recordingRead.emit(recorded)
        if recorded.request is not None and recorded.can_run_again:
            self._setup.load(recorded.request)
        else:
            self._setup.show_gone(recorded.request)
        self._controller.show_recorded(recorded)
        if self._controller.problem is None:  # else it is told that there was no fit
            tell = self._message.note if recorded.whole else self._message.problem
            tell(recorded.sentence)

    def _run_began(self) -> None:
        if self._controller.recorded is None and self._controller.request is not None:
            self._module_of_recording = None
            self.named.emit(self._controller.request.module.name)


def _why_unreadable(path: Path, problem: Exception) -> str:
    return str(problem) if isinstance(problem, UnreadableRecording) else f"{path.name} cannot be read: {problem}."
