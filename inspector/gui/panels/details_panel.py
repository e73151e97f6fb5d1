"""What is known of the selected thing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from inspector.gui.panels.described import Description
from inspector.gui.panels.parts import Column, label
from inspector.gui.panels.values_grid import ValuesGrid

NOTHING = Description(
    "Nothing selected", (("", "Click a batch, a step or an epoch in the timeline, or a row of a table."),)
)

SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse


class DetailsPanel(QFrame):
    """A headline, and rows of name and value that can be copied."""

    changed = Signal()
    """something else is told now"""
    copyAsked = Signal()
    """the sentence is to be put on the clipboard"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("detailsPanel")
        self.setAccessibleName("Details of what is selected")
        self.description = NOTHING
        self._title = _told(role="heading", name="detailsTitle")
        self._sentence = _told(role="quiet", name="detailsSentence")
        self._sentence.setTextInteractionFlags(SELECTABLE)
        self._sentence.setToolTip("What was recorded of it, in one sentence")
        self._copy = QPushButton("Copy")
        self._copy.setObjectName("copyExplanationButton")
        self._copy.setToolTip("Copy this sentence")
        self._copy.setAccessibleName("Copy the explanation")
        self._copy.setProperty("role", "link")
        self._copy.clicked.connect(self.copyAsked)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignTop)
        self._rows = QGridLayout()
        self._rows.setContentsMargins(0, 4, 0, 0)
        self._rows.setHorizontalSpacing(14)
        self._rows.setVerticalSpacing(5)
        self._rows.setColumnStretch(1, 1)
        self._rows.setColumnMinimumWidth(0, 74)
        self._column = column = Column()
        column.column.addLayout(head)
        column.column.addWidget(self._sentence)
        column.column.addLayout(self._rows)
        self._values = ValuesGrid()
        column.column.addSpacing(6)
        column.column.addWidget(self._values)
        column.column.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(column)
        self._fill(NOTHING)

    def show_description(self, description: Description | None) -> None:
        """Show this; None says how to select something."""
        description = description or NOTHING
        if description != self.description:
            self._fill(description)
            self.changed.emit()

    def needed_height(self) -> int:
        """How high it is when nothing has to be scrolled."""
        return self._column.column.totalHeightForWidth(max(self._column.viewport().width(), 1))

    def _fill(self, description: Description) -> None:
        self.description = description
        self._title.setText(description.title)
        self._sentence.setText(description.sentence)
        self._sentence.setVisible(bool(description.sentence))
        self._copy.setVisible(bool(description.sentence))
        self._values.show_inputs(description.inputs)
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, (name, value) in enumerate(description.rows):
            shown = _told(value, "" if name else "quiet")
            shown.setTextInteractionFlags(SELECTABLE)
            if not name:
                self._rows.addWidget(shown, row, 0, 1, 2)
                continue
            caption = label(name, "quiet")
            caption.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            shown.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            self._rows.addWidget(caption, row, 0)
            self._rows.addWidget(shown, row, 1)


def _told(text: str = "", role: str = "", name: str = "") -> QLabel:
    """A label as high as its text is at its width; as high as it would be when narrow, it took room of the findings."""
    made = label(text, role, wrap=True, name=name)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    return made
