"""A window beside the main one: buttons and a verdict over a picture, and a list of what is to be seen in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from inspector.gui.panels.key_button import key_button
from inspector.gui.panels.parts import label, set_property

HEIGHT = 720


class CompanionWindow(QWidget):
    """Lays these out alike in each; what they are, and what they show, is each window's own."""

    def __init__(self, name: str, width: int, parent: QWidget | None = None) -> None:
        """`name`: what the objectNames of all that is in it begin with."""
        super().__init__(parent, Qt.WindowType.Window)
        self._name = name
        self.setObjectName(f"{name}Window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.resize(width, HEIGHT)
        self._verdict = label(role="strong", name=f"{name}Verdict")

    def _furnish(self, head: QFrame, picture: QVBoxLayout, listed: QWidget, width: int, least: int) -> None:
        """The list is so wide at first, keeps its width when the window grows, and is never narrower than `least`."""
        side = QWidget()
        side.setObjectName("scrolled")
        side.setLayout(picture)
        listed.setMinimumWidth(least)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setObjectName(f"{self._name}Splitter")
        parts.setHandleWidth(1)
        parts.setChildrenCollapsible(False)
        parts.addWidget(side)
        parts.addWidget(listed)
        parts.setStretchFactor(0, 1)
        parts.setSizes([self.width() - width, width])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(head)
        box.addWidget(parts, 1)

    def _head(self, buttons: Sequence[QPushButton], closing: str) -> QFrame:
        """What one can do, what is to be said of it all, and at the far end the way out, which `closing` tells."""
        close = key_button(f"{self._name}Close", "Close", closing, "Esc")
        close.clicked.connect(self.close)
        head = QFrame()
        head.setObjectName("toolbar")
        row = QHBoxLayout(head)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(6)
        for button in buttons:
            row.addWidget(button)
        row.addSpacing(12)
        row.addWidget(self._verdict)
        row.addStretch(1)
        row.addWidget(close)
        return head

    def _say(self, verdict: str, tone: str) -> None:
        self._verdict.setText(verdict)
        set_property(self._verdict, "tone", tone)

    def come_forward(self, focused: QWidget) -> None:
        """In front of the others, with the keys given to this part of it."""
        self.show()
        self.activateWindow()
        focused.setFocus()
