"""Escape, while something is selected: it selects nothing, and only with nothing selected is it a key of Stop."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from inspector.gui.selection_model import SelectionModel


def claimed(event: QEvent) -> bool:
    """Whether this asks who has a use for Escape, which has one then: it comes as a key, and is none of Stop's."""
    override = event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
    if not override or event.key() != Qt.Key.Key_Escape:  # type: ignore[attr-defined]
        return False
    event.accept()
    return True


class Escaping(QObject):
    """Hears the keys of a window that nothing in it had a use for, before its shortcuts do."""

    def __init__(self, window: QWidget, selection: SelectionModel) -> None:
        super().__init__(window)
        self._selection = selection
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Escape or self._selection.current is None:
            return False
        event.accept()
        if event.type() is QEvent.Type.KeyPress:
            self._selection.set(None)
        return True
