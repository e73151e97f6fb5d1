"""A file that is dropped anywhere on the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget


class Dropping(QObject):
    """Watches one window for files that are dragged over it."""

    dropped = Signal(object)
    """the `Path` of the file; the first where there are several"""
    hovering = Signal(bool)
    """whether a file is over the window now"""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.DragEnter if isinstance(event, QDragEnterEvent) and _file(event) is not None:
                event.acceptProposedAction()
                self.hovering.emit(True)
            case QEvent.Type.DragLeave:
                self.hovering.emit(False)
            case QEvent.Type.Drop if isinstance(event, QDropEvent):
                self.hovering.emit(False)
                path = _file(event)
                if path is not None:
                    event.acceptProposedAction()
                    self.dropped.emit(path)
            case _:
                return False
        return True


def _file(event: QDropEvent) -> Path | None:
    for url in event.mimeData().urls():
        if url.isLocalFile():
            return Path(url.toLocalFile())
    return None
