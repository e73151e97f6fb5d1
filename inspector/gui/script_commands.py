"""Running the open file as a script: as it is, with its own arguments, every fit in it recorded."""

from __future__ import annotations

import shlex

from PySide6.QtCore import QObject

from inspector.fit.problem import WrongUse
from inspector.fit.script_request import ScriptRequest
from inspector.gui.actions import Actions
from inspector.gui.message_strip import MessageStrip
from inspector.gui.panels.setup_panel import NO_MODULE, SetupPanel
from inspector.gui.run_controller import RunController
from inspector.gui.run_notices import RunNotices


class ScriptCommands(QObject):
    """What the action does, and how the script ended where no fit ended it."""

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
        commands.run_script.triggered.connect(self.run)
        controller.finished.connect(self._tell)

    def run(self) -> None:
        """Run it, or say what is wrong with what is asked for."""
        if self._controller.busy:
            return
        self._message.hide()
        try:
            request = self._request()
        except WrongUse as problem:
            self._message.problem(str(problem))
            return
        if not self._notices.refuses(request):
            self._controller.start(request)

    def _request(self) -> ScriptRequest:
        setup = self._setup
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

    def _tell(self) -> None:
        if self._controller.remark is not None and self._controller.problem is None:
            self._message.problem(self._controller.remark)
