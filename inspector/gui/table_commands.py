"""What a person does with a whole table: sort it by a column, and copy it."""

from __future__ import annotations

from functools import partial

import numpy as np
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from inspector.analysis.wording import count
from inspector.gui.actions import Actions
from inspector.gui.background import Background
from inspector.gui.bottom_panel import BottomPanel
from inspector.gui.message_strip import MessageStrip
from inspector.gui.panels.csv_text import csv_of
from inspector.gui.panels.table_panel import GrowingModel, GrowingTable


class TableCommands(QObject):
    """Sorts and writes off the window's thread: a table may have millions of rows."""

    def __init__(
        self,
        window: QWidget,
        commands: Actions,
        bottom: BottomPanel,
        background: Background,
        message: MessageStrip,
    ) -> None:
        super().__init__(window)
        self._bottom = bottom
        self._background = background
        self._message = message
        commands.copy_table.triggered.connect(self._copy_table)
        for table in bottom.tables:
            table.sortAsked.connect(partial(self._sort, table))
            table.copyAsked.connect(partial(self.copy_rows, table))
            keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), table)
            keys.setContext(Qt.ShortcutContext.WidgetShortcut)
            keys.activated.connect(table.copyAsked)

    def copy_rows(self, table: GrowingTable) -> None:
        """Put the selected rows of a table on the clipboard."""
        model = table.model()
        if isinstance(model, GrowingModel) and table.rows:
            self._copied(csv_of(model, table.rows), len(table.rows))

    def _copy_table(self) -> None:
        table = self._bottom.tabs.currentWidget()
        model = table.model() if isinstance(table, GrowingTable) else None
        if not isinstance(model, GrowingModel):
            self._message.note(
                "Go to the events, the batches, the epochs or the steps first: the source and the log are no tables."
            )
            return
        rows = [model.row_at(place) for place in range(model.rowCount())]
        self._message.under_way(f"Copying {count(len(rows), 'row')}…")
        self._background.run(lambda: csv_of(model, rows), lambda text: self._copied(text, len(rows)), _raise)

    def _copied(self, text: str, rows: int) -> None:
        QGuiApplication.clipboard().setText(text)
        self._message.note(f"{count(rows, 'row is', 'rows are')} on the clipboard, as CSV.")

    def _sort(self, table: GrowingTable, column: int, descending: bool) -> None:
        model = table.model()
        if not isinstance(model, GrowingModel):
            return
        if column < 0:
            table.sort_rows(None)
            return
        self._background.run(
            lambda: model.order_by(column, descending=descending), partial(self._show_order, table, model), _raise
        )

    def _show_order(self, table: GrowingTable, model: GrowingModel, rows: np.ndarray) -> None:
        if table.model() is model:  # else another run has begun
            table.sort_rows(rows)


def _raise(problem: Exception) -> None:
    raise problem
