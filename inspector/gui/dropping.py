"""A file that is dropped anywhere on the window, or the recordings of several workers."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from inspector.gui.recorded_run import ENDING


class Dropping(QObject):
    """Watches one window for files that are dragged over it."""

    dropped = Signal(object)
    """the `Path` of the file; the first where there are several that are not all recordings"""
    severalDropped = Signal(object)
    """the `Path`s of several recordings"""
    hovering = Signal(bool)
    """whether a file is over the window now"""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.DragEnter if isinstance(event, QDragEnterEvent) and _files(event):
                event.acceptProposedAction()
                self.hovering.emit(True)
            case QEvent.Type.DragLeave:
                self.hovering.emit(False)
            case QEvent.Type.Drop if isinstance(event, QDropEvent):
                self.hovering.emit(False)
                self._dropped(event)
            case _:
                return False
        return True

    def _dropped(self, event: QDropEvent) -> None:
        paths = _files(event)
        if paths:
            event.acceptProposedAction()
        if len(paths) > 1 and all(path.suffix.lower() == ENDING for path in paths):
            self.severalDropped.emit(paths)
        elif paths:
            self.dropped.emit(paths[0])


def _files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
