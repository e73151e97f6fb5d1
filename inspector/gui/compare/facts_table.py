"""Both runs beside each other as a table: what was asked, how they ended, how long things took."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from inspector.gui.compare.facts import Fact
from inspector.gui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("", "A", "B")
HIGHEST = 72
"""Pixels of a row with so many lines that the last ends with dots: an exception may tell a whole page."""


class FactsModel(QAbstractTableModel):
    """A line a fact; where both differ a sign says so as the colour does."""

    def __init__(self, facts: list[Fact], theme: Theme) -> None:
        super().__init__()
        self.facts, self._theme = facts, theme

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.facts)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        fact = self.facts[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                words = (fact.what, fact.a, fact.b)[index.column()]
                return f"≠ {words}" if fact.differs and not index.column() else words
            case Qt.ItemDataRole.ForegroundRole if not index.column():
                return QColor(self._theme.peek if fact.differs else self._theme.quiet)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


class FactsTable(QTableView):
    """Read only; Tab leaves it. What is too long for a line takes another."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compareFacts")
        self.setAccessibleName("Both runs")
        self.setToolTip("What was asked for, how each ended, and how long things took")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMaximumSectionSize(HIGHEST)
        self.horizontalHeader().setHighlightSections(False)

    def show_facts(self, facts: list[Fact], theme: Theme) -> None:
        """Show these."""
        before, selection = self.model(), self.selectionModel()
        model = FactsModel(facts, theme)
        model.setParent(self)
        self.setModel(model)
        header = self.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.resizeRowsToContents()
        if before is not None:
            selection.deleteLater()
            before.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resizeRowsToContents()  # a line may take another now
