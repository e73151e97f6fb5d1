"""The mouse over a plot: the wheel zooms at the pointer, dragging moves what is in view, and clicks are told."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from inspector.gui.timeline.span_view_box import SpanViewBox

ZOOM = 1.0015
"""Per wheel unit: a notch of 120 zooms by about a fifth."""
SIDEWAYS = 0.6
"""Pixels per wheel unit."""
HANDLED = (Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton)
"""The right one asks for a menu, which comes as an event of its own."""


class Hand(QObject):
    """Not left to the scene of pyqtgraph, which looks for all that is near the pointer whenever it moves."""

    clicked = Signal(QPointF)
    """where, in pixels of the view box"""
    doubleClicked = Signal()
    moved = Signal()
    """what is in view"""

    def __init__(self, plot: pg.PlotWidget, view: SpanViewBox) -> None:
        super().__init__(plot)
        self._plot, self._view = plot, view
        self._held: QPointF | None = None
        """where the mouse was last, while its button is held"""
        self._dragged = False
        plot.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QWheelEvent):
            self._turn(event)
        elif isinstance(event, QMouseEvent) and event.button() in HANDLED:
            self._use(event)
        else:
            return False
        event.accept()
        return True

    def _use(self, event: QMouseEvent) -> None:
        match event.type():
            case QEvent.Type.MouseButtonPress:
                self._held, self._dragged = event.position(), False
            case QEvent.Type.MouseMove:
                self._drag(event.position())
            case QEvent.Type.MouseButtonRelease:
                if self._held is not None and not self._dragged and event.button() is Qt.MouseButton.LeftButton:
                    self.clicked.emit(self._in_view(event.position()))
                self._held = None
            case QEvent.Type.MouseButtonDblClick:
                self.doubleClicked.emit()

    def _drag(self, to: QPointF) -> None:
        if self._held is None:
            return
        by = self._held - to
        if self._dragged or by.manhattanLength() >= QApplication.startDragDistance():
            self._held, self._dragged = to, True
            self._view.pan(by.x())
            self.moved.emit()

    def _turn(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier or abs(turned.x()) > abs(turned.y()):
            self._view.pan(-(turned.x() + turned.y()) * SIDEWAYS)
        else:
            self._view.zoom(ZOOM ** -turned.y(), self._view.place_at(self._in_view(event.position()).x()))
        self.moved.emit()

    def _in_view(self, pos: QPointF) -> QPointF:
        return self._view.mapFromScene(self._plot.mapToScene(pos.toPoint()))
