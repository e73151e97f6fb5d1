"""A table over something that grows: rows are made only when they are seen."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from inspector.gui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ROW_PIXELS = 24


class GrowingModel(QAbstractTableModel):
    """Rows that are only ever appended. Subclasses say what is in them."""

    columns: tuple[str, ...] = ()
    numeric: frozenset[int] = frozenset()
    """The columns that are set to the right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._shown = 0

    def length(self) -> int:
        """How many rows there are by now."""
        raise NotImplementedError

    def text(self, row: int, column: int) -> str:
        """What stands in a cell."""
        raise NotImplementedError

    def tip(self, row: int, column: int) -> str:
        """What a cell says when the pointer rests on it."""
        return self.text(row, column)

    def is_problem(self, row: int, column: int) -> bool:
        """Whether the cell stands for something that went wrong."""
        return False

    def icon(self, row: int, column: int) -> QIcon | None:
        """What stands before the words of a cell."""
        return None

    def grow(self) -> None:
        """Show the rows that were appended since."""
        length = self.length()
        if length > self._shown:
            self.beginInsertRows(QModelIndex(), self._shown, length - 1)
            self._shown = length
            self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._shown

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = index.row(), index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return self.tip(row, column)
            case Qt.ItemDataRole.DecorationRole:
                return self.icon(row, column)
            case Qt.ItemDataRole.TextAlignmentRole if column in self.numeric:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.ForegroundRole if self.is_problem(row, column):
                return QColor(self.theme.problem)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | Qt.AlignmentFlag | None:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in self.numeric else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return self.columns[section] if role == Qt.ItemDataRole.DisplayRole else None


class GrowingTable(QTableView):
    """A calm table: whole rows, one at a time, and its end in view while it was there."""

    picked = Signal(int)
    """the person chose this row"""

    def __init__(self, name: str, title: str, widths: tuple[int, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setToolTip(f"{title}: click a row, or use the arrow keys, to select what it stands for")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PIXELS)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        self._widths = widths
        self._quiet = False

    def show_model(self, model: GrowingModel) -> None:
        """Show another run's rows."""
        before, selection = self.model(), self.selectionModel()
        self.setModel(model)
        model.setParent(self)
        for column, width in enumerate(self._widths):
            self.setColumnWidth(column, width)
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        if before is not None:
            selection.deleteLater()
            before.deleteLater()

    def grow(self) -> None:
        """Show the rows that were appended since; stay at the end when the end was in view."""
        model = self.model()
        if not isinstance(model, GrowingModel):
            return
        bar = self.verticalScrollBar()
        at_end = bar.value() >= bar.maximum() and not self.currentIndex().isValid()
        model.grow()
        if at_end:
            self.scrollToBottom()

    def show_row(self, row: int | None) -> None:
        """Select this row without telling anybody; None selects nothing."""
        if self.model() is None:
            return
        self._quiet = True
        if row is None or row >= self.model().rowCount():
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        elif row != self.currentIndex().row():
            index = self.model().index(row, 0)
            self.setCurrentIndex(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        self._quiet = False

    def _current_changed(self, current: QModelIndex) -> None:
        if not self._quiet and current.isValid():
            self.picked.emit(current.row())
