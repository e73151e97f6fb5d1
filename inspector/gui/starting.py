"""From what the setup says to a run: of fit, of the file as a script, or of the data alone."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from inspector.fit.check_request import CheckRequest
from inspector.fit.problem import WrongUse
from inspector.fit.read_first import read_first
from inspector.fit.script_request import ScriptRequest
from inspector.gui.actions import Actions
from inspector.gui.aside import Aside
from inspector.gui.message_strip import MessageStrip
from inspector.gui.panels.setup_panel import NO_MODULE, SetupPanel
from inspector.gui.run_controller import RunController
from inspector.gui.run_notices import RunNotices

if TYPE_CHECKING:
    from inspector.fit.sessions import Request

READ_AT_ONCE = 1 << 14
"""Bytes of a file that is read in less time than a person would notice; a longer one is read on another thread."""


class Starting(QObject):
    """What the actions that begin something do: begin it, or say what is wrong with what is asked for."""

    started = Signal()
    """a run began, of what the person asked for"""
    refused = Signal(str)
    """one sentence: why nothing was begun; what is shown stays"""

    def __init__(
        self,
        commands: Actions,
        setup: SetupPanel,
        controller: RunController,
        notices: RunNotices,
        message: MessageStrip,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._setup, self._controller = setup, controller
        self._notices, self._message = notices, message
        self._reading = Aside(self)
        setup.opened.connect(self._leave_off)
        controller.began.connect(self._leave_off)
        commands.run.triggered.connect(self.run)
        commands.check.triggered.connect(self.check)
        commands.run_script.triggered.connect(self.run_script)
        notices.isolatedRunWanted.connect(self.run_isolated)

    def run(self) -> None:
        """Run fit as the setup says."""
        self._start(self._setup.request)

    def run_isolated(self) -> None:
        """The same in a process of its own; the setup says so from now on."""
        self._setup.isolate.setChecked(True)
        self.run()

    def check(self) -> None:
        """Look at the data that would be given to fit, without a model trained."""
        self._start(lambda: CheckRequest(self._setup.request()))

    def run_script(self) -> None:
        """Run the file as it is, with its own arguments, every fit in it recorded."""
        self._start(lambda: _script_request(self._setup))

    def again(self) -> None:
        """What was run last, as the file is now."""
        match self._controller.request:
            case ScriptRequest():
                self.run_script()
            case CheckRequest():
                self.check()
            case _:
                self.run()

    def _start(self, request_of_setup: Callable[[], Request]) -> None:
        if self._controller.busy:
            return
        self._message.hide()
        self._reading.leave_off()
        try:
            request = request_of_setup()
        except WrongUse as problem:
            self._refuse(problem)
            return
        aside = _is_long(request.module)
        if aside:
            self._message.under_way(f"Reading {request.module.name}…", self._leave_off)
        self._reading.start(partial(_read, request), partial(self._begin, request), aside=aside)

    def _begin(self, request: Request, problem: WrongUse | None) -> None:
        if self._controller.busy:
            return
        self._message.hide()
        if problem is not None:
            self._refuse(problem)
        elif not self._notices.refuses(request):
            self._controller.start(request)
            self.started.emit()

    def _refuse(self, problem: WrongUse) -> None:
        self._message.problem(str(problem))
        self.refused.emit(str(problem))

    def _leave_off(self) -> None:
        """The person has something else in mind by now."""
        if self._reading.under_way:
            self._reading.leave_off()
            self._message.hide()

    def close(self) -> None:
        """Begin nothing any more."""
        self._reading.close()


def _read(request: Request) -> WrongUse | None:
    """What is wrong with what is asked for, as far as reading tells."""
    try:
        read_first(request)
    except WrongUse as problem:
        return problem
    return None


def _is_long(module: Path) -> bool:
    try:
        return module.stat().st_size > READ_AT_ONCE
    except OSError:
        return False


def _script_request(setup: SetupPanel) -> ScriptRequest:
    if setup.path is None:
        raise WrongUse(NO_MODULE)
    try:
        arguments = shlex.split(setup.script_arguments.edit.text())
    except ValueError as problem:
        told = f"Script arguments: {problem}; close what is open there."
        setup.script_arguments.complain(told)
        raise WrongUse(told) from None
    return ScriptRequest(
        setup.path,
        tuple(arguments),
        folder=setup.path.parent,  # the window has no working folder that a person would know of
        answered=False,
        isolate=setup.isolate.isChecked(),
        statistics=bool(setup.statistics.currentData()),
    )
