"""Work that something waits for: at once where it takes no time, else on another thread; the latest wish counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from inspector.gui.background import Background

Done = TypeVar("Done")


class Aside(QObject):
    """For one view, say, which shows what it has until the other is laid out."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._background = Background(self)
        self._wish: object = None

    @property
    def under_way(self) -> bool:
        """Whether something is still to come."""
        return self._wish is not None

    def start(self, work: Callable[[], Done], then: Callable[[Done], None], *, aside: bool) -> None:
        """Do `work`, on another thread if `aside`, and `then` with its result unless another is wished for by then."""
        self.leave_off()
        if not aside:
            then(work())
            return
        wish = self._wish = object()

        def done(result: Done) -> None:
            if self._wish is wish:
                self._wish = None
                then(result)

        self._background.run(work, done, _raise)

    def leave_off(self) -> None:
        """What is under way is not wished for any more."""
        self._wish = None

    def close(self) -> None:
        """Wait for what is under way, and do nothing with it any more."""
        self._background.close()


def _raise(problem: Exception) -> None:
    raise problem
