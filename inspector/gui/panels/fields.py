"""The fields of the setup panel, each with what is wrong with it in one sentence below."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from inspector.gui.panels.parts import label, set_property

FIELD_WIDTH = 108


class Row(QWidget):
    """A name at the left, what is edited at the right, and room for one sentence below."""

    edited = Signal()

    def __init__(self, name: str, text: str, tip: str, editor: QWidget, *, indent: int = 0) -> None:
        super().__init__()
        self.name = text
        self._editor = editor
        editor.setObjectName(name)
        editor.setAccessibleName(text)
        editor.setToolTip(tip)
        self.caption = label(text)
        self.caption.setBuddy(editor)
        self.caption.setToolTip(tip)
        self.error = label(role="error", wrap=True, name=f"{name}Error")
        self.error.hide()
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(indent, 0, 0, 0)
        self.grid.setHorizontalSpacing(8)
        self.grid.setVerticalSpacing(2)
        self.grid.addWidget(self.caption, 0, 0)
        self.grid.addWidget(editor, 0, 1)
        self.grid.addWidget(self.error, 1, 0, 1, 2)
        self.grid.setColumnStretch(0, 1)
        editor.setFixedWidth(FIELD_WIDTH)

    def complain(self, sentence: str) -> None:
        """Say what is wrong; an empty sentence says that nothing is."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        set_property(self._editor, "wrong", "true" if sentence else "false")

    def _edited(self) -> None:
        self.complain("")
        self.edited.emit()


class Field(Row):
    """One line of text."""

    def __init__(self, name: str, text: str, tip: str, *, indent: int = 0, placeholder: str = "") -> None:
        self.edit = QLineEdit()
        super().__init__(name, text, tip, self.edit, indent=indent)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setAcceptDrops(False)  # a file that is dropped here is meant for the window
        self.edit.textChanged.connect(self._edited)


class NumberField(Field):
    """A whole number, or nothing, which leaves it to `fit`."""

    def __init__(self, name: str, text: str, tip: str, *, least: int = 1, placeholder: str = "not given") -> None:
        super().__init__(name, text, tip, placeholder=placeholder)
        self._least = least

    def set_value(self, value: int | None) -> None:
        """Show this number; None shows an empty field."""
        self.edit.setText("" if value is None else str(value))

    def value(self) -> int | None:
        """The number, None where the field is empty. Raises `ValueError` with one sentence where it makes no sense."""
        text = self.edit.text().strip()
        if not text:
            return None
        try:
            number = int(text)
        except ValueError:
            raise ValueError(f"{self.name} is “{text}”: give a whole number, or leave it empty.") from None
        if number < self._least:
            raise ValueError(f"{self.name} is {number}: it must be {self._least} or more, or left empty.")
        return number
