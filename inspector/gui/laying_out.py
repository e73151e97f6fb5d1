"""Laying out what is to be shown: at once where that takes no time, else on another thread; the latest wish counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from inspector.gui.background import Background

Laid = TypeVar("Laid")


class LayingOut(QObject):
    """For one view, which shows what it has until the other is there."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._background = Background(self)
        self._wish: object = None

    @property
    def under_way(self) -> bool:
        """Whether something is still to come."""
        return self._wish is not None

    def start(self, work: Callable[[], Laid], show: Callable[[Laid], None], *, aside: bool) -> None:
        """Do `work`, on another thread if `aside`, and show its result unless something else is wished for by then."""
        self.leave_off()
        if not aside:
            show(work())
            return
        wish = self._wish = object()

        def shown(laid: Laid) -> None:
            if self._wish is wish:
                self._wish = None
                show(laid)

        self._background.run(work, shown, _raise)

    def leave_off(self) -> None:
        """What is under way is not wished for any more."""
        self._wish = None

    def close(self) -> None:
        """Wait for what is under way, and show nothing any more."""
        self._background.close()


def _raise(problem: Exception) -> None:
    raise problem
