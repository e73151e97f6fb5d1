"""The window: its parts, and how one tells the others.

Separation of concerns:

- `RunController`: the run, its thread and its findings.
- `SelectionModel`: what is selected.
- `SetupPanel`, `Centre`, `FindingsPanel`, `DetailsPanel`, `BottomPanel`, `StatusPanel`: one part of the window each.
- `Linking`, `ViewCommands`, `PictureCommands`, `Opening`, `Dropping`: what reaches several of them, by what it is for.
- `WindowBody`: where they are.
- `MainWindow` (here): which signal of one reaches which of the others, and what the actions do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow

from inspector.analysis.finding import Finding
from inspector.analysis.run import Run
from inspector.fit.request import FitRequest
from inspector.gui.actions import Actions
from inspector.gui.background import Background
from inspector.gui.bottom_panel import BottomPanel
from inspector.gui.centre import Centre, MakeTimeline, make_real_timeline
from inspector.gui.command_palette import CommandPalette
from inspector.gui.compare.compare_commands import CompareCommands
from inspector.gui.dropping import Dropping
from inspector.gui.explaining import Explaining
from inspector.gui.export_commands import ExportCommands
from inspector.gui.file_watch import FileWatch
from inspector.gui.find.find_commands import FindCommands
from inspector.gui.find.find_field import FindField
from inspector.gui.guide_window import CONTENTS, TOUR, WORKERS, GuideWindow
from inspector.gui.help_dialogs import about_dialog, shortcuts_dialog
from inspector.gui.linking import Linking
from inspector.gui.memory.layout_keeper import LayoutKeeper
from inspector.gui.memory.memory import Memory
from inspector.gui.memory.remembering import Remembering
from inspector.gui.menus import ContextMenus
from inspector.gui.message_strip import MessageStrip
from inspector.gui.opening import Opening
from inspector.gui.panels.empty_state import Sample
from inspector.gui.panels.looking import Looking
from inspector.gui.panels.setup_panel import SetupPanel
from inspector.gui.recorded_menu import RecordedMenu
from inspector.gui.right_column import RightColumn
from inspector.gui.run_controller import MakeSession, RunController, RunState, make_real_session
from inspector.gui.run_notices import RunNotices
from inspector.gui.run_selector import RunSelector
from inspector.gui.sample_menu import SampleMenu
from inspector.gui.saving import Saving
from inspector.gui.selection_model import SelectionModel
from inspector.gui.shelving import Shelving
from inspector.gui.starting import Starting
from inspector.gui.status import stopping_words
from inspector.gui.status_panel import StatusPanel
from inspector.gui.style import palette, style_sheet
from inspector.gui.tab_order import TabOrder
from inspector.gui.table_commands import TableCommands
from inspector.gui.theme import Theme
from inspector.gui.toolbar import Toolbar
from inspector.gui.view_commands import ViewCommands
from inspector.gui.window_body import WindowBody
from inspector.gui.workers.workers_commands import WorkersCommands
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
        make_session: MakeSession = make_real_session,
        make_timeline: MakeTimeline = make_real_timeline,
        memory: Memory | None = None,
        shelf: Shelf | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle(TITLE)
        self.theme = theme
        self._painted = False
        self._looking: Looking | None = None
        self.controller = RunController(make_session, self)
        self.selection = SelectionModel(self)
        self.background = Background(self)
        self.commands = Actions(self)
        self.commands.fill(self.menuBar())
        self.samples = SampleMenu(samples, self.commands.menus["menuFile"])
        self.commands.menus["menuFile"].insertMenu(self.commands.export_picture, self.samples)
        self.message = MessageStrip()
        self.setup = SetupPanel(self.background)
        self.centre = Centre(theme, samples, make_timeline)
        self.right = RightColumn()
        self.findings, self.details = self.right.findings, self.right.details
        self.bottom = BottomPanel(self.background, theme)
        self.status = StatusPanel()
        self.exports = ExportCommands(self, self.controller, self.commands, self.centre, self.message)
        self.workers = WorkersCommands(self, self.commands, self.background, self.message, theme)
        self.finder = FindCommands(self, self.commands, self.controller, self.bottom, FindField())
        self.tables = TableCommands(self, self.commands, self.bottom, self.background, self.message)
        self.opening = Opening(self, self.setup, self.controller, self.background, self.message, self.centre)
        self.notices = RunNotices(self.controller, self.message, self)
        self.shelving = Shelving(shelf, self.controller, self.message, self)
        self.shelving.openWanted.connect(self.open)
        self.comparing = CompareCommands(
            self, self.controller, self.commands, self.background, self.message, theme, self.shelving.earlier
        )
        self.recorded = RecordedMenu(shelf, self.commands.menus["menuFile"])
        self.commands.menus["menuFile"].insertMenu(self.commands.export_picture, self.recorded)
        self.recorded.chosen.connect(self.open)
        self.starting = Starting(self.commands, self.setup, self.controller, self.notices, self.message, self)
        self.file_watch = FileWatch(self.controller, self.message, self.starting.again, self)
        self.saving = Saving(self, self.controller, self.commands, self.background, self.message)
        self.guide: GuideWindow | None = None
        self.dropping = Dropping(self)
        self.linking = Linking(self.controller, self.selection, self.centre, self.right, self.bottom, self)
        self.explaining = Explaining(self.commands, self.right.details, self.message)
        self.views = ViewCommands(self.commands, self.centre, self.selection, self)
        self.context_menus = ContextMenus(self, self.commands, self.centre, self.findings, self.bottom, self.linking)
        toolbar = Toolbar(self.commands, RunSelector(self.controller, self.commands), self.finder.field)
        self.body = WindowBody(
            self.setup, self.centre, self.right, self.bottom,
            above=[toolbar, self.message], below=[self.status],
        )  # fmt: skip
        self.setCentralWidget(self.body)
        parts = (toolbar, self.message, self.setup, self.centre, self.findings, self.details, self.bottom)
        self.tab_order = TabOrder(parts, self)
        self.memory = memory or Memory()
        self.remembering = Remembering(
            self.memory, LayoutKeeper(self, self.body, self.right, self.memory), self.commands, self.controller,
            self.opening, self.setup, self.centre.empty, self.message,
        )  # fmt: skip
        self._connect()
        self.set_theme(theme)
        self._show_state()
        self.setFocus()  # on no button: a ring around the first one would say that it is meant

    # -- what a person, or the command line, asks of it -----------------------------------------------------------

    def open(self, path: Path) -> None:
        """Read a Python file, or a recording; nothing of either is run."""
        self.opening.open(path)

    def open_workers(self, paths: Sequence[Path]) -> None:
        """Show the recordings of several workers together, in a window of their own."""
        self.workers.open(paths)

    def open_alone(self, path: Path) -> None:
        """Show one of them in this window."""
        self.open(path)
        self.activateWindow()

    def load(self, request: FitRequest, *, run: bool = False) -> None:
        """Fill the setup from a request; run it at once where that is asked for."""
        self.opening.load(request, run=run)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours, everywhere."""
        self.theme = theme
        self.setPalette(palette(theme))
        self.setStyleSheet(style_sheet(theme))
        self.centre.set_theme(theme)
        self.bottom.set_theme(theme)
        self.comparing.set_theme(theme)
        self.workers.set_theme(theme)
        if self.guide is not None:
            self.guide.set_theme(theme)

    def open_guide(self) -> GuideWindow:
        """The guide, in a window of its own beside this one."""
        if self.guide is None:
            self.guide = GuideWindow(self.theme, self)
        self.guide.show()
        self.guide.activateWindow()
        return self.guide

    # -- the parts ------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        commands, controller = self.commands, self.controller
        commands.open.triggered.connect(self.opening.ask)
        commands.stop.triggered.connect(controller.stop)
        commands.stop.triggered.connect(self._show_status)  # a second press changes no state, and does something else
        commands.next_finding.triggered.connect(self.findings.next_finding)
        commands.previous_finding.triggered.connect(self.findings.previous_finding)
        commands.quit.triggered.connect(self.close)
        commands.guide.triggered.connect(lambda: self.open_guide().open_page(CONTENTS))
        commands.tour.triggered.connect(lambda: self.open_guide().open_page(TOUR))
        commands.palette.triggered.connect(lambda: CommandPalette(list(commands.menus.values()), self).open())
        commands.shortcuts.triggered.connect(lambda: shortcuts_dialog(list(commands.menus.values()), self).open())
        commands.about.triggered.connect(lambda: about_dialog(self).open())
        for name in ("system", "light", "dark"):
            action = getattr(commands, f"theme_{name}")
            action.triggered.connect(lambda _=False, name=name: self.themeChosen.emit(name))
            action.setChecked(name == self.memory.theme)
        controller.began.connect(self._run_began)
        controller.grown.connect(self._run_grew)
        controller.diagnosed.connect(self._run_diagnosed)
        controller.stateChanged.connect(lambda _: self._show_state())
        controller.finished.connect(self._run_finished)
        self.opening.named.connect(lambda name: self.setWindowTitle(f"{name} — {TITLE}"))
        self.opening.moduleRead.connect(self._module_read)
        self.opening.recordingRead.connect(self.body.show_bottom)
        self.opening.runWanted.connect(self.starting.run)
        self.file_watch.changed.connect(self.setup.reread)
        self.dropping.dropped.connect(self.open)
        self.dropping.severalDropped.connect(self.workers.open)
        self.workers.openWanted.connect(self.open_alone)
        self.workers.guideWanted.connect(lambda: self.open_guide().open_page(WORKERS))
        self.dropping.hovering.connect(self.centre.empty.highlight)
        self.notices.isolationWanted.connect(lambda: self.setup.isolate.setChecked(True))
        self.centre.empty.openRequested.connect(self.opening.ask)
        self.samples.chosen.connect(lambda request: self.load(request))
        self.centre.empty.sampleChosen.connect(lambda request: self.load(request))
        self.centre.empty.sampleRunRequested.connect(lambda request: self.load(request, run=True))
        for sign in (self.centre.timelineMade, self.centre.gridMade, self.setup.changed, self.findings.rebuilt):
            sign.connect(self.tab_order.renew)
        self.findings.aboutRequested.connect(lambda rule: self.open_guide().open_finding(rule))
        self.findings.copied.connect(self.message.note)

    # -- files ----------------------------------------------------------------------------------------------------

    def _module_read(self, path: Path) -> None:
        self.file_watch.watch(path)
        self.centre.show_ready(path)
        self.body.show_bottom()
        self.bottom.source.show_file(path)
        self._show_state()

    # -- the run --------------------------------------------------------------------------------------------------

    def _run_began(self, run: Run) -> None:
        self.selection.set(None)
        self._looking = Looking(run)
        self.setup.show_looking("")
        self.setup.hint.hide()  # it was said; the room is needed for what looking costs
        recorded, request = self.controller.recorded, self.controller.request
        self.centre.show_run(run, None if recorded is None else recorded.content)
        self.bottom.show_run(run)
        self.findings.show_findings(run, [], judged=not (run.over or run.cut))
        if recorded is not None and not recorded.can_run_again:
            self.bottom.source.show_nothing()
        elif request is not None:  # the file as it is now, not as it was when it was opened: that is what runs
            self.bottom.source.show_file(request.module)

    def _run_grew(self) -> None:
        self.controller.picture.begin(self._picture())

    def _picture(self) -> Iterator[None]:
        """Shows that the run has grown, a piece at a time."""
        yield from self.centre.refreshing()
        yield
        self.bottom.grow()
        yield
        self._show_status()

    def _run_diagnosed(self, findings: list[Finding]) -> None:
        controller, run = self.controller, self.controller.run
        goes_on = run is not None and not (run.over or run.cut)
        judged = controller.judged or (goes_on and controller.judged_live)
        self.findings.show_findings(run, findings, controller.problem, judged=judged)
        self.bottom.source.refresh()
        self._show_what_looking_cost()
        self.linking.describe()
        self._show_status()

    def _show_what_looking_cost(self) -> None:
        if self._looking is not None:
            self._looking.update()
            self.setup.show_looking(self._looking.words)

    def _run_finished(self) -> None:
        if self.controller.problem is not None:
            self.message.problem(self.controller.problem)
        self.bottom.source.scroll_to_notes()
        self._show_state()

    def _show_state(self) -> None:
        busy, has_run = self.controller.busy, self.controller.run is not None
        for action in (self.commands.run, self.commands.check, self.commands.run_script):
            action.setEnabled(not busy and self.setup.path is not None)
        self.commands.stop.setEnabled(busy)
        commands = self.commands
        for action in (
            commands.save_recording,
            commands.export_picture,
            commands.copy_picture,
            commands.compare,
            commands.fit_view,
            commands.next_finding,
            commands.previous_finding,
            commands.select_next,
            commands.select_previous,
        ):
            action.setEnabled(has_run)
        self._show_status()

    def _show_status(self) -> None:
        controller = self.controller
        findings = controller.findings if controller.judged else None
        stops = max(1, controller.stops_asked) if controller.state is RunState.STOPPING else 0
        stopping = stopping_words(stops, controller.run, ends=controller.can_be_ended) if stops else ""
        self.status.show_run(controller.run, findings, controller.problem, busy=controller.busy, stopping=stopping)

    # -- its life -------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.centre.load_timeline)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.remembering.keep()
        self.hide()  # at once: ending a run may take a moment
        self.controller.shutdown()
        self.shelving.close()
        self.opening.leave_off()
        self.background.close()
        self.exports.close()
        self.centre.close_down()
        event.accept()
