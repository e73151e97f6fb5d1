"""What of what happens in the window is remembered, and where what was remembered is shown."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from inspector.fit.discovery import Discovered
from inspector.fit.request import FitRequest
from inspector.gui.actions import Actions
from inspector.gui.memory.form import still_offered
from inspector.gui.memory.layout_keeper import LayoutKeeper
from inspector.gui.memory.memory import Memory
from inspector.gui.memory.recent_menu import RecentMenu
from inspector.gui.message_strip import MessageStrip
from inspector.gui.opening import Opening
from inspector.gui.panels.empty_state import EmptyState
from inspector.gui.panels.setup_panel import SetupPanel
from inspector.gui.recorded_run import RecordedRun
from inspector.gui.run_controller import RunController
from inspector.resources import resource


class Remembering(QObject):
    """Listens, and writes down; the samples are not remembered: they are always there."""

    def __init__(
        self,
        memory: Memory,
        layout: LayoutKeeper,
        commands: Actions,
        controller: RunController,
        opening: Opening,
        setup: SetupPanel,
        empty: EmptyState,
        message: MessageStrip,
    ) -> None:
        super().__init__(layout)
        self._memory = memory
        self._layout = layout
        self._controller = controller
        self._opening = opening
        self._empty = empty
        self._samples = resource("samples")
        file = commands.menus["menuFile"]
        self.menu = RecentMenu(memory, commands.clear_recent, file)
        file.insertMenu(file.actions()[1], self.menu)  # right after Open
        setup.recall = self._recall
        self.menu.chosen.connect(self._open)
        empty.recentChosen.connect(self._open)
        opening.moduleRead.connect(self._opened)
        opening.recordingRead.connect(self._recording_opened)
        controller.began.connect(self._ran)
        commands.clear_recent.triggered.connect(self._clear)
        commands.reset_layout.triggered.connect(layout.reset)
        commands.grid_view.toggled.connect(self._viewed)
        if memory.set_aside is not None:
            message.note(f"The settings could not be read: they are set aside in {memory.set_aside}, and begin anew.")

    def keep(self) -> None:
        """The window closes: remember where everything is."""
        self._layout.keep()
        self._memory.write()

    def _recall(self, discovered: Discovered) -> FitRequest | None:
        request = self._memory.form(discovered.path)
        return None if request is None else still_offered(request, discovered)

    def _open(self, path: Path) -> None:
        if not path.exists():
            self._memory.forget_recent(path)
            self._empty.show_recent(self._memory.recent)
        self._opening.open(path)  # which says what is wrong with it

    def _opened(self, path: Path) -> None:
        if not path.is_relative_to(self._samples):
            self._memory.add_recent(path)
            self._empty.show_recent(self._memory.recent)

    def _recording_opened(self, recorded: RecordedRun) -> None:
        self._opened(recorded.path)

    def _ran(self) -> None:
        request = self._controller.request
        own = isinstance(request, FitRequest) and not request.module.is_relative_to(self._samples)
        if isinstance(request, FitRequest) and own and self._controller.recorded is None:
            self._memory.keep_form(request)

    def _viewed(self, as_grid: bool) -> None:
        self._memory.as_grid = as_grid

    def _clear(self) -> None:
        self._memory.forget_recent()
        self._empty.show_recent([])
