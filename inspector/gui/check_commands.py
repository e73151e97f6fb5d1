"""Looking at the data before any fit: what the setup says would be given to it, without a model trained."""

from __future__ import annotations

from PySide6.QtCore import QObject

from inspector.fit.check_request import CheckRequest
from inspector.fit.problem import WrongUse
from inspector.gui.actions import Actions
from inspector.gui.message_strip import MessageStrip
from inspector.gui.panels.setup_panel import SetupPanel
from inspector.gui.run_controller import RunController
from inspector.gui.run_notices import RunNotices


class CheckCommands(QObject):
    """What the action does."""

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
        commands.check.triggered.connect(self.run)

    def run(self) -> None:
        """Look at the data, or say what is wrong with what is asked for."""
        if self._controller.busy:
            return
        self._message.hide()
        try:
            request = CheckRequest(self._setup.request())
        except WrongUse as problem:
            self._message.problem(str(problem))
            return
        if not self._notices.refuses(request):
            self._controller.start(request)
