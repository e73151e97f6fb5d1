"""A button with a key of its own, which its tooltip tells."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton


def key_button(name: str, text: str, tip: str, key: str) -> QPushButton:
    """`name` is its objectName."""
    button = QPushButton(text)
    button.setObjectName(name)
    sequence = QKeySequence(key)
    button.setToolTip(f"{tip} ({sequence.toString(QKeySequence.SequenceFormat.NativeText)})")
    button.setShortcut(sequence)
    button.setAutoDefault(False)
    return button
