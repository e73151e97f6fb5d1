"""The window where it was, with its parts as wide and as high as they were; and back to how it all began."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QObject
from PySide6.QtWidgets import QMainWindow

from inspector.gui.memory.memory import Memory, WindowLayout
from inspector.gui.right_column import RightColumn
from inspector.gui.window_body import WindowBody

SIZE = (1440, 900)


class LayoutKeeper(QObject):
    """Puts a window as it was; `keep` remembers how it is now."""

    def __init__(self, window: QMainWindow, body: WindowBody, right: RightColumn, memory: Memory) -> None:
        super().__init__(window)
        self._window = window
        self._body = body
        self._right = right
        self._memory = memory
        window.resize(*SIZE)
        self._put(memory.layout)

    def keep(self) -> None:
        """Remember where everything is."""
        geometry = self._window.saveGeometry().toBase64().toStdString()
        self._memory.layout = WindowLayout(
            geometry, tuple(self._body.columns), self._body.bottom_height, self._right.chosen_height
        )

    def reset(self) -> None:
        """Everything where it was at the very first start."""
        self._memory.layout = WindowLayout()
        if not (self._window.isMaximized() or self._window.isFullScreen()):
            self._window.resize(*SIZE)
        self._body.reset()
        self._right.choose_height(None)

    def _put(self, layout: WindowLayout) -> None:
        if layout.geometry is not None:
            self._window.restoreGeometry(QByteArray.fromBase64(QByteArray(layout.geometry.encode())))
        if layout.columns is not None:
            self._body.columns = list(layout.columns)
        if layout.bottom is not None:
            self._body.bottom_height = layout.bottom
        self._right.choose_height(layout.details)
