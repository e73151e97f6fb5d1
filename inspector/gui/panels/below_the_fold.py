"""At the foot of a column of cards: that more of them follow below what is in view, and how many."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from inspector.analysis.wording import count
from inspector.gui.panels.cards import ConsequenceCard, FindingCard


class BelowTheFold(QPushButton):
    """Seen only while something follows. What stands next in the column is asked for by a click."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("belowTheFold")
        self.setProperty("role", "fold")
        self.setAccessibleName("Findings below")
        self.setToolTip("Scroll to what follows; N goes from finding to finding")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it vanishes at the end; N and the arrow keys go there as well
        self.hide()

    def tell(self, cards: Sequence[FindingCard]) -> None:
        """These cards follow."""
        self.setVisible(bool(cards))
        if cards:
            consequences = all(isinstance(card, ConsequenceCard) for card in cards)
            words = f"{count(len(cards), 'consequence' if consequences else 'finding')} below"
            self.setText(f"↓  {words}")
            self.setAccessibleName(words)
