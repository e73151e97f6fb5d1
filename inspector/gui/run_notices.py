"""What the message strip tells of a run that goes on: where it sits, that it does not stop or holds up the window.

And what to do about it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from inspector.analysis.sitting import sitting_words
from inspector.gui.left_behind import any_left_behind
from inspector.gui.message_strip import MessageStrip
from inspector.gui.run_controller import RunController

if TYPE_CHECKING:
    from inspector.fit.sessions import Request

ISOLATE = "Run it in a process of its own"


class RunNotices(QObject):
    """Listens to the controller; what it offers to do is asked of the window."""

    isolationWanted = Signal()
    """the person wants runs to be in a process of their own from now on"""
    isolatedRunWanted = Signal()
    """the person wants the next run in a process of its own, now"""

    def __init__(self, controller: RunController, message: MessageStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._controller, self._message = controller, message
        self._sits = ""
        controller.grown.connect(self._show_where_it_sits)
        controller.starved.connect(self._starved)
        controller.unheard.connect(self._unheard)
        controller.leftBehind.connect(self._left_behind)
        controller.finished.connect(self._tell_remark)

    def refuses(self, request: Request) -> bool:
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

    def _show_where_it_sits(self) -> None:
        """As long as a call takes very long; nothing else that the strip says is written over for it."""
        run = self._controller.run
        words = "" if run is None else sitting_words(run)
        if self._message.text not in ("", self._sits):
            return
        if words:
            self._message.under_way(words)
        elif self._sits:
            self._message.hide()
        self._sits = words

    def _starved(self, seconds: float) -> None:
        self._message.offer(
            f"The window was held up for {seconds:.0f} s: the code of {self._name} keeps Python's lock to itself. In a "
            "process of its own it cannot do that.",
            "Use one for the next run",
            self.isolationWanted.emit,
        )

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

    def _tell_remark(self) -> None:
        """How a script ended, where no fit in it ended it."""
        if self._controller.remark is not None and self._controller.problem is None:
            self._message.problem(self._controller.remark)

    @property
    def _name(self) -> str:
        request = self._controller.request
        return "The run" if request is None else request.module.name
