"""Export picture and Copy picture: the timeline of the run that is shown, as an image."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from inspector.export.whole_file import why_not_saved
from inspector.gui.actions import Actions
from inspector.gui.background import Background
from inspector.gui.export_dialog import WIDTH, ExportDialog
from inspector.gui.message_strip import MessageStrip
from inspector.gui.picture_file import save_png
from inspector.gui.run_controller import RunController


class PictureCommands(QObject):
    """Draws the picture when it is asked for, and writes it off the window's thread."""

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
        self._commands = commands
        self._background = background
        self._message = message
        commands.export_picture.triggered.connect(self._ask_where)
        commands.copy_picture.triggered.connect(self._copy)

    def _picture(self, scale: int) -> QImage | None:
        if self._controller.run is None:
            return None
        from inspector.gui.picture import render_picture
        from inspector.gui.timeline.axis import Axis

        axis = Axis.STEP if self._commands.step_axis.isChecked() else Axis.TIME
        return render_picture(self._controller.run, WIDTH, scale, axis=axis)

    def _ask_where(self) -> None:
        if self._controller.run is None:
            return
        dialog = ExportDialog(Path.cwd() / f"{self._controller.name}-timeline.png", self._window)
        dialog.chosen.connect(self._export)
        dialog.open()

    def _export(self, path: Path, scale: int) -> None:
        image = self._picture(scale)
        if image is None:
            return
        self._background.run(
            lambda: save_png(image, path),
            lambda saved: self._message.note(f"Saved {saved.name} in {saved.parent}."),
            lambda problem: self._message.problem(why_not_saved(path, problem)),
        )

    def _copy(self) -> None:
        image = self._picture(scale=2)
        if image is not None:
            QGuiApplication.clipboard().setImage(image)
            self._message.note("The picture is on the clipboard.")
