"""The window, in two halves, so that a person sees it early.

- here: what is seen of it as it opens. Nothing of this needs numpy, whose import alone takes longer than all of this.
- `Workings`: what goes on in it, made once the first half is painted, or when it is reached for before.

Who means to use a window at once calls `complete`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow

from inspector.gui.actions import Actions
from inspector.gui.background import Background
from inspector.gui.centre import Centre, MakeTimeline, make_real_timeline
from inspector.gui.find.find_field import FindField
from inspector.gui.memory.layout_keeper import LayoutKeeper
from inspector.gui.memory.memory import Memory
from inspector.gui.message_strip import MessageStrip
from inspector.gui.panels.empty_state import Sample
from inspector.gui.panels.setup_panel import SetupPanel
from inspector.gui.right_column import RightColumn
from inspector.gui.run_selector import RunSelector
from inspector.gui.sample_menu import SampleMenu
from inspector.gui.selection_model import SelectionModel
from inspector.gui.status_panel import StatusPanel
from inspector.gui.style import palette, style_sheet
from inspector.gui.theme import Theme
from inspector.gui.toolbar import Toolbar
from inspector.gui.view_commands import ViewCommands
from inspector.gui.window_body import WindowBody

if TYPE_CHECKING:
    from inspector.fit.request import FitRequest
    from inspector.gui.bottom_panel import BottomPanel
    from inspector.gui.compare.compare_commands import CompareCommands
    from inspector.gui.export_commands import ExportCommands
    from inspector.gui.find.find_commands import FindCommands
    from inspector.gui.guide_window import GuideWindow
    from inspector.gui.menus import ContextMenus
    from inspector.gui.opening import Opening
    from inspector.gui.run_controller import MakeSession, RunController
    from inspector.gui.shelving import Shelving
    from inspector.gui.workers.workers_commands import WorkersCommands
    from inspector.gui.workings import Workings
    from inspector.recording.shelf import Shelf

TITLE = "Fit Inspector"


class MainWindow(QMainWindow):
    """The whole of it. The theme is a value that is passed in: Qt cannot tell the desktop's scheme everywhere."""

    themeChosen = Signal(str)
    """system | light | dark"""

    def __init__(
        self,
        theme: Theme,
        *,
        samples: Sequence[Sample] = (),
        make_session: MakeSession | None = None,
        make_timeline: MakeTimeline = make_real_timeline,
        memory: Memory | None = None,
        shelf: Shelf | None = None,
    ) -> None:
        """`make_session`: None: sessions that run Keras. `memory`: None: one that forgets. `shelf`: None: none."""
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle(TITLE)
        self.theme = theme
        self.memory = memory or Memory()
        self._make_session, self._shelf = make_session, shelf
        self._workings: Workings | None = None
        self._painted = False
        self.selection = SelectionModel(self)
        self.background = Background(self)
        self.commands = Actions(self)
        self.commands.fill(self.menuBar())
        self.samples = SampleMenu(samples, self.commands.menus["menuFile"])
        self.commands.menus["menuFile"].insertMenu(self.commands.open_workers, self.samples)
        self.message = MessageStrip()
        self.setup = SetupPanel(self.background)
        self.centre = Centre(theme, samples, make_timeline)
        self.right = RightColumn()
        self.findings, self.details = self.right.findings, self.right.details
        self.status = StatusPanel()
        self.runs, self.find_field = RunSelector(), FindField()
        self.toolbar = Toolbar(self.commands, self.runs, self.find_field)
        self.body = WindowBody(
            self.setup, self.centre, self.right, above=[self.toolbar, self.message], below=[self.status]
        )
        self.setCentralWidget(self.body)
        self.views = ViewCommands(self.commands, self.centre, self.selection, self)
        self.layout_keeper = LayoutKeeper(self, self.body, self.right, self.memory)
        self._show_what_is_remembered()
        self.set_theme(theme)
        self.commands.enable(busy=False, has_module=False, has_data=False, has_run=False)
        self.setFocus()  # on no button: a ring around the first one would say that it is meant

    def complete(self) -> None:
        """Make what is not seen at first, where that was not done."""
        if self._workings is None:
            from inspector.gui.workings import Workings  # numpy, and most of what is ours

            self._workings = Workings(self, self._make_session, self._shelf)

    @property
    def is_complete(self) -> bool:
        """Whether it can be used. The timeline is made after that."""
        return self._workings is not None

    @property
    def workings(self) -> Workings:
        """What goes on in the window; whoever reaches for it has it made."""
        self.complete()
        assert self._workings is not None
        return self._workings

    # -- what a person, or the command line, asks of it -----------------------------------------------------------

    def open(self, path: Path) -> None:
        """Read a Python file, or a recording; nothing of either is run."""
        self.opening.open(path)

    def open_workers(self, paths: Sequence[Path]) -> None:
        """Show the recordings of several workers together, in a window of their own."""
        self.workers.open(paths)

    def load(self, request: FitRequest, *, run: bool = False) -> None:
        """Fill the setup from a request; run it at once where that is asked for."""
        self.opening.load(request, run=run)

    def show_name(self, name: str) -> None:
        """Say in the title what is shown."""
        self.setWindowTitle(f"{name} — {TITLE}")

    def open_guide(self) -> GuideWindow:
        """The guide, in a window of its own beside this one."""
        return self.workings.open_guide()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours, everywhere."""
        self.theme = theme
        self.setPalette(palette(theme))
        self.setStyleSheet(style_sheet(theme))
        self.centre.set_theme(theme)
        if self._workings is not None:
            self._workings.set_theme(theme)

    def _show_what_is_remembered(self) -> None:
        self.centre.empty.show_recent(self.memory.recent)
        if self.memory.as_grid:
            self.commands.grid_view.trigger()
        for name in ("system", "light", "dark"):
            action = getattr(self.commands, f"theme_{name}")
            action.setChecked(name == self.memory.theme)
            action.triggered.connect(lambda _=False, name=name: self.themeChosen.emit(name))

    # -- the workings that are reached for from outside -----------------------------------------------------------

    @property
    def controller(self) -> RunController:
        """The run, its thread and its findings."""
        return self.workings.controller

    @property
    def bottom(self) -> BottomPanel:
        """The tabs at the foot."""
        return self.workings.bottom

    @property
    def opening(self) -> Opening:
        """From a path to what is shown."""
        return self.workings.opening

    @property
    def finder(self) -> FindCommands:
        """Find."""
        return self.workings.finder

    @property
    def exports(self) -> ExportCommands:
        """Export, and copy as a picture."""
        return self.workings.exports

    @property
    def comparing(self) -> CompareCommands:
        """Another run beside this one."""
        return self.workings.comparing

    @property
    def workers(self) -> WorkersCommands:
        """The recordings of several workers."""
        return self.workings.workers

    @property
    def shelving(self) -> Shelving:
        """What is recorded by itself."""
        return self.workings.shelving

    @property
    def context_menus(self) -> ContextMenus:
        """What a right click offers."""
        return self.workings.context_menus

    @property
    def guide(self) -> GuideWindow | None:
        """The guide, where it was opened."""
        return self.workings.guide

    # -- its life -------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.finish)

    def finish(self) -> None:
        """Complete what is shown, and then make the timeline, whose import takes longest."""
        if not self.isHidden():  # else it was closed at once
            self.complete()
            QTimer.singleShot(0, self.centre.load_timeline)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._workings is not None:
            self._workings.close()
        self.centre.close_down()
        event.accept()
