"""What goes on in the window: its commands, and how one part tells the others.

Separation of concerns:

- `RunController`: the run, its thread and its findings.
- `SelectionModel`: what is selected.
- `SetupPanel`, `Centre`, `FindingsPanel`, `DetailsPanel`, `BottomPanel`, `StatusPanel`: one part of the window each.
- `Showing`, `Linking`, `ViewCommands`, `ExportCommands`, `Opening`, `Dropping`: what reaches several of them, by what
  it is for.
- `WindowBody`: where they are.
- `Workings` (here): which signal of one reaches which of the others, and what the actions do.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from inspector.gui.bottom_panel import BottomPanel
from inspector.gui.changes_on_disk import ChangesOnDisk
from inspector.gui.command_palette import CommandPalette
from inspector.gui.compare.compare_commands import CompareCommands
from inspector.gui.dropping import Dropping
from inspector.gui.escaping import Escaping
from inspector.gui.explaining import Explaining
from inspector.gui.export_commands import ExportCommands
from inspector.gui.find.find_commands import FindCommands
from inspector.gui.guide_window import CONTENTS, TOUR, WORKERS, GuideWindow
from inspector.gui.help_dialogs import about_dialog, shortcuts_dialog
from inspector.gui.linking import Linking
from inspector.gui.memory.remembering import Remembering
from inspector.gui.menus import ContextMenus
from inspector.gui.not_run_yet import NotRunYet
from inspector.gui.opening import Opening
from inspector.gui.recorded_menu import RecordedMenu
from inspector.gui.run_controller import MakeSession, RunController, make_real_session
from inspector.gui.run_notices import RunNotices
from inspector.gui.saving import Saving
from inspector.gui.shelving import Shelving
from inspector.gui.showing import Showing
from inspector.gui.starting import Starting
from inspector.gui.tab_order import TabOrder
from inspector.gui.table_commands import TableCommands
from inspector.gui.theme import Theme
from inspector.gui.workers.workers_commands import WorkersCommands
from inspector.recording.shelf import Shelf

if TYPE_CHECKING:
    from inspector.gui.main_window import MainWindow


class Workings(QObject):
    """Made once, for a window whose parts are there and in which nothing has happened yet."""

    def __init__(self, window: MainWindow, make_session: MakeSession | None, shelf: Shelf | None) -> None:
        """`make_session`: None: sessions that run Keras. `shelf`: None: nothing is recorded by itself."""
        super().__init__(window)
        self._window = window
        commands, message, background = window.commands, window.message, window.background
        setup, centre, right = window.setup, window.centre, window.right
        self.controller = controller = RunController(make_session or make_real_session, window)
        self.bottom = bottom = BottomPanel(background, window.theme)
        window.body.add_bottom(bottom)
        window.runs.follow(controller, commands)
        self.guide: GuideWindow | None = None
        self.exports = ExportCommands(window, controller, commands, centre, message)
        self.workers = WorkersCommands(window, commands, background, message, window.theme)
        self.finder = FindCommands(window, commands, controller, bottom, window.find_field)
        self.tables = TableCommands(window, commands, bottom, background, message)
        self.opening = Opening(window, setup, controller, background, message, centre)
        self.notices = RunNotices(controller, message, window)
        self.shelving = Shelving(shelf, controller, message, window)
        self.comparing = CompareCommands(
            window, controller, commands, background, message, window.theme, self.shelving.earlier
        )
        self.recorded = RecordedMenu(shelf, commands.menus["menuFile"])
        commands.menus["menuFile"].insertMenu(window.samples.menuAction(), self.recorded)
        self.starting = Starting(commands, setup, controller, self.notices, message, window)
        self.changes = ChangesOnDisk(setup, controller, message, window.body, bottom.source, self.starting.again)
        self.not_run_yet = NotRunYet(setup, controller, message, self.starting.run, self.starting.run_script)
        self.saving = Saving(window, controller, commands, background, message)
        self.dropping = Dropping(window)
        self.linking = Linking(controller, window.selection, centre, right, bottom, window)
        self.escaping = Escaping(window, window.selection)
        self.explaining = Explaining(commands, right.details, message)
        self.context_menus = ContextMenus(window, commands, centre, right.findings, bottom, self.linking)
        parts = (window.toolbar, message, setup, centre, right.findings, right.details, bottom)
        self.tab_order = TabOrder(parts, window)
        self.remembering = Remembering(
            window.memory, window.layout_keeper, commands, controller, self.opening, setup, centre.empty, message
        )
        self.showing = Showing(window, controller, bottom, self.linking)
        self._connect_actions()
        self._connect_files()
        self._connect_guide()

    def open_guide(self) -> GuideWindow:
        """The guide, in a window of its own beside this one."""
        if self.guide is None:
            self.guide = GuideWindow(self._window.theme, self._window)
        self.guide.show()
        self.guide.activateWindow()
        return self.guide

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.bottom.set_theme(theme)
        self.comparing.set_theme(theme)
        self.workers.set_theme(theme)
        if self.guide is not None:
            self.guide.set_theme(theme)

    def close(self) -> None:
        """The window closes: end what goes on, remember what is to be remembered."""
        self.remembering.keep()
        self._window.hide()  # at once: ending a run may take a moment
        self.starting.close()
        self.controller.shutdown()
        self.shelving.close()
        self.opening.leave_off()
        self._window.background.close()
        self.exports.close()

    # -- which signal reaches whom --------------------------------------------------------------------------------

    def _connect_actions(self) -> None:
        window, commands, findings = self._window, self._window.commands, self._window.findings
        menus = list(commands.menus.values())
        commands.open.triggered.connect(self.opening.ask)
        commands.stop.triggered.connect(self.controller.stop)
        commands.stop.triggered.connect(self.showing.show_status)  # a second press changes no state, and does more
        commands.next_finding.triggered.connect(findings.next_finding)
        commands.previous_finding.triggered.connect(findings.previous_finding)
        commands.quit.triggered.connect(window.close)
        commands.palette.triggered.connect(lambda: CommandPalette(menus, window).open())
        commands.shortcuts.triggered.connect(lambda: shortcuts_dialog(menus, window).open())
        commands.about.triggered.connect(lambda: about_dialog(window).open())
        self.starting.started.connect(self._leave_setup)
        self.notices.isolationWanted.connect(lambda: window.setup.isolate.setChecked(True))
        findings.copied.connect(window.message.note)
        for sign in (window.centre.timelineMade, window.centre.gridMade, window.setup.changed, findings.rebuilt):
            sign.connect(self.tab_order.renew)

    def _leave_setup(self) -> None:
        """From now on a letter is meant for the run: in a field of the setup it would change what is asked for next."""
        if self._window.setup.is_typed_in:
            self._window.centre.shown.setFocus()

    def _connect_files(self) -> None:
        window, empty = self._window, self._window.centre.empty
        self.opening.named.connect(window.show_name)
        self.opening.moduleRead.connect(self._module_read)
        self.opening.recordingRead.connect(window.body.show_bottom)
        self.opening.runWanted.connect(self.starting.run)
        window.setup.changed.connect(self.showing.show_state)  # other data may be there, or none
        self.recorded.chosen.connect(window.open)
        self.shelving.openWanted.connect(window.open)
        self.dropping.dropped.connect(window.open)
        self.dropping.severalDropped.connect(self.workers.open)
        self.dropping.hovering.connect(empty.highlight)
        self.workers.openWanted.connect(self._open_alone)
        empty.openRequested.connect(self.opening.ask)
        window.samples.chosen.connect(lambda request: window.load(request))
        empty.sampleChosen.connect(lambda request: window.load(request))
        empty.sampleRunRequested.connect(lambda request: window.load(request, run=True))

    def _connect_guide(self) -> None:
        commands = self._window.commands
        commands.guide.triggered.connect(lambda: self.open_guide().open_page(CONTENTS))
        commands.tour.triggered.connect(lambda: self.open_guide().open_page(TOUR))
        self.workers.guideWanted.connect(lambda: self.open_guide().open_page(WORKERS))
        self._window.findings.aboutRequested.connect(lambda rule: self.open_guide().open_finding(rule))

    def _module_read(self, path: Path) -> None:
        self._window.centre.show_ready(path)
        self._window.body.show_bottom()
        self.bottom.source.show_file(path)
        self.showing.show_state()
        self.not_run_yet.tell(path)

    def _open_alone(self, path: Path) -> None:
        """Show the recording of one worker in this window."""
        self._window.open(path)
        self._window.activateWindow()
