"""A table over something that grows: rows are made only when they are seen.

A *row* is the number of a thing, in the order in which they came; its *place* is where it stands in the table, which is
another one once a person has sorted it, or asked for some rows only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from inspector.gui.find.needle import Needle
from inspector.gui.panels.row_order import RowOrder, ordered
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
        self._order = RowOrder()

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

    def key(self, row: int, column: int) -> int | str:
        """What a cell is sorted by: numbers as numbers."""
        return self.text(row, column).casefold()

    def keys(self, column: int, length: int) -> Sequence[object] | np.ndarray:
        """The keys of the first so many rows."""
        return [self.key(row, column) for row in range(length)]

    def matching(self, needle: Needle, start: int, stop: int) -> Sequence[int]:
        """The rows from `start` up to `stop` that say `needle` somewhere, or are of its number."""
        if needle.number is not None:
            return self.numbered(needle.number, start, stop)
        columns = range(len(self.columns))
        return [row for row in range(start, stop) if any(needle.is_in(self.text(row, c)) for c in columns)]

    def numbered(self, number: int, start: int, stop: int) -> Sequence[int]:
        """The rows from `start` up to `stop` whose thing has this number."""
        raise NotImplementedError

    # -- what is shown of it --------------------------------------------------------------------------------------

    def grow(self) -> None:
        """Show the rows that were appended since."""
        length = self.length()
        if length <= self._shown:
            return
        new = 0 if self._order.some_only else length - self._shown  # else they come once they were found
        places = self.rowCount()
        if new:
            self.beginInsertRows(QModelIndex(), places, places + new - 1)
        self._shown = length
        self._order.grow(length)
        if new:
            self.endInsertRows()

    def order_by(self, column: int, *, descending: bool) -> np.ndarray:
        """The rows as a column sorts them; may be called from another thread."""
        return ordered(self.keys(column, self._shown), descending=descending)

    def sort_rows(self, rows: np.ndarray | None) -> None:
        """Show the rows in this order; None: as they came."""
        self.beginResetModel()
        self._order.sort(rows, self._shown)
        self.endResetModel()

    def show_only(self, rows: Sequence[int] | np.ndarray | None) -> None:
        """Show these rows alone, given in the order in which they came; None: all."""
        self.beginResetModel()
        self._order.show_only(rows, self._shown)
        self.endResetModel()

    @property
    def all_shown(self) -> bool:
        """Whether no row is left out."""
        return not self._order.some_only

    @property
    def as_came(self) -> bool:
        """Whether every row stands where it came."""
        return self._order.plain

    def row_at(self, place: int) -> int:
        """The row that stands at this place."""
        return self._order.row_at(place)

    def place_of(self, row: int) -> int | None:
        """Where this row stands; None where it is not shown."""
        return self._order.place_of(row, self._shown)

    # -- Qt's side ------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._order.count(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.row_at(index.row()), index.column()
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
    """A calm table: whole rows, and its end in view while it was there."""

    picked = Signal(int)
    """the person chose this row"""
    sortAsked = Signal(int, bool)
    """by which column, and whether from its end; -1: as the rows came"""
    copyAsked = Signal()
    """the selected rows are to be put on the clipboard"""

    def __init__(self, name: str, title: str, widths: tuple[int, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setToolTip(f"{title}: click a row, or use the arrow keys, to select what it stands for")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PIXELS)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setToolTip("Click to sort by this column; again: from its end; once more: as the rows came")
        header.sortIndicatorChanged.connect(
            lambda column, order: self.sortAsked.emit(column, order is Qt.SortOrder.DescendingOrder)
        )
        self._widths = widths
        self._quiet = False

    def show_model(self, model: GrowingModel) -> None:
        """Show another run's rows."""
        before, selection = self.model(), self.selectionModel()
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
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

    @property
    def row(self) -> int | None:
        """The row that is selected."""
        model, current = self.model(), self.currentIndex()
        return model.row_at(current.row()) if isinstance(model, GrowingModel) and current.isValid() else None

    @property
    def rows(self) -> list[int]:
        """All rows that are selected, from top to bottom."""
        model = self.model()
        if not isinstance(model, GrowingModel):
            return []
        return [model.row_at(place) for place in sorted(one.row() for one in self.selectionModel().selectedRows())]

    def show_row(self, row: int | None) -> None:
        """Select this row without telling anybody; None selects nothing."""
        model = self.model()
        if not isinstance(model, GrowingModel):
            return
        self._quiet = True
        place = None if row is None else model.place_of(row)
        if place is None:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        elif place != self.currentIndex().row():
            index = model.index(place, 0)
            self.setCurrentIndex(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        self._quiet = False

    def pick(self, row: int) -> None:
        """Select this row as a person would."""
        self.show_row(row)
        self.picked.emit(row)

    def find_row(self, row: int) -> None:
        """Select this row as a person would, though it came only now, or is left out: then all are shown again."""
        self.grow()
        model = self.model()
        if isinstance(model, GrowingModel) and model.place_of(row) is None:
            self.show_only(None)
        self.pick(row)

    def length(self) -> int:
        """How many rows there are by now, shown or not."""
        model = self.model()
        return model.length() if isinstance(model, GrowingModel) else 0

    def matching(self, needle: Needle, start: int, stop: int) -> Sequence[int]:
        """The rows from `start` up to `stop` that say `needle`, or are of its number."""
        model = self.model()
        return model.matching(needle, start, stop) if isinstance(model, GrowingModel) else ()

    def sort_rows(self, rows: np.ndarray | None) -> None:
        """Show the rows in this order; what is selected stays so."""
        self._rearrange(lambda model: model.sort_rows(rows))

    def show_only(self, rows: Sequence[int] | np.ndarray | None) -> None:
        """Show these rows alone; None: all. What is selected stays so where it is shown."""
        self._rearrange(lambda model: model.show_only(rows))

    def _rearrange(self, change: Callable[[GrowingModel], None]) -> None:
        model, row = self.model(), self.row
        if isinstance(model, GrowingModel):
            change(model)
            self.show_row(row)

    def _current_changed(self, current: QModelIndex) -> None:
        model = self.model()
        if not self._quiet and current.isValid() and isinstance(model, GrowingModel):
            self.picked.emit(model.row_at(current.row()))
