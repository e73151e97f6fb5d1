"""The actions that change what the timeline shows of a run; they reach it once it is made."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from inspector.gui.actions import Actions
from inspector.gui.centre import Centre
from inspector.gui.selection_model import SelectionModel
from inspector.gui.timeline.axis import Axis


class ViewCommands(QObject):
    """Connects the timeline with the actions, and keeps their check marks true."""

    def __init__(self, commands: Actions, centre: Centre, selection: SelectionModel, parent: QObject) -> None:
        super().__init__(parent)
        self._commands = commands
        self._centre = centre
        self._selection = selection
        self._history_changed(False, False)
        centre.timelineMade.connect(self._connect)

    def _connect(self) -> None:
        timeline, commands = self._centre.load_timeline(), self._commands
        timeline.selected.connect(self._selection.set)
        timeline.followChanged.connect(commands.follow.setChecked)
        commands.follow.setChecked(timeline.following)
        commands.follow.triggered.connect(timeline.set_follow)
        commands.fit_view.triggered.connect(timeline.fit_view)
        commands.time_axis.triggered.connect(lambda: timeline.set_axis(Axis.TIME))
        commands.step_axis.triggered.connect(lambda: timeline.set_axis(Axis.STEP))
        commands.undo_view.triggered.connect(timeline.go_back)
        commands.redo_view.triggered.connect(timeline.go_forward)
        timeline.historyChanged.connect(self._history_changed)
        timeline.axisChanged.connect(lambda axis: self._action_of(axis).setChecked(True))
        commands.select_next.triggered.connect(timeline.select_next)
        commands.select_previous.triggered.connect(timeline.select_previous)
        if commands.step_axis.isChecked():
            timeline.set_axis(Axis.STEP)

    def _history_changed(self, back: bool, forward: bool) -> None:
        self._commands.undo_view.setEnabled(back)
        self._commands.redo_view.setEnabled(forward)

    def _action_of(self, axis: Axis) -> QAction:
        return self._commands.step_axis if axis is Axis.STEP else self._commands.time_axis
