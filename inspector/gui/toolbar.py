"""The row of buttons over the window's contents."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from inspector.gui.actions import Actions


class Toolbar(QFrame):
    """Buttons for the actions that are used most."""

    def __init__(self, actions: Actions, runs: QWidget, find: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("toolbar")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 8, 14, 8)
        self._row.setSpacing(6)
        self._button(actions.open)
        self._button(actions.run, "▶ Run")
        self._button(actions.stop, "■ Stop")
        self._row.addSpacing(14)
        self._segments(actions.timeline_view, actions.grid_view)
        self._row.addSpacing(8)
        self._segments(actions.time_axis, actions.step_axis)
        self._row.addSpacing(14)
        self._button(actions.fit_view)
        self._button(actions.follow)
        self._row.addSpacing(8)
        self._row.addWidget(runs)
        self._row.addStretch(1)
        self._button(actions.copy_picture)
        self._button(actions.export_picture)
        self._row.addSpacing(8)
        self._row.addWidget(find, 1)

    def _segments(self, first: QAction, last: QAction) -> None:
        """Two buttons as one: one of the two is on."""
        self._button(first).setProperty("segment", "first")
        self._row.addSpacing(-6)
        self._button(last).setProperty("segment", "last")

    def _button(self, action: QAction, text: str = "") -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setObjectName(action.objectName().replace("action", "button"))
        button.setAccessibleName(action.text())
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if text:
            button.setText(text)
            # A change of the action writes its own text on the button again.
            action.changed.connect(lambda: button.setText(text))
        self._row.addWidget(button)
        return button
