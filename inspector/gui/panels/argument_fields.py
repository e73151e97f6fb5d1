"""The arguments of a factory, each edited as what it takes: a check box, a choice, a path with a button, or a line.

A line is read by the rules by which a run reads it (`values.value_of`), and says so at once where it cannot be.
"""

from __future__ import annotations

import enum
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QMenu, QToolButton

from inspector.fit.discovery import Argument
from inspector.fit.values import choices_of, kinds_of, value_of
from inspector.gui.panels.fields import FIELD_WIDTH, Field, Row
from inspector.gui.panels.parts import Choice

INDENT = 14
NONE = type(None)


class LineField(Field):
    """A line of text; where it may be None, an empty one is."""

    def __init__(self, name: str, argument: Argument) -> None:
        kinds = kinds_of(argument.parameter)
        self.argument = argument
        self._default = _shown(argument)
        self._may_be_none = NONE in kinds and argument.parameter.annotation is not argument.parameter.empty
        self._may_be_empty = kinds == (str,)
        super().__init__(name, argument.name, tip(argument), indent=INDENT, placeholder=self._when_empty())
        self.edit.setText(self._default)
        self.edit.editingFinished.connect(self._finished)

    def show_text(self, text: str) -> None:
        """Show what was given before."""
        self.edit.setText("" if text == "None" and self._may_be_none else text)

    def given(self) -> str | None:
        """What was typed; None where the default stands. Raises `ValueError` where it is no value for the argument."""
        typed = self.edit.text()
        text = typed if self._may_be_empty else typed.strip()
        if text == self._default and self.argument.default is not None:
            return None
        if text or (self._may_be_empty and self.argument.default is not None):
            value_of(text, self.argument.parameter)
            return text
        if self._may_be_none:
            return "None"
        if self.argument.default is None:
            raise ValueError(f"{self.argument.name} has no default: give it a value.")
        return None

    def _when_empty(self) -> str:
        if self.argument.default is None:
            return "required"
        if self._may_be_none or self.argument.parameter.default is None:
            return "None"
        return "empty text" if self._may_be_empty else self._default

    def _finished(self) -> None:
        if not self.edit.text().strip():
            return  # that it is needed is said when it is: at Run
        try:
            self.given()
        except ValueError as problem:
            self.complain(str(problem))


class PathField(LineField):
    """A line with the path of a file or a folder, which may be looked for."""

    def __init__(self, name: str, argument: Argument) -> None:
        super().__init__(name, argument)
        self.browse = QToolButton()
        self.browse.setObjectName(f"{name}-browse")
        self.browse.setText("…")
        self.browse.setProperty("role", "browse")
        self.browse.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.browse.setToolTip(f"Look for the file or folder of {argument.name}")
        self.browse.setAccessibleName(self.browse.toolTip())
        self.browse.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.browse)
        menu.addAction("File…", lambda: self._look_for(QFileDialog.FileMode.AnyFile))
        menu.addAction("Folder…", lambda: self._look_for(QFileDialog.FileMode.Directory))
        self.browse.setMenu(menu)
        side_by_side = QHBoxLayout()
        side_by_side.setSpacing(2)
        self.grid.removeWidget(self.edit)
        self.grid.addLayout(side_by_side, 0, 1)
        side_by_side.addWidget(self.edit)
        side_by_side.addWidget(self.browse)
        self.browse.setFixedWidth(22)
        self.edit.setFixedWidth(FIELD_WIDTH - 24)

    def _look_for(self, mode: QFileDialog.FileMode) -> None:
        dialog = QFileDialog(self, f"Choose {self.argument.name}", str(Path(self.edit.text()).parent))
        dialog.setFileMode(mode)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.edit.setText)
        dialog.open()


class CheckField(Row):
    """True or False, with a default."""

    def __init__(self, name: str, argument: Argument) -> None:
        self.argument = argument
        self.box = QCheckBox()
        super().__init__(name, argument.name, tip(argument), self.box, indent=INDENT)
        self.box.setChecked(argument.parameter.default)
        self.box.toggled.connect(self._edited)

    def show_text(self, text: str) -> None:
        """Show what was given before; what is neither True nor False was not given by this field."""
        try:
            self.box.setChecked(bool(value_of(text, self.argument.parameter)))
        except ValueError as problem:
            self.complain(str(problem))

    def given(self) -> str | None:
        """True or False; None where the default stands."""
        checked = self.box.isChecked()
        return None if checked is self.argument.parameter.default else str(checked)


class ChoiceField(Row):
    """One of the values that there are."""

    def __init__(self, name: str, argument: Argument, names: list[str]) -> None:
        self.argument = argument
        self.choice = Choice(name)
        super().__init__(name, argument.name, tip(argument), self.choice, indent=INDENT)
        default = _shown(argument) or str(argument.default)
        if argument.default is None or default not in names:
            self.choice.addItem("required" if argument.default is None else default, None)
        for one in names:
            self.choice.addItem(one, None if argument.default is not None and one == default else one)
        self.choice.setCurrentIndex(self.choice.findData(None))
        self.choice.currentIndexChanged.connect(self._edited)

    def show_text(self, text: str) -> None:
        """Show what was given before, even where it is none of the values: a run then says so."""
        at = self.choice.findText(text)
        if at < 0:
            self.choice.addItem(text, text)
            at = self.choice.count() - 1
        self.choice.setCurrentIndex(at)

    def given(self) -> str | None:
        """The value's name; None where the default stands. Raises `ValueError` where one must be chosen."""
        chosen: str | None = self.choice.currentData()
        if chosen is None and self.argument.default is None:
            raise ValueError(f"{self.argument.name} has no default: choose a value.")
        if chosen is not None:
            value_of(chosen, self.argument.parameter)
        return chosen


ArgumentField = LineField | CheckField | ChoiceField


def argument_field(prefix: str, argument: Argument) -> ArgumentField:
    """The field for what the argument takes."""
    name = f"{prefix}-{argument.name}"
    kinds = kinds_of(argument.parameter)
    annotated = argument.parameter.annotation is not argument.parameter.empty
    values = [kind for kind in kinds if kind is not NONE]
    if values == [bool] and isinstance(argument.parameter.default, bool) and not (annotated and NONE in kinds):
        return CheckField(name, argument)
    if values and all(choices_of(kind) for kind in values):
        names = [one for kind in values for one in choices_of(kind)]
        may_be_none = NONE in kinds and annotated and "None" not in names
        return ChoiceField(name, argument, [*names, "None"] if may_be_none else names)
    if any(isinstance(kind, type) and issubclass(kind, Path) for kind in kinds):
        return PathField(name, argument)
    return LineField(name, argument)


def tip(argument: Argument) -> str:
    """What is known of it: its name and type, its default, what the docstring says."""
    kind = f": {argument.annotation}" if argument.annotation else ""
    default = "it has no default" if argument.default is None else f"its default is {argument.default}"
    return "\n".join(part for part in (f"{argument.name}{kind}; {default}", argument.doc) if part)


def _shown(argument: Argument) -> str:
    """The default as it is typed: a text without quotes, a member of an enum by its name, nothing for None."""
    default: Any = argument.parameter.default
    if default is None or argument.default is None:
        return ""
    if isinstance(default, enum.Enum):
        return default.name
    if isinstance(default, Path):
        return str(default)
    if isinstance(default, str) and str in kinds_of(argument.parameter):
        return default
    return argument.default
