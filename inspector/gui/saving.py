"""Save recording as…: the run that is shown, in a file that the person names and that no limit of the shelf removes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from inspector.export.recording_file import copy_recording, save_recording
from inspector.export.whole_file import why_not_saved
from inspector.gui.actions import Actions
from inspector.gui.background import Background
from inspector.gui.message_strip import MessageStrip
from inspector.gui.recorded_run import ENDING
from inspector.gui.run_controller import RunController

FILES = f"Recordings (*{ENDING})"


class Saving(QObject):
    """Writes what is shown rather than copying the shelf's file: where the shelf's disk is full, this is the way out.

    A recording that was opened is copied, byte by byte: it tells of the machine that made it.
    """

    def __init__(
        self,
        window: QWidget,
        controller: RunController,
        commands: Actions,
        background: Background,
        message: MessageStrip,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._controller = controller
        self._background = background
        self._message = message
        commands.save_recording.triggered.connect(self._ask)

    def _ask(self) -> None:
        save = self._saver()
        if save is None:
            return
        suggested = str(Path.cwd() / f"{self._controller.name}{ENDING}")
        name, _ = QFileDialog.getSaveFileName(self._window, "Save recording as", suggested, FILES)
        if not name:
            return
        # Qt asks before a file is replaced, but only for the name that was typed.
        path = Path(name if name.lower().endswith(ENDING) else name + ENDING)
        if str(path) != name and path.exists():
            self._message.problem(f"{path.name} is there already and is left as it is. Choose another name.")
            return
        self._message.under_way(f"Saving {path.name}…")
        self._background.run(
            lambda: save(path),
            lambda saved: self._message.note(f"Saved {saved.name} in {saved.parent}."),
            lambda problem: self._message.problem(why_not_saved(path, problem)),
        )

    def _saver(self) -> Callable[[Path], Path] | None:
        """What writes the run that is shown now, whichever is shown by the time it is written."""
        run, recorded = self._controller.run, self._controller.recorded
        if run is None:
            return None
        if recorded is not None:
            return lambda path: copy_recording(recorded.path, path)
        return lambda path: save_recording(run.recording, path)
