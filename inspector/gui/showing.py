"""A run, shown in every part of the window as it begins, grows, is judged and ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from inspector.analysis.finding import Finding
from inspector.analysis.run import Run
from inspector.gui.bottom_panel import BottomPanel
from inspector.gui.linking import Linking
from inspector.gui.panels.looking import Looking
from inspector.gui.run_controller import RunController, RunState
from inspector.gui.status import stopping_words

if TYPE_CHECKING:
    from inspector.gui.main_window import MainWindow


class Showing(QObject):
    """Follows the controller, and tells the parts."""

    def __init__(self, window: MainWindow, controller: RunController, bottom: BottomPanel, linking: Linking) -> None:
        super().__init__(window)
        self._controller, self._bottom, self._linking = controller, bottom, linking
        self._commands, self._setup, self._centre = window.commands, window.setup, window.centre
        self._findings, self._status, self._message = window.findings, window.status, window.message
        self._selection = window.selection
        self._looking: Looking | None = None
        controller.began.connect(self._began)
        controller.grown.connect(self._grew)
        controller.diagnosed.connect(self._diagnosed)
        controller.stateChanged.connect(lambda _: self.show_state())
        controller.finished.connect(self._finished)

    def show_state(self) -> None:
        """Let a person do what can be done now, and say how the run stands."""
        controller = self._controller
        self._commands.enable(
            busy=controller.busy,
            has_module=self._setup.path is not None,
            has_data=self._setup.has_data,
            has_run=controller.run is not None,
        )
        self.show_status()

    def show_status(self) -> None:
        """Say how the run stands."""
        controller = self._controller
        findings = controller.findings if controller.judged else None
        stops = max(1, controller.stops_asked) if controller.state is RunState.STOPPING else 0
        stopping = stopping_words(stops, controller.run, ends=controller.can_be_ended) if stops else ""
        self._status.show_run(controller.run, findings, controller.problem, busy=controller.busy, stopping=stopping)

    def _began(self, run: Run) -> None:
        self._selection.set(None)
        self._looking = Looking(run)
        self._setup.show_looking("")
        self._setup.hint.hide()  # it was said; the room is needed for what looking costs
        recorded, request = self._controller.recorded, self._controller.request
        self._centre.show_run(run, None if recorded is None else recorded.content)
        self._bottom.show_run(run)
        self._findings.show_findings(run, [], judged=not (run.over or run.cut))
        if recorded is not None and not recorded.can_run_again:
            self._bottom.source.show_nothing()
        elif request is not None:  # the file as it is now, not as it was when it was opened: that is what runs
            self._bottom.source.show_file(request.module)

    def _grew(self) -> None:
        self._controller.picture.begin(self._picture())

    def _picture(self) -> Iterator[None]:
        """Shows that the run has grown, a piece at a time."""
        yield from self._centre.refreshing()
        yield
        self._bottom.grow()
        yield
        self.show_status()

    def _diagnosed(self, findings: list[Finding]) -> None:
        controller, run = self._controller, self._controller.run
        goes_on = run is not None and not (run.over or run.cut)
        judged = controller.judged or (goes_on and controller.judged_live)
        self._findings.show_findings(run, findings, controller.problem, judged=judged)
        self._bottom.source.refresh()
        self._show_what_looking_cost()
        self._linking.describe()
        self.show_status()

    def _show_what_looking_cost(self) -> None:
        if self._looking is not None:
            self._looking.update()
            self._setup.show_looking(self._looking.words)

    def _finished(self) -> None:
        self._bottom.source.scroll_to_notes()
        self.show_state()
