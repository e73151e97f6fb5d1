"""What follows where a file is changed on disk: it is read anew, and a run of how it was is offered again.

A file with a syntax error is shown at the line of it, and opened once it is mended.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from inspector.gui.file_watch import FileWatch
from inspector.gui.message_strip import MessageStrip
from inspector.gui.panels.setup_panel import SetupPanel
from inspector.gui.panels.source_panel import SourcePanel
from inspector.gui.run_controller import RunController
from inspector.gui.window_body import WindowBody

AGAIN = "Run again"


class ChangesOnDisk(QObject):
    """Watches the file that is open, and beside it one that could not be opened for what stands in it."""

    def __init__(
        self,
        setup: SetupPanel,
        controller: RunController,
        message: MessageStrip,
        body: WindowBody,
        source: SourcePanel,
        run: Callable[[], None],
    ) -> None:
        """`run` runs again what was run last."""
        super().__init__(body)
        self._setup, self._controller, self._message = setup, controller, message
        self._body, self._source, self._run = body, source, run
        self._open, self._broken = FileWatch(self), FileWatch(self)
        self._open.changed.connect(self._changed)
        self._broken.changed.connect(setup.try_again)
        setup.opened.connect(self._opened)
        setup.reread.connect(self._show)
        setup.broken.connect(self._tell_broken)
        # Whoever runs something else, or looks at a recording, is not to have another file opened under it.
        controller.began.connect(self._broken.leave_off)

    def _opened(self, path: Path) -> None:
        self._broken.leave_off()
        self._open.watch(path)

    def _changed(self, path: Path) -> None:
        self._setup.read_again()
        if self._controller.run is not None and not self._controller.busy:
            self._message.offer(f"{path.name} was changed: what is shown is the run of how it was.", AGAIN, self._run)

    def _tell_broken(self, path: Path, line: int | None) -> None:
        if path != self._setup.path:  # else it is watched as the file that is open
            self._broken.watch(path)
        if self._setup.path in (None, path):  # else the other file, which is open, stays in view
            self._show(path, line)

    def _show(self, path: Path, line: int | None = None) -> None:
        if self._controller.run is None:  # else its lines are those that ran
            self._body.show_bottom()
            self._source.show_file(path, line)
