"""The tabs at the foot of the window: the person's file, the events, the batches, the log, the epochs and the steps."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QTabWidget, QVBoxLayout, QWidget

from inspector.analysis.consumers import Consumers
from inspector.analysis.run import Run
from inspector.gui.background import Background
from inspector.gui.bottom_corner import BottomCorner
from inspector.gui.panels.bad_values import BadValues
from inspector.gui.panels.batches_table import BatchesModel, BatchesTable
from inspector.gui.panels.epochs_table import EpochsModel, EpochsTable
from inspector.gui.panels.events_table import EventsModel, EventsTable
from inspector.gui.panels.log_panel import LogPanel
from inspector.gui.panels.source_panel import SourcePanel
from inspector.gui.panels.steps_table import StepsModel, StepsTable
from inspector.gui.panels.table_panel import GrowingModel, GrowingTable
from inspector.gui.selection import Selection
from inspector.gui.theme import Theme

COUNTED = {
    "Events": "how many events were recorded",
    "Batches": "how many batches were made; a next() that gave none has a row too",
    "Log": "how much was printed, warned of and raised",
    "Epochs": "how many epochs began; one that was asked for and never began has a row too",
    "Steps": "how many steps began; one that its epoch lacks has a row too",
}
"""What the number in the name of a tab counts: what came, by one rule, whether the tab was looked at or not."""


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
        self.epochs = EpochsTable()
        self.steps = StepsTable()
        self.tables: tuple[GrowingTable, ...] = (self.events, self.batches, self.epochs, self.steps)
        self.searched: tuple[GrowingTable | LogPanel, ...] = (
            self.events, self.batches, self.epochs, self.steps, self.log,
        )  # fmt: skip
        """What Find looks through, in this order."""
        self.consumers: Consumers | None = None
        self.bad_values: BadValues | None = None
        self._theme = theme
        self._run: Run | None = None
        self._models: tuple[GrowingModel, ...] = ()
        self._build()
        self.tabs.currentChanged.connect(self.grow)
        self.corner.allAsked.connect(self.show_all)
        self.corner.levels.chosen.connect(self.log.show_levels)
        self.events.picked.connect(self._event_picked)
        self.batches.picked.connect(lambda row: self.selected.emit(self.batches.selection_at(row)))
        self.epochs.picked.connect(lambda row: self.selected.emit(self.epochs.selection_at(row)))
        self.steps.picked.connect(lambda row: self.selected.emit(self.steps.selection_at(row)))

    def _build(self) -> None:
        self.tabs = QTabWidget()
        self.tabs.setObjectName("bottomTabs")
        self.tabs.setAccessibleName("Source, tables and log")
        self.tabs.tabBar().setAccessibleName("Source, tables and log")
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setExpanding(False)
        for widget, title in (
            (self.source, "Source"),
            (self.events, "Events"),
            (self.batches, "Batches"),
            (self.log, "Log"),
            (self.epochs, "Epochs"),
            (self.steps, "Steps"),
        ):
            at = self.tabs.addTab(widget, title)
            if title in COUNTED:
                self.tabs.setTabToolTip(at, f"The number: {COUNTED[title]}")
        self.corner = BottomCorner()
        self.tabs.setCornerWidget(self.corner)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.tabs)

    def show_run(self, run: Run) -> None:
        """Begin another run."""
        self._run, self.consumers, self.bad_values = run, Consumers(run), BadValues(run)
        self._models = (
            EventsModel(run, self._theme),
            BatchesModel(run, self.consumers, self.bad_values, self._theme),
            EpochsModel(run, self._theme),
            StepsModel(run, self._theme),
        )
        for table, model in zip(self.tables, self._models, strict=True):
            table.show_model(model)
        self.log.show_run(run)
        self.source.show_run(run)
        self.grow()

    def grow(self) -> None:
        """Show what came since, in the tab that is in view."""
        if self._run is None or self.consumers is None or self.bad_values is None:
            return
        self.bad_values.update()
        shown = self.tabs.currentWidget()
        if isinstance(shown, (GrowingTable, LogPanel)):
            shown.grow()
        if shown is self.batches:
            self.batches.viewport().update()  # a batch of long ago may have been replayed
        self._number_tabs(self._run)
        self.count()

    def _number_tabs(self, run: Run) -> None:
        numbers = (
            run.cursor,
            sum(len(source.yielded) for source in run.sources.values()),
            len(run.log),
            len(run.epochs),
            sum(map(len, run.steps.values())),
        )
        for at, (title, number) in enumerate(zip(COUNTED, numbers, strict=True), start=1):
            self.tabs.setTabText(at, f"{title} {number:,}" if number else title)

    def count(self) -> None:
        """Say at the right how much of the tab is shown, and what there is to choose."""
        shown = self.tabs.currentWidget()
        model = shown.model() if isinstance(shown, GrowingTable) else None
        if isinstance(model, GrowingModel):
            self.corner.show_table(model.rowCount(), model.length())
        else:
            self.corner.show_log(shown is self.log)

    def show_selection(self, selection: Selection | None) -> None:
        """Select the rows of what is selected elsewhere."""
        if self._run is None:
            return
        self.events.grow()
        self.batches.grow()
        self.batches.show_selection(self._run, selection)
        if self._run.over or self.tabs.currentWidget() is self.epochs:  # counting them takes time, while they grow
            self.epochs.grow()
            self.epochs.show_selection(selection)
        self.steps.grow()
        self.steps.show_selection(selection)
        at = self.events.row
        if at is None or self.events.selection_at(self._run, at) != selection:
            self.events.show_row(None if selection is None else selection.seq)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        for model in self._models:
            model.theme = theme
        self.log.set_theme(theme)
        self.source.set_theme(theme)

    def show_all(self) -> None:
        """Show all rows of the table in view again."""
        table = self.tabs.currentWidget()
        if isinstance(table, GrowingTable):
            table.show_only(None)
        self.count()

    def _event_picked(self, row: int) -> None:
        if self._run is None:
            return
        selection = self.events.selection_at(self._run, row)
        if selection is None:
            self.eventPicked.emit(row)
        else:
            self.selected.emit(selection)
