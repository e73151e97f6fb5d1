"""The one place that knows what is selected; the timeline, the tables and the details all read it from here."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from inspector.gui.selection import Selection


class SelectionModel(QObject):
    """Holds the current selection. Setting what is selected already says nothing, so that no two views echo."""

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.current: Selection | None = None

    def set(self, selection: Selection | None) -> None:
        """Select this thing; None selects nothing."""
        if selection != self.current:
            self.current = selection
            self.changed.emit(selection)
