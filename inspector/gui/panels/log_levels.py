"""Which lines of the log are shown, by their level."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspector.gui.panels.parts import Choice

EVERYTHING = frozenset({"output", "warning", "error", "inspector"})
CHOICES = (
    ("Everything", EVERYTHING),
    ("Warnings and errors", frozenset({"warning", "error"})),
    ("Errors", frozenset({"error"})),
)


class LogLevels(Choice):
    """Everything, to begin with."""

    chosen = Signal(object)
    """the set of levels to show"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("logLevel", parent)
        self.setAccessibleName("Level of the log")
        self.setToolTip("Which lines of the log are shown")
        for words, levels in CHOICES:
            self.addItem(words, levels)
        self.currentIndexChanged.connect(lambda at: self.chosen.emit(CHOICES[at][1]))
