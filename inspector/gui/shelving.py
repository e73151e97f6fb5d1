"""Every run of the window, recorded by itself while it goes on; what an earlier window left broken off is offered."""

from __future__ import annotations

import contextlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from inspector.gui.message_strip import MessageStrip
from inspector.gui.run_controller import RunController, RunState
from inspector.recording.keeper import RunsKeeper
from inspector.recording.shelf import Shelf, module_of


class Shelving(QObject):
    """Follows the controller; nothing that goes wrong here reaches a run, and it is told once."""

    openWanted = Signal(object)
    """the `Path` of a recording that the person wants to see"""

    def __init__(self, shelf: Shelf | None, controller: RunController, message: MessageStrip, parent: QObject) -> None:
        """`shelf`: None: nothing is recorded by itself."""
        super().__init__(parent)
        self._shelf, self._controller, self._message = shelf, controller, message
        self._keeper: RunsKeeper | None = None
        self._keeping = contextlib.ExitStack()
        self._finished: list[Path] = []
        """What the last session was recorded in."""
        self._told = False
        controller.stateChanged.connect(self._state_changed)
        controller.grown.connect(self._tell_problem)

    def earlier(self) -> list[Path]:
        """The recordings of other runs than those that the window shows, the latest first."""
        recorded = self._controller.recorded
        mine = [recorded.path] if recorded is not None else self._keeper.paths if self._keeper else self._finished
        return [] if self._shelf is None else [path for path in self._shelf.recordings() if path not in mine]

    def offer_broken_off(self) -> None:
        """Offer the last run during which a window ended; what was offered once is not again."""
        left = [] if self._shelf is None else self._shelf.broken_off()
        if self._shelf is None or not left:
            return
        self._shelf.prune()
        path = self._shelf.finish(left)[0]
        self._message.offer(
            f"Fit Inspector ended while {module_of(path)} ran. What was recorded up to there is kept.",
            "Open it",
            lambda: self.openWanted.emit(path),
        )

    def close(self) -> None:
        """Write the rest, and let go of the files."""
        self._tell_problem()
        self._keeping.close()
        if self._keeper is not None and self._shelf is not None:
            self._finished = self._shelf.finish(self._keeper.paths)
            self._shelf.prune()
        self._keeper = None

    def _state_changed(self, state: RunState) -> None:
        if state is RunState.RUNNING and self._shelf is not None and self._controller.request is not None:
            self.close()
            try:
                path = self._shelf.place_for(self._controller.request.module)
            except OSError as error:
                self._tell(f"Runs are not recorded: {self._shelf.folder} cannot be made ({error.strerror}).")
                return
            self._keeper = self._keeping.enter_context(RunsKeeper(self._controller.session_runs, path))
        elif state is RunState.FINISHED and self._keeper is not None:
            self.close()

    def _tell_problem(self) -> None:
        problem = None if self._keeper is None else self._keeper.problem
        if problem is not None:
            self._tell(f"{problem} The run itself goes on, and nothing in this window is lost.")

    def _tell(self, sentence: str) -> None:
        if not self._told:
            self._told = True
            self._message.problem(sentence)
