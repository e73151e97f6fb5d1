"""What the window tells about a run on its message strip: that it does not stop, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from inspector.fit.request import FitRequest
from inspector.gui.left_behind import any_left_behind
from inspector.gui.message_strip import MessageStrip
from inspector.gui.run_controller import RunController

ISOLATE = "Run it in a process of its own"


class RunNotices(QObject):
    """Listens to the controller; what it offers to do is asked of the window."""

    isolatedRunWanted = Signal()
    """the person wants the next run in a process of its own, now"""

    def __init__(self, controller: RunController, message: MessageStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._controller, self._message = controller, message
        controller.unheard.connect(self._unheard)
        controller.leftBehind.connect(self._left_behind)

    def refuses(self, request: FitRequest) -> bool:
        """Whether this cannot be run now; then it is told why, and offered where it can."""
        if request.isolate or not any_left_behind():
            return False
        self._message.offer(
            "An earlier run that did not stop still goes on in this process: another one can only run in a process of "
            "its own, until that one's call returns or the window is closed.",
            ISOLATE,
            self.isolatedRunWanted.emit,
        )
        return True

    def _unheard(self) -> None:
        self._message.problem(
            f"{self._name} does not stop: its code sits in a call that does not return. Press Stop once more to leave "
            "it behind; it then ends with the window. In a process of its own, Stop always ends a run."
        )

    def _left_behind(self) -> None:
        self._message.offer(
            f"{self._name} was left behind. It sits in this process until its call returns or the window is closed, "
            "and until then another run needs a process of its own.",
            ISOLATE,
            self.isolatedRunWanted.emit,
        )

    @property
    def _name(self) -> str:
        request = self._controller.request
        return "The run" if request is None else request.module.name
