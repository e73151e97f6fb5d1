"""What Help opens: the keys, and which version this is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from inspector import __version__
from inspector.gui.panels.parts import label

OTHER_KEYS = {
    "Timeline, with the keys": (
        ("The next thing in its lane, the one before", "Right, Left"),
        ("The lane below, the lane above", "Down, Up"),
        ("The first and the last thing in its lane", "Home, End"),
        ("Nearer, farther", "+, −"),
        ("Select nothing", "Esc"),
    ),
    "Timeline, with the mouse": (
        ("Nearer, farther, at the pointer", "wheel"),
        ("Along the run", "Shift+wheel, or drag"),
        ("The whole run", "double click"),
        ("What can be done with a thing", "right click"),
    ),
    "Everywhere": (
        ("Findings: the next, the one before", "Down, Up"),
        ("Findings: show the evidence", "Return"),
        ("Tables: the next row, the one before", "Down, Up"),
        ("Tables: copy the rows that are selected", "Ctrl+C"),
        ("Find: the next match, the one before", "Return, Shift+Return"),
        ("What can be done here", "Menu, or Shift+F10"),
        ("The next part of the window, the one before", "Tab, Shift+Tab"),
    ),
}
ABREAST = 3
"""Columns of groups."""


def shortcuts_dialog(menus: Sequence[QMenu], parent: QWidget) -> QDialog:
    """Every action that has a key, by its menu, and the keys and movements that are no actions."""
    groups = {menu.title().replace("&", ""): _rows(menu) for menu in menus} | OTHER_KEYS
    dialog = _dialog("shortcutsDialog", "Keyboard shortcuts", parent)
    columns: list[list[str]] = [[] for _ in range(ABREAST)]
    for name in groups:  # each into the column that is shortest by now
        min(columns, key=lambda names: sum(len(groups[one]) + 2 for one in names)).append(name)
    sheet = QGridLayout()
    sheet.setHorizontalSpacing(40)
    for at, names in enumerate(columns):
        column = QGridLayout()
        column.setHorizontalSpacing(16)
        column.setVerticalSpacing(5)
        for name in names:
            if column.rowCount() > 1:
                column.setRowMinimumHeight(column.rowCount(), 8)
            column.addWidget(label(name, "heading"), column.rowCount(), 0, 1, 2)
            for words, keys in groups[name]:
                row = column.rowCount()
                column.addWidget(label(words), row, 0)
                column.addWidget(label(keys, "quiet"), row, 1)
        sheet.addLayout(column, 0, at, Qt.AlignmentFlag.AlignTop)
    _close_button(dialog, sheet)
    return dialog


def _rows(menu: QMenu) -> Sequence[tuple[str, str]]:
    return [(action.text().strip("…"), _keys(action)) for action in menu.actions() if action.shortcuts()]


def about_dialog(parent: QWidget) -> QDialog:
    """What this is, and its version."""
    dialog = _dialog("aboutDialog", "About Fit Inspector", parent)
    grid = QGridLayout()
    grid.setVerticalSpacing(6)
    grid.addWidget(label("Fit Inspector", "title"), 0, 0)
    grid.addWidget(label(f"Version {__version__}", "quiet"), 1, 0)
    grid.addWidget(label("See what model.fit really did with your data.", ""), 2, 0)
    _close_button(dialog, grid)
    return dialog


def _dialog(name: str, title: str, parent: QWidget) -> QDialog:
    dialog = QDialog(parent)
    dialog.setObjectName(name)
    dialog.setWindowTitle(title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog


def _close_button(dialog: QDialog, grid: QGridLayout) -> None:
    close = QPushButton("Close")
    close.setObjectName("dialogClose")
    close.setToolTip("Close this (Escape)")
    close.clicked.connect(dialog.accept)
    box = QVBoxLayout(dialog)
    box.setContentsMargins(24, 20, 24, 16)
    box.setSpacing(18)
    box.addLayout(grid)
    box.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)


def _keys(action: QAction) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return " or ".join(sequence.toString(native) for sequence in action.shortcuts())
