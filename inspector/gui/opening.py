"""Opening a file in the window: a module to run, or the recording of a run that was. Nothing of either is run."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from inspector.fit.request import FitRequest
from inspector.gui.background import Background
from inspector.gui.centre import Centre
from inspector.gui.file_reading import FileReading
from inspector.gui.message_strip import MessageStrip
from inspector.gui.panels.setup_panel import SetupPanel
from inspector.gui.recorded_run import RecordedRun, is_recorded
from inspector.gui.run_controller import RunController
from inspector.recording.unreadable import UnreadableRecording

TELL_EVERY_MS = 100
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
        centre: Centre,
    ) -> None:
        super().__init__(window)
        self._centre = centre
        self._window = window
        self._setup = setup
        self._controller = controller
        self._background = background
        self._message = message
        self._run_when_read: Path | None = None
        self._module_of_recording: Path | None = None
        self._reading: FileReading | None = None
        self._told = self._refusal = ""
        self._telling = QTimer(self)
        self._telling.setInterval(TELL_EVERY_MS)
        self._telling.timeout.connect(self._tell_progress)
        setup.opened.connect(self._module_opened)
        setup.refused.connect(self._module_refused)
        setup.reread.connect(self._take_back_refusal)
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

    def _module_refused(self, sentence: str) -> None:
        self._run_when_read = None  # what is mended later is read, and not run
        self._refusal = sentence
        self._message.problem(sentence)

    def _take_back_refusal(self) -> None:
        if self._message.text == self._refusal:
            self._message.hide()

    def _module_opened(self, path: Path) -> None:
        self._take_back_refusal()
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
        self.leave_off()
        reading = self._reading = FileReading(path.absolute(), lambda: self._centre.axis)
        self._told = reading.sentence
        self._message.under_way(self._told, self.leave_off)
        self._telling.start()
        self._background.run(
            reading.read, lambda recorded: self._read(reading, recorded), partial(self._failed, reading)
        )

    def leave_off(self) -> None:
        """Stop reading, where a recording is read."""
        if self._reading is not None:
            self._reading.stop()
            self._reading = None
        self._telling.stop()

    def _tell_progress(self) -> None:
        if self._reading is not None and self._message.text == self._told:  # else it says something else by now
            self._told = self._reading.sentence
            self._message.tell_progress(self._told)

    def _read(self, reading: FileReading, recorded: RecordedRun) -> None:
        if reading is self._reading:  # else another file was opened since
            self.leave_off()
            self._show_recording(recorded)

    def _failed(self, reading: FileReading, problem: Exception) -> None:
        if reading is self._reading:
            self.leave_off()
            self._message.problem(_why_unreadable(reading.path, problem))

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
