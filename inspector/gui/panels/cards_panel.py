"""A panel of findings: cards in the order to read them, one of them chosen, and the keys that go through them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from inspector.analysis.finding import Finding
from inspector.gui.panels.cards import CauseCard, FindingCard
from inspector.gui.panels.parts import Column, label


class CardsPanel(QFrame):
    """The arrow keys go from one to the next; of what the findings are, and what stands around them, it knows nothing.

    What is chosen is shown elsewhere, where its evidence is.
    """

    zoomRequested = Signal(object)
    """the finding whose evidence the person wants to see"""
    aboutRequested = Signal(str)
    """the rule that the person wants to read about"""

    def __init__(self, title: str, summary: str, parent: QWidget | None = None) -> None:
        """`summary`: the objectName of the words at the right end of the head."""
        super().__init__(parent)
        self.cards: list[FindingCard] = []
        self.chosen: Finding | None = None
        self._summary = label(role="quiet", name=summary)
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 6)
        head.addWidget(label(title, "heading"))
        head.addStretch(1)
        head.addWidget(self._summary)
        self._column = Column(margins=(16, 4, 16, 12), spacing=8)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self._column)

    def next_finding(self) -> None:
        """Go to the next finding, round and round."""
        self._go(1)

    def previous_finding(self) -> None:
        """Go to the finding before."""
        self._go(-1)

    def _go(self, by: int) -> None:
        if not self.cards:
            return
        findings = [card.finding for card in self.cards]
        before = findings.index(self.chosen) if self.chosen in findings else min(-by, 0)
        at = (before + by) % len(findings)
        self._focus(self.cards[at], Qt.FocusReason.ShortcutFocusReason)
        self.zoom(findings[at])

    def zoom(self, finding: Finding) -> None:
        """Ask for the evidence of a finding."""
        self.chosen = finding
        self._mark()
        self.zoomRequested.emit(finding)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        focused = self._focused()
        if by is None or focused is None:
            event.ignore()
            return
        at = min(max(focused + by, 0), len(self.cards) - 1)
        self._focus(self.cards[at], Qt.FocusReason.TabFocusReason)

    def _clear(self) -> None:
        self._column.clear()
        self.cards = []

    def _add(self, card: FindingCard) -> None:
        """A cause at the edge, what came of it a little to the right."""
        card.zoomRequested.connect(self.zoom)
        card.aboutRequested.connect(self.aboutRequested)
        if isinstance(card, CauseCard):
            self._column.column.addWidget(card)
        else:
            row = QWidget()
            indent = QHBoxLayout(row)
            indent.setContentsMargins(14, 0, 0, 0)
            indent.addWidget(card)
            self._column.column.addWidget(row)
        self.cards.append(card)

    def _focus(self, card: FindingCard, reason: Qt.FocusReason) -> None:
        card.setFocus(reason)
        self._column.ensureWidgetVisible(card)

    def _focused(self) -> int | None:
        return next((at for at, card in enumerate(self.cards) if card.hasFocus()), None)

    def _mark(self) -> None:
        for card in self.cards:
            card.mark(card.finding == self.chosen)
