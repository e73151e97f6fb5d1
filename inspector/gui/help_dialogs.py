"""What Help opens: the keys, and which version this is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QPushButton, QVBoxLayout, QWidget

from inspector import __version__
from inspector.gui.panels.parts import label

OTHER_KEYS = (
    ("Findings: next, previous", "Down, Up"),
    ("Findings: zoom to the evidence", "Return"),
    ("Tables: select a row", "Up, Down"),
)


def shortcuts_dialog(actions: Sequence[QAction], parent: QWidget) -> QDialog:
    """Every action that has a key, and the keys."""
    rows = [(action.text().strip("…"), _keys(action)) for action in actions if action.shortcuts()]
    dialog = _dialog("shortcutsDialog", "Keyboard shortcuts", parent)
    grid = QGridLayout()
    grid.setHorizontalSpacing(32)
    grid.setVerticalSpacing(6)
    for at, (name, keys) in enumerate((*rows, *OTHER_KEYS)):
        grid.addWidget(label(name), at, 0)
        grid.addWidget(label(keys, "quiet"), at, 1)
    _close_button(dialog, grid)
    return dialog


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
