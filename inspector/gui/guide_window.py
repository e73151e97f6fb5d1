"""The guide, to be read beside the window: its pages, the links between them and their pictures."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from inspector.gui.guide_page import GuidePage
from inspector.gui.theme import Theme
from inspector.resources import resource

CONTENTS = "index.md"
TOUR = "tour.md"
WORKERS = "workers.md"


class GuideWindow(QWidget):
    """One page at a time, with the way back."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("guideWindow")
        self.setWindowTitle("Guide — Fit Inspector")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.resize(820, 760)
        self.page = GuidePage(theme)
        self.back = _button("guideBack", "Back", "The page before", "Alt+Left", "Backspace")
        self.contents = _button("guideContents", "Contents", "The list of all pages", "Alt+Home")
        self.close_button = _button("guideClose", "Close", "Close the guide", "Esc")
        self.back.clicked.connect(self.page.backward)
        self.contents.clicked.connect(lambda: self.open_page(CONTENTS))
        self.close_button.clicked.connect(self.close)
        self.page.backwardAvailable.connect(self.back.setEnabled)
        self.back.setEnabled(False)
        head = QFrame()
        head.setObjectName("toolbar")
        row = QHBoxLayout(head)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(6)
        row.addWidget(self.back)
        row.addWidget(self.contents)
        row.addStretch(1)
        row.addWidget(self.close_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(head)
        box.addWidget(self.page)

    def open_page(self, name: str) -> None:
        """Show a page of the guide."""
        self.page.setSource(QUrl.fromLocalFile(str(resource("guide", name))))
        self.page.setFocus()

    def open_finding(self, rule: str) -> None:
        """Show the page of the guide on a finding."""
        self.open_page(f"findings/{rule}.md")

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.page.set_theme(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.page.fit_margins()


def _button(name: str, text: str, tip: str, *keys: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    shown = " or ".join(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)
    button.setToolTip(f"{tip} ({shown})")
    button.setShortcut(QKeySequence(keys[0]))
    return button
