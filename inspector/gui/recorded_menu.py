"""The runs that were recorded by themselves, as a menu: the latest first, to open again."""

from __future__ import annotations

import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from inspector.recording.shelf import Shelf, module_of

SHOWN = 15
NONE = "None so far"


class RecordedMenu(QMenu):
    """Filled anew whenever it is opened."""

    chosen = Signal(object)
    """the `Path` of the recording to open"""

    def __init__(self, shelf: Shelf | None, parent: QWidget | None = None) -> None:
        super().__init__("Recorded runs", parent)
        self.setObjectName("menuRecorded")
        self.setToolTipsVisible(True)
        self._shelf = shelf
        self.aboutToShow.connect(self.fill)
        self.fill()

    def fill(self) -> None:
        """Show what is there now."""
        for action in self.actions():
            self.removeAction(action)
            action.deleteLater()
        for path in [] if self._shelf is None else self._shelf.recordings()[:SHOWN]:
            action = QAction(recorded_words(path), self)
            action.setToolTip(str(path))
            action.triggered.connect(partial(self._choose, path))
            self.addAction(action)
        if self.isEmpty():
            nothing = QAction(NONE, self)
            nothing.setEnabled(False)
            self.addAction(nothing)

    def _choose(self, path: Path) -> None:
        self.chosen.emit(path)


def recorded_words(path: Path) -> str:
    """`train.py · 14:05:30` of today, `train.py · 24 November, 14:05:30` of another day."""
    try:
        when = datetime.datetime.fromtimestamp(path.stat().st_mtime)
    except OSError:  # another window has removed it
        return module_of(path)
    day = "" if when.date() == datetime.date.today() else f"{when.day} {when:%B}, "
    return f"{module_of(path)} · {day}{when:%H:%M:%S}"


def called(path: Path) -> str:
    """What to call a recording: as the person named it, or as the menu does where it was recorded by itself."""
    return path.name if module_of(path) == path.name else recorded_words(path)
