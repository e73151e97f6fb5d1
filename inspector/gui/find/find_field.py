"""Where a person types what to find, and reads how often it is there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from inspector.gui.escaping import claimed
from inspector.gui.panels.parts import label

WIDTH = 210
PAD = 9


class FindField(QLineEdit):
    """Return goes to the next match, Shift+Return to the one before, Escape leaves."""

    nextAsked = Signal()
    previousAsked = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findField")
        self.setAccessibleName("Find")
        self.setPlaceholderText("Find event, batch, log…")
        self.setToolTip(
            "Find words in the events, the batches, the epochs, the steps and the log, or by its number an event, "
            'a batch, an epoch or a step; in quotes a number is words: "7" (Ctrl+F). '
            "Return: the next match, Shift+Return: the one before, Escape: leave"
        )
        self.setMinimumWidth(WIDTH // 2)
        self.setMaximumWidth(WIDTH)
        self.setAcceptDrops(False)
        self.count = label(role="quiet", name="findCount")
        self.count.setParent(self)
        self.count.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_count(self, words: str, tip: str) -> None:
        """Say at the right how many matches there are."""
        self.count.setText(words)
        self.setAccessibleDescription(f"{words}. {tip}" if words else "")
        self._place_count()

    def event(self, event: QEvent) -> bool:
        # While a run goes on, Escape is a key of Stop: here it leaves the field, and nothing else.
        return claimed(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                (self.previousAsked if shift else self.nextAsked).emit()
            case Qt.Key.Key_Down:
                self.nextAsked.emit()
            case Qt.Key.Key_Up:
                self.previousAsked.emit()
            case Qt.Key.Key_Escape:
                self.clear()
                self.left.emit()
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_count()

    def _place_count(self) -> None:
        self.count.adjustSize()
        room = self.count.width() + PAD if self.count.text() else 0
        self.setTextMargins(0, 0, room, 0)
        self.count.move(self.width() - self.count.width() - PAD, (self.height() - self.count.height()) // 2)
