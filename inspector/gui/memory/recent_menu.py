"""The files that were opened last, as a menu."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from inspector.gui.memory.memory import Memory


class RecentMenu(QMenu):
    """Filled anew whenever it is opened."""

    chosen = Signal(object)
    """the `Path` to open"""

    def __init__(self, memory: Memory, clear: QAction, parent: QWidget | None = None) -> None:
        super().__init__("Open recent", parent)
        self.setObjectName("menuRecent")
        self.setToolTipsVisible(True)
        self._memory = memory
        self._clear = clear
        self.aboutToShow.connect(self.fill)
        self.fill()

    def fill(self) -> None:
        """Show what is remembered now."""
        for action in self.actions():
            self.removeAction(action)
            if action is not self._clear:
                action.deleteLater()
        for path in self._memory.recent:
            action = QAction(path.name, self)
            action.setToolTip(str(path))
            action.triggered.connect(partial(self._choose, path))
            self.addAction(action)
        self._clear.setEnabled(bool(self._memory.recent))
        self.addSeparator()
        self.addAction(self._clear)

    def _choose(self, path: Path) -> None:
        self.chosen.emit(path)
