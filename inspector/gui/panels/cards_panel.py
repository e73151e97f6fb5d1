"""A panel of findings: cards in the order to read them, one of them chosen, and the keys that go through them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from inspector.analysis.finding import Finding
from inspector.gui.panels.below_the_fold import BelowTheFold
from inspector.gui.panels.cards import CauseCard, FindingCard
from inspector.gui.panels.parts import Column, label

HEAD_PIXELS = 30
"""Of a card: what must be in view of it to be seen at all."""
MARGIN_PIXELS = 4
"""Over and under a card that is brought into view."""


class CardsPanel(QFrame):
    """The arrow keys go from one to the next; of what the findings are, and what stands around them, it knows nothing.

    What is chosen is shown elsewhere, where its evidence is. Its card stays in view until the person scrolls, though
    the panel be made lower, or filled anew.
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
        self._kept: Finding | None = None
        """What stays in view."""
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
        box.addWidget(self._column, 1)
        self._below = BelowTheFold()
        self._below.clicked.connect(self._scroll_on)
        box.addWidget(self._below)
        bar = self._column.verticalScrollBar()
        bar.actionTriggered.connect(self._let_go)
        # Not at once: both come amid the laying out of this panel, which what is told of the rest has a place in.
        bar.valueChanged.connect(self._tell_below, Qt.ConnectionType.QueuedConnection)
        bar.rangeChanged.connect(self._laid_out, Qt.ConnectionType.QueuedConnection)

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
        self.cards[at].setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.zoom(findings[at])

    def zoom(self, finding: Finding) -> None:
        """Ask for the evidence of a finding."""
        self.chosen = finding
        self._mark()
        self._keep_in_view(finding)
        self.zoomRequested.emit(finding)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        focused = self._focused()
        if by is None or focused is None:
            event.ignore()
            return
        at = min(max(focused + by, 0), len(self.cards) - 1)
        self.cards[at].setFocus(Qt.FocusReason.TabFocusReason)
        self._keep_in_view(self.cards[at].finding)

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

    def _focused(self) -> int | None:
        return next((at for at, card in enumerate(self.cards) if card.hasFocus()), None)

    def _mark(self) -> None:
        for card in self.cards:
            card.mark(card.finding == self.chosen)

    # -- what is in view ------------------------------------------------------------------------------------------

    @property
    def _room(self) -> int:
        """How much of the column is in view while something follows below it.

        The same where nothing does: else what is told of the rest would come and go with the room that it takes.
        """
        return self.height() - self._column.y() - self._below.sizeHint().height()

    def _top(self, card: FindingCard) -> int:
        return card.mapTo(self._column.inside, QPoint(0, 0)).y()

    def _keep_in_view(self, finding: Finding) -> None:
        self._kept = finding
        self._laid_out()

    def _let_go(self) -> None:
        self._kept = None

    def _laid_out(self) -> None:
        for card in self.cards:
            if card.finding == self._kept:
                self._show_whole(card)
                break
        self._tell_below()

    def _show_whole(self, card: FindingCard) -> None:
        """All of the card, or its top where it is higher than the view."""
        bar, top = self._column.verticalScrollBar(), self._top(card) - MARGIN_PIXELS
        least = top + card.height() + 2 * MARGIN_PIXELS - self._room
        bar.setValue(min(max(bar.value(), least), top))

    def _following(self) -> list[FindingCard]:
        end = self._column.verticalScrollBar().value() + self._room
        return [card for card in self.cards if self._top(card) + HEAD_PIXELS > end]

    def _tell_below(self) -> None:
        self._below.tell(self._following())

    def _scroll_on(self) -> None:
        self._let_go()
        following = self._following()
        if following:
            self._column.verticalScrollBar().setValue(self._top(following[0]) - MARGIN_PIXELS)
