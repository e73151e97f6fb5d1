"""A frame around what paints itself and has the keys: a person who came by Tab sees where the next key goes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QWidget

BY_KEYS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
"""Who clicked knows where the keys are."""


class FocusRing(QFrame):
    """Over one widget, in the way of no click; the style sheet says what it looks like."""

    def __init__(self, around: QWidget) -> None:
        super().__init__(around)
        self._around = around
        self.setObjectName("focusRing")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        around.installEventFilter(self)

    def eventFilter(self, around: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent):
            if event.gotFocus() and event.reason() in BY_KEYS:
                self._fit()
                self.raise_()
                self.show()
            elif event.lostFocus():
                self.hide()
        elif event.type() is QEvent.Type.Resize:
            self._fit()
        return False

    def _fit(self) -> None:
        self.setGeometry(self._around.rect())
