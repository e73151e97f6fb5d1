"""The strip over the timeline: one badge an epoch, with a cell for each of its steps and what else is true of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.gui.selection import Selection, Thing
from inspector.gui.spot_tip import spot_tip
from inspector.gui.theme import Theme
from inspector.gui.timeline.badge_words import tell_badge
from inspector.gui.timeline.epoch_badge import EpochBadge
from inspector.gui.timeline.strip_layout import Detail, Slot, lay_out_strip, ranks_of
from inspector.gui.timeline.strip_paint import CARD_HEIGHT, THIN_HEIGHT, StripPainter

MARGIN = 12
MOST_DESCRIBED = 30
"""More epochs than this are described one at a time, as they are selected."""
WHAT = "One card an epoch, with a cell for each step. Arrow keys select."


class EpochStrip(QWidget):
    """Click a card, or use the arrow keys, to select its epoch."""

    selected = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("epochStrip")
        self.setAccessibleName("Epochs")
        self.setAccessibleDescription(WHAT)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme = theme
        self._badges: Sequence[EpochBadge] = []
        self._ranks = ranks_of([])
        self._selected: int | None = None

    @property
    def _height(self) -> int:
        return CARD_HEIGHT if self._slots()[0] is Detail.CARD else THIN_HEIGHT

    def sizeHint(self) -> QSize:
        return QSize(300, self._height + 4)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def show_badges(self, badges: Sequence[EpochBadge]) -> None:
        """Show these epochs."""
        if badges is self._badges:
            return
        known = _unchanged(badges, self._badges)
        self._ranks = np.concatenate([self._ranks[:known], ranks_of(badges[known:])])
        before, self._badges = self._height, badges
        if self._height != before:
            self.updateGeometry()
        self._describe()
        self.update()

    def select(self, epoch: int | None) -> None:
        """Frame the card of an epoch."""
        if epoch == self._selected:
            return
        self._selected = epoch
        self._describe()
        self.update()

    def _describe(self) -> None:
        """For a screen reader: the epoch that is selected; all of them where none is."""
        at = self._place_of(self._selected)
        chosen = [] if at is None else [self._badges[at]]
        if not chosen and len(self._badges) <= MOST_DESCRIBED:
            chosen = list(self._badges)
        self.setAccessibleDescription("\n".join([WHAT, *map(tell_badge, chosen)]))

    def _place_of(self, epoch: int | None) -> int | None:
        """Which of the badges is that of an epoch."""
        at = 0 if epoch is None else bisect_left(self._badges, epoch, key=lambda badge: badge.number)
        return at if at < len(self._badges) and self._badges[at].number == epoch else None

    def center_of(self, epoch: int) -> QPointF | None:
        """Where a click selects this epoch."""
        at = self._place_of(epoch)
        for slot in self._slots()[1]:
            if at is not None and slot.first <= at < slot.stop:
                return QPointF(MARGIN + slot.x + slot.width / 2, self._height / 2)
        return None

    def words_at(self, x: float) -> str:
        """All that is to say about the epoch at this pixel."""
        slot = self._slot_at(x)
        if slot is None:
            return ""
        told = tell_badge(self._worst(slot))
        if slot.stop - slot.first == 1:
            return told
        first, last = self._badges[slot.first], self._badges[slot.stop - 1]
        return f"Epochs {first.number}–{last.number}, the worst:\n{told}"

    def _worst(self, slot: Slot) -> EpochBadge:
        """The epoch that went worst."""
        return self._badges[slot.first + int(self._ranks[slot.first : slot.stop].argmin())]

    def _slots(self) -> tuple[Detail, list[Slot]]:
        return lay_out_strip(len(self._badges), self.width() - 2 * MARGIN)

    def _slot_at(self, x: float) -> Slot | None:
        return next((s for s in self._slots()[1] if s.x <= x - MARGIN <= s.x + s.width + 1), None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    # -- the person -----------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        slot = self._slot_at(event.position().x())
        if event.button() is Qt.MouseButton.LeftButton and slot is not None:
            self._choose(self._worst(slot))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if by is None or not self._badges:
            super().keyPressEvent(event)
            return
        at = self._place_of(self._selected)
        self._choose(self._badges[0 if at is None else max(0, min(len(self._badges) - 1, at + by))])

    def _choose(self, badge: EpochBadge) -> None:
        self.select(badge.number)
        epoch = badge.row.epoch
        self.selected.emit(Selection(Thing.EPOCH, epoch=badge.number, seq=epoch.seq if epoch else None))

    def event(self, event: QEvent) -> bool:
        return spot_tip(event, self, lambda pos: self.words_at(pos.x())) or super().event(event)

    # -- painting -------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.translate(MARGIN, 0.5)
        painter = StripPainter(p, self._theme)
        detail, slots = self._slots()
        for slot in slots:
            badge = self._worst(slot)
            chosen = badge.number == self._selected
            if detail is Detail.CELL:
                painter.cell(QRectF(slot.x, 4, max(1.0, slot.width), THIN_HEIGHT - 12), badge, chosen)
            else:
                painter.card(QRectF(slot.x + 0.5, 0.5, slot.width - 1, self._height - 2), badge, detail, chosen)
        p.end()


def _unchanged(badges: Sequence[EpochBadge], before: Sequence[EpochBadge]) -> int:
    """How many, from the first, are as before: from the first epoch on that may still change all are made anew."""
    low, high = 0, min(len(badges), len(before))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if badges[middle - 1] is before[middle - 1] else (low, middle - 1)
    return low
