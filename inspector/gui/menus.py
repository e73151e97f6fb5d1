"""The menus that a right click opens, or the menu key: what can be done with just this."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from inspector.gui.actions import Actions
from inspector.gui.bottom_panel import BottomPanel
from inspector.gui.centre import Centre
from inspector.gui.linking import Linking
from inspector.gui.panels.cards import FindingCard
from inspector.gui.panels.findings_panel import FindingsPanel
from inspector.gui.panels.table_panel import GrowingModel, GrowingTable

WAYS = (
    (Qt.SortOrder.AscendingOrder, "from its beginning"),
    (Qt.SortOrder.DescendingOrder, "from its end"),
)


class ContextMenus(QObject):
    """One for the timeline, one for the tables, one for a finding, one for a line of the source."""

    def __init__(
        self,
        window: QWidget,
        commands: Actions,
        centre: Centre,
        findings: FindingsPanel,
        bottom: BottomPanel,
        linking: Linking,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._commands = commands
        self._centre = centre
        self._bottom = bottom
        self._linking = linking
        self.opened: QMenu | None = None
        """the one that was opened last; it is gone once it is closed"""
        centre.timelineMade.connect(lambda timeline: timeline.menuAsked.connect(self._for_timeline))
        centre.gridMade.connect(lambda grid: grid.menuAsked.connect(self._for_timeline))
        findings.menuAsked.connect(self._for_finding)
        bottom.source.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        bottom.source.customContextMenuRequested.connect(self._for_source)
        for table in bottom.tables:
            table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            table.customContextMenuRequested.connect(partial(self._for_table, table))

    def _for_timeline(self, at: QPoint) -> None:
        commands = self._commands
        menu = self._menu("timelineMenu")
        menu.addAction(commands.copy_explanation)
        for table in (self._bottom.events, self._bottom.batches):
            self._add(menu, f"Show in {table.accessibleName()}", partial(self._show, table), table.row is not None)
        menu.addSeparator()
        menu.addActions([commands.fit_view, commands.undo_view, commands.redo_view])
        menu.addSeparator()
        menu.addActions([commands.copy_picture, commands.export_picture])
        menu.popup(at)

    def _for_table(self, table: GrowingTable, at: QPoint) -> None:
        model = table.model()
        if not isinstance(model, GrowingModel):
            return
        menu = self._menu("tableMenu")
        menu.addAction(self._commands.copy_explanation)
        self._add(menu, "Copy rows as CSV", table.copyAsked.emit, bool(table.rows))
        menu.addAction(self._commands.copy_table)
        menu.addSeparator()
        sort = menu.addMenu("Sort by")
        header = table.horizontalHeader()
        for column, name in enumerate(model.columns):
            for order, way in WAYS:
                self._add(sort, f"{name}, {way}", partial(header.setSortIndicator, column, order))
        as_came = partial(header.setSortIndicator, -1, Qt.SortOrder.AscendingOrder)
        self._add(menu, "Rows as they came", as_came, not model.as_came)
        self._add(menu, "All rows", self._bottom.show_all, not model.all_shown)
        menu.popup(table.viewport().mapToGlobal(at))

    def _for_finding(self, card: FindingCard, at: QPoint) -> None:
        menu = self._menu("findingMenu")
        if not card.findChildren(QPushButton, "zoomButton"):
            self._add(menu, "Zoom", partial(card.zoomRequested.emit, card.finding))
        for button in card.findChildren(QPushButton):
            self._add(menu, button.text(), button.click).setToolTip(button.toolTip())
        menu.popup(at)

    def _for_source(self, at: QPoint) -> None:
        source, commands = self._bottom.source, self._commands
        line = source.cursorForPosition(at).blockNumber() + 1
        menu = self._menu("sourceMenu")
        noted = line in source.notes
        self._add(menu, "Select the next of this line", partial(self._linking.select_next_of_line, line), noted)
        self._add(menu, "Only these in the events", partial(self._linking.show_rows_of_line, line), noted)
        menu.addAction(commands.copy_explanation)
        menu.addSeparator()
        self._add(menu, "Copy", source.copy, source.textCursor().hasSelection())
        menu.popup(source.viewport().mapToGlobal(at))

    def _show(self, table: GrowingTable) -> None:
        self._bottom.tabs.setCurrentWidget(table)
        table.setFocus()

    def _menu(self, name: str) -> QMenu:
        menu = self.opened = QMenu(self._window)
        menu.setObjectName(name)
        menu.setToolTipsVisible(True)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _add(self, menu: QMenu, text: str, do: Callable[[], object], enabled: bool = True) -> QAction:
        action = menu.addAction(text)
        action.triggered.connect(lambda: do())
        action.setEnabled(enabled)
        return action
