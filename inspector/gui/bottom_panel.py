"""The tabs at the foot of the window: the person's file, the events, the batches and the log."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QTabWidget, QVBoxLayout, QWidget

from inspector.analysis.consumers import Consumers
from inspector.analysis.run import Run
from inspector.gui.background import Background
from inspector.gui.panels.bad_values import BadValues
from inspector.gui.panels.batches_table import BatchesModel, BatchesTable
from inspector.gui.panels.events_table import EventsModel, EventsTable
from inspector.gui.panels.log_panel import LogPanel
from inspector.gui.panels.source_panel import SourcePanel
from inspector.gui.panels.table_panel import GrowingModel
from inspector.gui.selection import Selection
from inspector.gui.theme import Theme


class BottomPanel(QFrame):
    """Keeps the tables in step with the run; a tab that is not in view only counts."""

    selected = Signal(object)
    """a `Selection` that the person chose in a table"""
    eventPicked = Signal(int)
    """the number of an event that stands for nothing that can be selected"""

    def __init__(self, background: Background, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bottomPanel")
        self.source = SourcePanel(background, theme)
        self.events = EventsTable()
        self.batches = BatchesTable()
        self.log = LogPanel(theme)
        self.consumers: Consumers | None = None
        self.bad_values: BadValues | None = None
        self._theme = theme
        self._run: Run | None = None
        self._models: tuple[GrowingModel, ...] = ()
        self.tabs = QTabWidget()
        self.tabs.setObjectName("bottomTabs")
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setExpanding(False)
        for widget, title in (
            (self.source, "Source"),
            (self.events, "Events"),
            (self.batches, "Batches"),
            (self.log, "Log"),
        ):
            self.tabs.addTab(widget, title)
        self.tabs.currentChanged.connect(self.grow)
        self.events.picked.connect(self._event_picked)
        self.batches.picked.connect(lambda row: self.selected.emit(self.batches.selection_at(row)))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.tabs)

    def show_run(self, run: Run) -> None:
        """Begin another run."""
        self._run, self.consumers, self.bad_values = run, Consumers(run), BadValues(run)
        events = EventsModel(run, self._theme)
        batches = BatchesModel(run, self.consumers, self.bad_values, self._theme)
        self.events.show_model(events)
        self.batches.show_model(batches)
        self._models = (events, batches)
        self.log.show_run(run)
        self.source.show_run(run)
        self.grow()

    def grow(self) -> None:
        """Show what came since, in the tab that is in view."""
        if self._run is None or self.consumers is None or self.bad_values is None:
            return
        self.consumers.update()
        self.bad_values.update()
        shown = self.tabs.currentWidget()
        if shown is self.events:
            self.events.grow()
        elif shown is self.batches:
            self.batches.grow()
            self.batches.viewport().update()  # a batch of long ago may have been replayed
        elif shown is self.log:
            self.log.grow()
        batches = sum(len(source.yielded) for source in self._run.sources.values())
        for at, number in ((1, self._run.cursor), (2, batches), (3, len(self._run.log))):
            title = self.tabs.tabText(at).split(" ")[0]
            self.tabs.setTabText(at, f"{title} {number:,}" if number else title)

    def show_selection(self, selection: Selection | None) -> None:
        """Select the rows of what is selected elsewhere."""
        if self._run is None:
            return
        self.events.grow()
        self.batches.grow()
        self.batches.show_selection(self._run, selection)
        at = self.events.currentIndex().row()
        if at < 0 or self.events.selection_at(self._run, at) != selection:
            self.events.show_row(None if selection is None else selection.seq)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        for model in self._models:
            model.theme = theme
        self.log.set_theme(theme)
        self.source.set_theme(theme)

    def _event_picked(self, row: int) -> None:
        if self._run is None:
            return
        selection = self.events.selection_at(self._run, row)
        if selection is None:
            self.eventPicked.emit(row)
        else:
            self.selected.emit(selection)
