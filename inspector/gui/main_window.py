"""The window: its parts, and how one tells the others.

Separation of concerns:

- `RunController`: the run, its thread and its findings.
- `SelectionModel`: what is selected.
- `SetupPanel`, `Centre`, `FindingsPanel`, `DetailsPanel`, `BottomPanel`, `StatusPanel`: one part of the window each.
- `MainWindow` (here): which signal of one reaches which of the others, and what the actions do.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import QMainWindow, QSplitter, QVBoxLayout, QWidget

from inspector.analysis.finding import Finding
from inspector.analysis.run import Run
from inspector.fit.problem import WrongUse
from inspector.fit.request import FitRequest
from inspector.gui.actions import Actions
from inspector.gui.background import Background
from inspector.gui.bottom_panel import BottomPanel
from inspector.gui.centre import Centre, MakeTimeline, make_real_timeline
from inspector.gui.compare.compare_commands import CompareCommands
from inspector.gui.export_commands import ExportCommands
from inspector.gui.guide_window import CONTENTS, GuideWindow
from inspector.gui.help_dialogs import about_dialog, shortcuts_dialog
from inspector.gui.message_strip import MessageStrip
from inspector.gui.opening import Opening
from inspector.gui.panels.description import describe, describe_event
from inspector.gui.panels.empty_state import Sample
from inspector.gui.panels.looking import Looking
from inspector.gui.panels.setup_panel import SetupPanel
from inspector.gui.right_column import RightColumn
from inspector.gui.run_controller import MakeSession, RunController, RunState, make_real_session
from inspector.gui.selection import Selection
from inspector.gui.selection_model import SelectionModel
from inspector.gui.status_panel import StatusPanel
from inspector.gui.style import palette, style_sheet
from inspector.gui.theme import Theme
from inspector.gui.toolbar import Toolbar

TITLE = "Fit Inspector"
SETUP_WIDTH, CENTRE_WIDTH, FINDINGS_WIDTH = 268, 864, 310
BOTTOM_SHARE, BOTTOM_LEAST = 0.24, 130


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
    ) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle(TITLE)
        self.setAcceptDrops(True)
        self.resize(1440, 900)
        self.theme = theme
        self._painted = False
        self._looking: Looking | None = None
        self.controller = RunController(make_session, self)
        self.selection = SelectionModel(self)
        self.background = Background(self)
        self.commands = Actions(self)
        self.commands.fill(self.menuBar())
        self.message = MessageStrip()
        self.setup = SetupPanel(self.background)
        self.centre = Centre(theme, samples, make_timeline)
        self.right = RightColumn()
        self.findings, self.details = self.right.findings, self.right.details
        self.bottom = BottomPanel(self.background, theme)
        self.status = StatusPanel()
        self.exports = ExportCommands(self, self.controller, self.commands, self.centre, self.message)
        self.comparing = CompareCommands(self, self.controller, self.commands, self.background, self.message, theme)
        self.opening = Opening(self, self.setup, self.controller, self.background, self.message)
        self.guide: GuideWindow | None = None
        self._lay_out()
        self._connect()
        self.set_theme(theme)
        self.bottom.hide()  # until there is something to show in it
        self._show_state()
        self.setFocus()  # on no button: a ring around the first one would say that it is meant

    # -- what a person, or the command line, asks of it -----------------------------------------------------------

    def open(self, path: Path) -> None:
        """Read a Python file, or a recording; nothing of either is run."""
        self.opening.open(path)

    def load(self, request: FitRequest, *, run: bool = False) -> None:
        """Fill the setup from a request; run it at once where that is asked for."""
        self.opening.load(request, run=run)

    def run(self) -> None:
        """Run what the setup says, or say what is wrong with it."""
        if self.controller.busy:
            return
        self.message.hide()
        try:
            request = self.setup.request()
        except WrongUse as problem:
            self.message.problem(str(problem))
            return
        self.controller.start(request)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours, everywhere."""
        self.theme = theme
        self.setPalette(palette(theme))
        self.setStyleSheet(style_sheet(theme))
        self.centre.set_theme(theme)
        self.bottom.set_theme(theme)
        self.comparing.set_theme(theme)
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

    def _lay_out(self) -> None:
        upper = _splitter(Qt.Orientation.Horizontal, "upperSplitter", self.setup, self.centre, self.right)
        upper.setSizes([SETUP_WIDTH, CENTRE_WIDTH, FINDINGS_WIDTH])
        upper.setStretchFactor(1, 1)
        self._whole = whole = _splitter(Qt.Orientation.Vertical, "wholeSplitter", upper, self.bottom)
        whole.setStretchFactor(0, 1)
        self.setup.setMinimumWidth(210)
        self.centre.setMinimumWidth(360)
        self.findings.setMinimumWidth(240)
        body = QWidget()
        body.setObjectName("body")
        box = QVBoxLayout(body)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(Toolbar(self.commands))
        box.addWidget(self.message)
        box.addWidget(whole, 1)
        box.addWidget(self.status)
        self.setCentralWidget(body)

    def _connect(self) -> None:
        commands, controller = self.commands, self.controller
        commands.open.triggered.connect(self.opening.ask)
        commands.run.triggered.connect(self.run)
        commands.stop.triggered.connect(controller.stop)
        commands.next_finding.triggered.connect(self.findings.next_finding)
        commands.quit.triggered.connect(self.close)
        commands.guide.triggered.connect(lambda: self.open_guide().open_page(CONTENTS))
        commands.shortcuts.triggered.connect(lambda: shortcuts_dialog(commands.all(), self).open())
        commands.about.triggered.connect(lambda: about_dialog(self).open())
        for name in ("system", "light", "dark"):
            action = getattr(commands, f"theme_{name}")
            action.triggered.connect(lambda _=False, name=name: self.themeChosen.emit(name))
        controller.began.connect(self._run_began)
        controller.grown.connect(self._run_grew)
        controller.diagnosed.connect(self._run_diagnosed)
        controller.stateChanged.connect(lambda _: self._show_state())
        controller.finished.connect(self._run_finished)
        self.opening.named.connect(lambda name: self.setWindowTitle(f"{name} — {TITLE}"))
        self.opening.moduleRead.connect(self._module_read)
        self.opening.recordingRead.connect(self._show_bottom)
        self.opening.runWanted.connect(self.run)
        self.centre.timelineMade.connect(self._connect_timeline)
        self.centre.empty.openRequested.connect(self.opening.ask)
        self.centre.empty.sampleChosen.connect(lambda request: self.load(request))
        self.centre.empty.sampleRunRequested.connect(lambda request: self.load(request, run=True))
        self.findings.zoomRequested.connect(self._zoom)
        self.findings.lineRequested.connect(self._show_line)
        self.findings.aboutRequested.connect(lambda rule: self.open_guide().open_finding(rule))
        self.findings.copied.connect(self.message.note)
        self.bottom.selected.connect(self.selection.set)
        self.bottom.eventPicked.connect(self._describe_event)
        self.selection.changed.connect(self._selection_changed)

    def _connect_timeline(self) -> None:
        timeline, commands = self.centre.load_timeline(), self.commands
        from inspector.gui.timeline.axis import Axis

        timeline.selected.connect(self.selection.set)
        timeline.followChanged.connect(commands.follow.setChecked)
        commands.follow.setChecked(timeline.following)
        commands.follow.triggered.connect(timeline.set_follow)
        commands.fit_view.triggered.connect(timeline.fit_view)
        commands.time_axis.triggered.connect(lambda: timeline.set_axis(Axis.TIME))
        commands.step_axis.triggered.connect(lambda: timeline.set_axis(Axis.STEP))
        commands.select_next.triggered.connect(timeline.select_next)
        commands.select_previous.triggered.connect(timeline.select_previous)
        if commands.step_axis.isChecked():
            timeline.set_axis(Axis.STEP)

    # -- files ----------------------------------------------------------------------------------------------------

    def _module_read(self, path: Path) -> None:
        self.centre.show_ready(path)
        self._show_bottom()
        self.bottom.source.show_file(path)
        self._show_state()

    def _show_bottom(self) -> None:
        if self.bottom.isHidden():
            self.bottom.show()
            bottom = max(BOTTOM_LEAST, round(self._whole.height() * BOTTOM_SHARE))
            self._whole.setSizes([self._whole.height() - bottom, bottom])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None:
            event.acceptProposedAction()
            self.centre.empty.highlight(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.centre.empty.highlight(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.centre.empty.highlight(False)
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.open(path)

    # -- the run --------------------------------------------------------------------------------------------------

    def _run_began(self, run: Run) -> None:
        self.selection.set(None)
        self._looking = Looking(run)
        self.setup.show_looking("")
        self.setup.hint.hide()  # it was said; the room is needed for what looking costs
        self.centre.show_run(run)
        self.bottom.show_run(run)
        self.findings.show_findings(run, [])
        recorded, request = self.controller.recorded, self.controller.request
        if recorded is not None and not recorded.can_run_again:
            self.bottom.source.show_nothing()
        elif request is not None:  # the file as it is now, not as it was when it was opened: that is what runs
            self.bottom.source.show_file(request.module)

    def _run_grew(self) -> None:
        if self.centre.timeline is not None:
            self.centre.timeline.refresh()
        self.bottom.grow()
        self._show_status()

    def _run_diagnosed(self, findings: list[Finding]) -> None:
        controller, run = self.controller, self.controller.run
        judged = controller.judged_live or controller.judged
        self.findings.show_findings(run, findings, controller.problem, judged=judged)
        self.bottom.source.refresh()
        self._show_what_looking_cost()
        self._describe_selection()
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
        self.commands.run.setEnabled(not busy and self.setup.path is not None)
        self.commands.stop.setEnabled(busy)
        commands = self.commands
        for action in (
            commands.export_picture,
            commands.copy_picture,
            commands.compare,
            commands.fit_view,
            commands.next_finding,
            commands.select_next,
            commands.select_previous,
        ):
            action.setEnabled(has_run)
        self._show_status()

    def _show_status(self) -> None:
        controller = self.controller
        findings = controller.findings if controller.judged else None
        stopping = controller.state is RunState.STOPPING
        self.status.show_run(controller.run, findings, controller.problem, busy=controller.busy, stopping=stopping)

    # -- what is selected -----------------------------------------------------------------------------------------

    def _selection_changed(self, selection: Selection | None) -> None:
        if self.centre.timeline is not None:
            self.centre.timeline.select(selection)
        self.bottom.show_selection(selection)
        self._describe_selection()

    def _describe_selection(self) -> None:
        run, selection = self.controller.run, self.selection.current
        if run is None or selection is None:
            self.details.show_description(None)
        else:
            self.details.show_description(describe(run, selection, self.bottom.consumers, self.bottom.bad_values))

    def _describe_event(self, number: int) -> None:
        self.selection.set(None)
        if self.controller.run is not None:
            self.details.show_description(describe_event(self.controller.run, number))

    def _zoom(self, finding: Finding) -> None:
        if self.centre.timeline is not None:
            self.centre.timeline.zoom_to(finding)

    def _show_line(self, file: str, line: int) -> None:
        path, request = Path(file), self.controller.request
        if not path.is_absolute() and request is not None:
            path = request.module.parent / path
        self.bottom.tabs.setCurrentWidget(self.bottom.source)
        self.bottom.source.show_file(path, line)

    # -- its life -------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.centre.load_timeline)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.hide()  # at once: ending a run may take a moment
        self.controller.shutdown()
        self.background.close()
        self.exports.close()
        event.accept()


def _splitter(orientation: Qt.Orientation, name: str, *parts: QWidget) -> QSplitter:
    splitter = QSplitter(orientation)
    splitter.setObjectName(name)
    splitter.setHandleWidth(1)
    splitter.setChildrenCollapsible(False)
    for part in parts:
        splitter.addWidget(part)
    return splitter


def _dropped(event: QDropEvent | QDragEnterEvent) -> Path | None:
    """The file that is dropped; the first where there are several."""
    for url in event.mimeData().urls():
        if url.isLocalFile():
            return Path(url.toLocalFile())
    return None
