"""The column at the right: the findings, and under them the details of what is selected."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from inspector.gui.panels.details_panel import DetailsPanel
from inspector.gui.panels.findings_panel import FindingsPanel

LEAST_SHARE, MOST_SHARE = 0.18, 0.48
"""Of the height, for the details."""


class RightColumn(QSplitter):
    """The details grow when there is something to tell; once a person moved the line between them, it stays."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setObjectName("rightSplitter")
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.findings = FindingsPanel()
        self.details = DetailsPanel()
        self.addWidget(self.findings)
        self.addWidget(self.details)
        self._chosen: int | None = None
        """How high a person made the details."""
        self.splitterMoved.connect(self._moved)
        # Not at once: a label that was just added is counted by its layout from the next turn of the loop on.
        self.details.changed.connect(self._share_out, Qt.ConnectionType.QueuedConnection)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()

    @property
    def chosen_height(self) -> int | None:
        """How high the details are, where a person chose that."""
        return self._chosen

    def choose_height(self, height: int | None) -> None:
        """Make the details this high, as if by hand; None: as there is to tell."""
        self._chosen = height
        self._share_out()

    def _moved(self) -> None:
        self._chosen = self.sizes()[1]

    def _share_out(self) -> None:
        below = self._chosen
        if below is None:
            wanted = max(round(self.height() * LEAST_SHARE), self.details.needed_height())
            below = min(wanted, round(self.height() * MOST_SHARE))
        self.setSizes([self.height() - below, below])
