"""The actions that change what the timeline, or the grid, shows of a run; they reach the one that is in view."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from inspector.gui.actions import Actions
from inspector.gui.centre import Centre
from inspector.gui.selection_model import SelectionModel
from inspector.gui.timeline.axis import Axis


class ViewCommands(QObject):
    """Connects the two with the actions, and keeps their check marks true."""

    def __init__(self, commands: Actions, centre: Centre, selection: SelectionModel, parent: QObject) -> None:
        super().__init__(parent)
        self._commands = commands
        self._centre = centre
        self._selection = selection
        self._history_changed(False, False)
        centre.timelineMade.connect(self._timeline_made)
        centre.gridMade.connect(self._grid_made)
        commands.timeline_view.triggered.connect(lambda: self._show_as_grid(False))
        commands.grid_view.triggered.connect(lambda: self._show_as_grid(True))
        commands.fit_view.triggered.connect(lambda: self._centre.shown.fit_view())
        commands.follow.triggered.connect(lambda follow: self._centre.shown.set_follow(follow))
        commands.undo_view.triggered.connect(lambda: self._centre.shown.go_back())
        commands.redo_view.triggered.connect(lambda: self._centre.shown.go_forward())
        commands.select_next.triggered.connect(lambda: self._centre.shown.select_next())
        commands.select_previous.triggered.connect(lambda: self._centre.shown.select_previous())

    def _timeline_made(self) -> None:
        timeline, commands = self._centre.load_timeline(), self._commands
        timeline.selected.connect(self._selection.set)
        timeline.followChanged.connect(commands.follow.setChecked)
        commands.follow.setChecked(timeline.following)
        commands.time_axis.triggered.connect(lambda: timeline.set_axis(Axis.TIME))
        commands.step_axis.triggered.connect(lambda: timeline.set_axis(Axis.STEP))
        timeline.historyChanged.connect(self._history_changed)
        timeline.axisChanged.connect(lambda axis: self._action_of(axis).setChecked(True))
        if commands.step_axis.isChecked():
            timeline.set_axis(Axis.STEP)

    def _grid_made(self) -> None:
        grid = self._centre.grid
        assert grid is not None
        grid.selected.connect(self._selection.set)
        grid.followChanged.connect(self._commands.follow.setChecked)
        grid.historyChanged.connect(self._history_changed)

    def _show_as_grid(self, as_grid: bool) -> None:
        centre, commands = self._centre, self._commands
        for axis in (commands.time_axis, commands.step_axis):  # the grid has neither
            axis.setEnabled(not as_grid)
        centre.show_as_grid(as_grid)
        if not centre.has_run:
            return
        centre.select(self._selection.current)
        commands.follow.setChecked(centre.shown.following)
        self._history_changed(*centre.shown.can_go)

    def _history_changed(self, back: bool, forward: bool) -> None:
        self._commands.undo_view.setEnabled(back)
        self._commands.redo_view.setEnabled(forward)

    def _action_of(self, axis: Axis) -> QAction:
        return self._commands.step_axis if axis is Axis.STEP else self._commands.time_axis
