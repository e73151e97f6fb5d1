"""Export… and Copy picture: the run that is shown, in a file of the format that was asked for, or on the clipboard.

What is painted is painted on the window's thread, as Qt wants it; everything else is done on another, and tells how far
it is.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.run import Run
from inspector.analysis.settled import settled
from inspector.export.formats import Format
from inspector.export.whole_file import save_bytes, why_not_saved
from inspector.export.writing import write_data
from inspector.gui.actions import Actions
from inspector.gui.background import Background
from inspector.gui.centre import Centre
from inspector.gui.export_dialog import WIDTH, ExportDialog, Wanted
from inspector.gui.message_strip import MessageStrip
from inspector.gui.run_controller import RunController

if TYPE_CHECKING:
    from inspector.gui.grid.grid_view import GridView
    from inspector.gui.picture import Framing
    from inspector.gui.timeline.content import Content

TOLD_EVERY_S = 0.2


class WindowClosed(Exception):
    """Nobody waits for the file any more."""


class ExportCommands(QObject):
    """Asks what is wanted, and has it written."""

    _got_to = Signal(str, int)
    """the name of the file, and percent"""

    def __init__(
        self, window: QWidget, controller: RunController, commands: Actions, centre: Centre, message: MessageStrip
    ) -> None:
        super().__init__(window)
        self._window = window
        self._controller = controller
        self._commands = commands
        self._centre = centre
        self._message = message
        # Of its own: a long export holds up no file that is opened meanwhile.
        self._background = Background(self)
        self._closed = Event()
        self._got_to.connect(lambda name, percent: self._message.under_way(f"Saving {name}… {percent} %"))
        commands.export_picture.triggered.connect(self._ask)
        commands.copy_picture.triggered.connect(self._copy)

    def close(self) -> None:
        """Leave off; a file that is not whole is not there."""
        self._closed.set()
        self._background.close()

    def _ask(self) -> None:
        if self._controller.run is None:
            return
        view = "timeline" if self._grid is None else "grid"
        dialog = ExportDialog(Path.cwd() / f"{self._controller.name}-{view}.png", self._window)
        dialog.chosen.connect(self._export)
        dialog.open()

    def _export(self, wanted: Wanted) -> None:
        run = self._controller.run
        if run is None:
            return
        work = self._drawn(run, wanted) if wanted.what.drawn else self._data(run, wanted)
        self._message.under_way(f"Saving {wanted.path.name}…")
        self._background.run(
            work,
            lambda saved: self._message.note(f"Saved {saved.name} in {saved.parent}."),
            lambda problem: self._message.problem(why_not_saved(wanted.path, problem)),
        )

    def _drawn(self, run: Run, wanted: Wanted) -> Callable[[], Path]:
        from inspector.gui.drawing import draw, file_of

        framing, findings = self._framing(in_view=not wanted.whole, dark=wanted.dark), self._controller.findings
        grid, content = self._grid, self._content
        if grid is not None and content is not None and wanted.what is not Format.HTML:
            from inspector.gui.grid.grid_picture import grid_picture

            with grid_picture(grid, content, findings, framing, in_view=not wanted.whole) as picture:
                drawn = file_of(wanted.what, picture, wanted.scale)
            return lambda: save_bytes(drawn(), wanted.path)
        made = draw(wanted.what, run, findings, framing, wanted.scale, content)
        return lambda: save_bytes(made(), wanted.path)

    @property
    def _grid(self) -> GridView | None:
        """The grid, where that is what is shown."""
        grid = self._centre.grid
        return grid if grid is not None and grid is self._centre.currentWidget() else None

    @property
    def _content(self) -> Content | None:
        """What the window has laid out already."""
        return None if self._centre.timeline is None else self._centre.timeline.content

    def _framing(self, *, in_view: bool = False, dark: bool = False) -> Framing:
        from inspector.gui.picture import Framing
        from inspector.gui.theme import DARK, LIGHT
        from inspector.gui.timeline.axis import Axis

        timeline = self._centre.timeline
        span = timeline.range_in_view if in_view and timeline is not None else None
        axis = Axis.STEP if self._commands.step_axis.isChecked() else Axis.TIME
        return Framing(axis, span, DARK if dark else LIGHT, WIDTH)

    def _copy(self) -> None:
        run = self._controller.run
        if run is None:
            return
        grid = self._grid
        if grid is not None:
            QGuiApplication.clipboard().setImage(grid.picture(2))
            self._message.note("The picture of the grid is on the clipboard.")
            return
        from inspector.gui.picture import run_picture

        with run_picture(run, self._framing(), self._controller.findings, self._content) as picture:
            QGuiApplication.clipboard().setImage(picture.image(2))
        self._message.note("The picture is on the clipboard.")

    def _data(self, run: Run, wanted: Wanted) -> Callable[[], Path]:
        def work() -> Path:
            still = settled(run)
            return write_data(wanted.what, still, diagnose(still), wanted.path, self._teller(wanted.path.name))

        return work

    def _teller(self, name: str) -> Callable[[float], None]:
        """Tells now and then, and ends the export once the window is closed."""
        told_at = perf_counter()

        def tell(share: float) -> None:
            nonlocal told_at
            if self._closed.is_set():
                raise WindowClosed
            if perf_counter() - told_at >= TOLD_EVERY_S:
                told_at = perf_counter()
                self._got_to.emit(name, round(100 * share))

        return tell
