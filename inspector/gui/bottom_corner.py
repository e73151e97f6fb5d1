"""At the right of the tabs at the foot: which rows, or which lines, of the tab are shown."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from inspector.gui.panels.log_levels import LogLevels
from inspector.gui.panels.parts import label


class BottomCorner(QWidget):
    """Shows what there is to choose in the tab that is in view, and nothing else."""

    allAsked = Signal()
    """all rows are to be shown again"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bottomCorner")
        self.levels = LogLevels()
        self.count = label(role="quiet", name="rowsShown")
        self.all_rows = QPushButton("All rows")
        self.all_rows.setObjectName("allRowsButton")
        self.all_rows.setToolTip("Show all rows of the table again")
        self.all_rows.setProperty("role", "link")
        self.all_rows.clicked.connect(self.allAsked)
        self.only_matches = QToolButton()
        self.only_matches.setProperty("role", "slim")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 14, 2)
        row.setSpacing(12)
        for part in (self.count, self.all_rows, self.only_matches, self.levels):
            row.addWidget(part)
            part.hide()

    def offer(self, only_matches: QAction) -> None:
        """Offer this action of the window beside the tables, while there is something to match."""
        self.only_matches.setDefaultAction(only_matches)
        self.only_matches.setObjectName("buttonOnlyMatches")
        self.only_matches.setAccessibleName(only_matches.text())

    def show_table(self, shown: int, of: int) -> None:
        """A table is in view, with so many of its rows."""
        left_out = shown < of
        self.levels.hide()
        rows = "row" if of == 1 else "rows"
        self.count.setText(f"{shown:,} of {of:,} {rows}" if left_out else f"{of:,} {rows}")
        self.count.show()
        self.all_rows.setVisible(left_out)
        action = self.only_matches.defaultAction()
        self.only_matches.setVisible(action is not None and action.isEnabled())

    def show_log(self, log: bool) -> None:
        """The log is in view, or the source."""
        for part in (self.count, self.all_rows, self.only_matches):
            part.hide()
        self.levels.setVisible(log)
