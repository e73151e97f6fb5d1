"""The strip over the timeline: one badge an epoch, with a cell for each of its steps and what else is true of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.gui.selection import Selection, Thing
from inspector.gui.spot_tip import spot_tip
from inspector.gui.theme import Theme
from inspector.gui.timeline.badge_words import tell_badge
from inspector.gui.timeline.epoch_badge import EpochBadge
from inspector.gui.timeline.strip_layout import Detail, Slot, lay_out_strip, worst_of
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
        chosen = [badge for badge in self._badges if badge.number == self._selected]
        if not chosen and len(self._badges) <= MOST_DESCRIBED:
            chosen = list(self._badges)
        self.setAccessibleDescription("\n".join([WHAT, *map(tell_badge, chosen)]))

    def center_of(self, epoch: int) -> QPointF | None:
        """Where a click selects this epoch."""
        for slot in self._slots()[1]:
            if any(badge.number == epoch for badge in self._badges[slot.first : slot.stop]):
                return QPointF(MARGIN + slot.x + slot.width / 2, self._height / 2)
        return None

    def words_at(self, x: float) -> str:
        """All that is to say about the epoch at this pixel."""
        slot = self._slot_at(x)
        if slot is None:
            return ""
        badges = self._badges[slot.first : slot.stop]
        if len(badges) == 1:
            return tell_badge(badges[0])
        return f"Epochs {badges[0].number}–{badges[-1].number}, the worst:\n{tell_badge(worst_of(badges))}"

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
            self._choose(worst_of(self._badges[slot.first : slot.stop]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if by is None or not self._badges:
            super().keyPressEvent(event)
            return
        numbers = [badge.number for badge in self._badges]
        at = numbers.index(self._selected) + by if self._selected in numbers else 0
        self._choose(self._badges[max(0, min(len(numbers) - 1, at))])

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
            badge = worst_of(self._badges[slot.first : slot.stop])
            chosen = badge.number == self._selected
            if detail is Detail.CELL:
                painter.cell(QRectF(slot.x, 4, max(1.0, slot.width), THIN_HEIGHT - 12), badge, chosen)
            else:
                painter.card(QRectF(slot.x + 0.5, 0.5, slot.width - 1, self._height - 2), badge, detail, chosen)
        p.end()
