"""The fields of the setup panel: one line of text each, with what is wrong with it in one sentence below."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from inspector.fit.discovery import Argument
from inspector.gui.panels.parts import label, set_property

FIELD_WIDTH = 108


class Field(QWidget):
    """A name at the left, a line edit at the right, and room for one sentence below."""

    edited = Signal()

    def __init__(self, name: str, text: str, tip: str, *, indent: int = 0, placeholder: str = "") -> None:
        super().__init__()
        self.name = text
        self.edit = QLineEdit()
        self.edit.setObjectName(name)
        self.edit.setAccessibleName(text)
        self.edit.setToolTip(tip)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setAcceptDrops(False)  # a file that is dropped here is meant for the window
        self.edit.textChanged.connect(self._edited)
        self.caption = label(text)
        self.caption.setBuddy(self.edit)
        self.caption.setToolTip(tip)
        self.error = label(role="error", wrap=True, name=f"{name}Error")
        self.error.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(indent, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.addWidget(self.caption, 0, 0)
        grid.addWidget(self.edit, 0, 1)
        grid.addWidget(self.error, 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        self.edit.setFixedWidth(FIELD_WIDTH)

    def complain(self, sentence: str) -> None:
        """Say what is wrong; an empty sentence says that nothing is."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        set_property(self.edit, "wrong", "true" if sentence else "false")

    def _edited(self) -> None:
        self.complain("")
        self.edited.emit()


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


class ArgumentField(Field):
    """One argument of a factory: its default to begin with, or the word that it is needed."""

    def __init__(self, prefix: str, argument: Argument) -> None:
        needed = argument.default is None
        kind = f": {argument.annotation}" if argument.annotation else ""
        tip = f"{argument.name}{kind}" + ("; it has no default" if needed else f"; its default is {argument.default}")
        super().__init__(
            f"{prefix}-{argument.name}", argument.name, tip, indent=14, placeholder="required" if needed else ""
        )
        self.argument = argument
        self.edit.setText(argument.default or "")

    def given(self) -> str | None:
        """What was typed; None where the default stands. Raises `ValueError` where it is needed and empty."""
        text = self.edit.text().strip()
        if not text and self.argument.default is None:
            raise ValueError(f"{self.argument.name} has no default: give it a value.")
        return None if text in ("", self.argument.default) else text
