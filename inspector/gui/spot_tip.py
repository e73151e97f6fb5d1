"""The tooltip of what is painted: it tells of the spot that the pointer rests on, not of the widget as a whole."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip, QWidget


def spot_tip(event: QEvent, surface: QWidget, words_at: Callable[[QPointF], str]) -> bool:
    """Whether the event asks for a tooltip; it is answered then, by no tooltip where there is nothing to tell."""
    if event.type() is not QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
        return False
    words = words_at(QPointF(event.pos()))
    if words:
        QToolTip.showText(event.globalPos(), words, surface)
    else:
        QToolTip.hideText()
    return True
