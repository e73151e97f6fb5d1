"""The files that were opened last, on the empty window: one click each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from inspector.gui.panels.parts import label

SHOWN = 4


class RecentFiles(QWidget):
    """A name to press and the folder beside it; nothing where nothing was opened before."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("recentFiles")
        self._rows: list[QWidget] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 8, 0, 0)
        self._box.setSpacing(3)
        self._box.addWidget(label("Opened last", "heading"))
        self.hide()

    def show_paths(self, paths: Sequence[Path]) -> None:
        """Show the first few of these."""
        for row in self._rows:
            self._box.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(number, path) for number, path in enumerate(paths[:SHOWN])]
        for row in self._rows:
            self._box.addWidget(row)
        self.setVisible(bool(self._rows))

    def _row(self, number: int, path: Path) -> QWidget:
        button = QPushButton(path.name)
        button.setObjectName(f"recentFile-{number}")
        button.setProperty("role", "link")
        button.setToolTip(f"Open {path}: it is read, not run")
        button.setAccessibleName(f"Open {path.name} in {path.parent}")
        button.clicked.connect(partial(self._choose, path))
        row = QWidget()
        box = QHBoxLayout(row)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(button)
        box.addWidget(label(str(path.parent), "quiet"), 1)
        return row

    def _choose(self, path: Path) -> None:
        self.chosen.emit(path)
