"""What is selected, shown everywhere at once: in the timeline, the tables, the source and the details."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from inspector.gui.bottom_panel import BottomPanel
from inspector.gui.centre import Centre
from inspector.gui.panels.description import describe, describe_event
from inspector.gui.panels.line_calls import calls_at, line_of, next_call
from inspector.gui.right_column import RightColumn
from inspector.gui.run_controller import RunController
from inspector.gui.selection import Selection
from inspector.gui.selection_model import SelectionModel


class Linking(QObject):
    """Tells each part what a person selected in one of the others."""

    def __init__(
        self,
        controller: RunController,
        selection: SelectionModel,
        centre: Centre,
        right: RightColumn,
        bottom: BottomPanel,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._controller = controller
        self._selection = selection
        self._centre = centre
        self._details = right.details
        self._bottom = bottom
        selection.changed.connect(self._changed)
        bottom.selected.connect(selection.set)
        bottom.eventPicked.connect(self._describe_event)
        bottom.source.picked.connect(self.select_next_of_line)
        right.findings.zoomRequested.connect(centre.zoom_to)
        right.findings.lineRequested.connect(self._show_line)

    def describe(self) -> None:
        """Say what is known by now of what is selected."""
        run, selection = self._controller.run, self._selection.current
        if run is None or selection is None:
            self._details.show_description(None)
        else:
            found = describe(run, selection, self._bottom.consumers, self._bottom.bad_values)
            self._details.show_description(found)

    def select_next_of_line(self, line: int) -> None:
        """Select what a line of the source made: the next thing after what is selected, round and round."""
        run, source, current = self._controller.run, self._bottom.source, self._selection.current
        if run is not None and source.path is not None:
            after = None if current is None else current.seq
            found = next_call(run, source.path, source.sites, line, after)
            if found is not None:
                self._selection.set(found)

    def show_rows_of_line(self, line: int) -> None:
        """Show in the events what a line of the source made, and nothing else."""
        run, source, events = self._controller.run, self._bottom.source, self._bottom.events
        if run is not None and source.path is not None:
            made = calls_at(run, source.path, source.sites, line)
            self._bottom.tabs.setCurrentWidget(events)
            events.show_only([selection.seq for selection in made if selection.seq is not None])
            self._bottom.count()

    def _changed(self, selection: Selection | None) -> None:
        self._centre.select(selection)
        self._bottom.show_selection(selection)
        self._mark_line(selection)
        self.describe()

    def _mark_line(self, selection: Selection | None) -> None:
        run, source = self._controller.run, self._bottom.source
        if run is None or source.path is None or selection is None:
            source.mark_line(None)
        else:
            source.mark_line(line_of(run, source.path, source.sites, selection))

    def _describe_event(self, number: int) -> None:
        self._selection.set(None)
        if self._controller.run is not None:
            self._details.show_description(describe_event(self._controller.run, number))

    def _show_line(self, file: str, line: int) -> None:
        path, request = Path(file), self._controller.request
        if not path.is_absolute() and request is not None:
            path = request.module.parent / path
        self._bottom.tabs.setCurrentWidget(self._bottom.source)
        self._bottom.source.show_file(path, line)
