"""The strip over the timeline: one card an epoch, with a cell for each of its steps."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from inspector.analysis.grid import EpochRow, EpochVerdict, StepState
from inspector.analysis.wording import count
from inspector.gui.selection import Selection, Thing
from inspector.gui.theme import Theme
from inspector.gui.timeline.epoch_boxes import done_of
from inspector.gui.timeline.look import mixed, sized
from inspector.gui.timeline.strip_layout import Detail, Slot, lay_out_strip, worst, worst_verdict
from inspector.gui.timeline.tell import tell_epoch

HEIGHT = 42
MARGIN = 12


class EpochStrip(QWidget):
    """Click a card, or use the arrow keys, to select its epoch."""

    selected = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("epochStrip")
        self.setAccessibleName("Epochs")
        self.setAccessibleDescription("One card an epoch, with a cell for each step. Arrow keys select.")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme = theme
        self._rows: list[EpochRow] = []
        self._words_of: dict[int, list[str]] = {}
        """What is said of each epoch, from the fullest to the shortest; looks at every step, so kept."""
        self._selected: int | None = None

    def sizeHint(self) -> QSize:
        return QSize(300, HEIGHT + 4)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def show_rows(self, rows: list[EpochRow]) -> None:
        """Show these epochs."""
        if rows is self._rows:
            return
        self._rows = rows
        self._words_of.clear()
        self.update()

    def select(self, epoch: int | None) -> None:
        """Frame the card of an epoch."""
        self._selected = epoch
        self.update()

    def center_of(self, epoch: int) -> QPointF | None:
        """Where a click selects this epoch."""
        for slot in self._slots()[1]:
            if any(row.number == epoch for row in self._rows[slot.first : slot.stop]):
                return QPointF(MARGIN + slot.x + slot.width / 2, HEIGHT / 2)
        return None

    def _slots(self) -> tuple[Detail, list[Slot]]:
        return lay_out_strip(len(self._rows), self.width() - 2 * MARGIN)

    def _slot_at(self, x: float) -> Slot | None:
        return next((s for s in self._slots()[1] if s.x <= x - MARGIN <= s.x + s.width + 1), None)

    # -- the person -----------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        slot = self._slot_at(event.position().x())
        if event.button() is Qt.MouseButton.LeftButton and slot is not None:
            self._tell(worst_verdict(self._rows[slot.first : slot.stop]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if by is None or not self._rows:
            super().keyPressEvent(event)
            return
        numbers = [row.number for row in self._rows]
        at = numbers.index(self._selected) + by if self._selected in numbers else 0
        self._tell(self._rows[max(0, min(len(numbers) - 1, at))])

    def _tell(self, row: EpochRow) -> None:
        self.select(row.number)
        self.selected.emit(Selection(Thing.EPOCH, epoch=row.number, seq=row.epoch.seq if row.epoch else None))

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            slot = self._slot_at(event.pos().x())
            if slot is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), self._words(slot), self)
            return True
        return super().event(event)

    def _words(self, slot: Slot) -> str:
        rows = self._rows[slot.first : slot.stop]
        if len(rows) == 1:
            return tell_epoch(rows[0])
        return f"Epochs {rows[0].number}–{rows[-1].number}, the worst:\n{tell_epoch(worst_verdict(rows))}"

    # -- painting -------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.translate(MARGIN, 0.5)
        detail, slots = self._slots()
        for slot in slots:
            rows = self._rows[slot.first : slot.stop]
            if detail is Detail.CELL:
                self._cell(p, slot, worst_verdict(rows))
            else:
                self._card(p, slot, rows[0], detail)
        p.end()

    def _card(self, p: QPainter, slot: Slot, row: EpochRow, detail: Detail) -> None:
        rect = QRectF(slot.x + 0.5, 0.5, slot.width - 1, HEIGHT - 2)
        chosen = row.number == self._selected
        p.setPen(QPen(QColor(self._theme.accent if chosen else self._theme.line), 1.6 if chosen else 1))
        p.setBrush(QColor(self._theme.window))
        p.drawRoundedRect(rect, 6, 6)
        pad = 9.0 if detail is Detail.CARD else 5.0
        inner = rect.adjusted(pad, 0, -pad, 0)
        top = QRectF(inner.left(), 5, inner.width(), 16)
        name = f"Epoch {row.number}" if detail is Detail.CARD else str(row.number)
        p.setFont(sized(p.font(), 12, strong=True))
        p.setPen(QColor(self._theme.text))
        p.drawText(top, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        taken = QFontMetricsF(p.font()).horizontalAdvance(name) + 8
        p.setFont(sized(p.font(), 11, strong=True))
        metrics = QFontMetricsF(p.font())
        if row.number not in self._words_of:
            self._words_of[row.number] = _verdict_words(row)
        wordings = self._words_of[row.number]
        words = next((w for w in wordings if metrics.horizontalAdvance(w) <= inner.width() - taken), "")
        p.setPen(QColor(self._verdict_colour(row.verdict)))
        p.drawText(top, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        self._steps(p, QRectF(inner.left(), 26, inner.width(), 8), row)

    def _steps(self, p: QPainter, rect: QRectF, row: EpochRow) -> None:
        states = worst(row.states, max(1, int(rect.width() // 2.5)))
        if not len(states):
            return
        each = min(rect.width() / len(states), 60.0)
        gap = 2.0 if each >= 8 else 1.0 if each >= 4 else 0.0
        for i, state in enumerate(states.tolist()):
            cell = QRectF(rect.left() + i * each, rect.top(), each - gap, rect.height())
            self._step(p, cell, StepState(state), row.verdict, few=len(states) <= 60)

    def _step(self, p: QPainter, cell: QRectF, state: StepState, verdict: EpochVerdict, few: bool) -> None:
        t = self._theme
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(Qt.BrushStyle.NoBrush)
        radius = 1.5 if cell.width() >= 6 else 0
        if state in (StepState.DONE, StepState.REPLAYED):
            p.setBrush(QColor(t.ended if verdict is EpochVerdict.ENDED and state is StepState.DONE else t.step))
            p.drawRoundedRect(cell, radius, radius)
            if state is StepState.REPLAYED:
                p.setPen(QPen(QColor(mixed(t.window, t.step, 0.75)), 1.2))
                x = cell.left() + 2
                while x < cell.right() - 1:
                    p.drawLine(QPointF(x, cell.bottom() - 1), QPointF(min(x + 5, cell.right()), cell.top() + 1))
                    x += 4
            return
        if state is StepState.RUNNING:
            p.setBrush(QColor(mixed(t.step, t.window, 0.35)))
        colour = {
            StepState.MISSING: t.problem,
            StepState.UNFINISHED: t.problem,
            StepState.RUNNING: t.step,
            StepState.STOPPED: t.quiet,
        }.get(state, t.line)
        if state is StepState.UNFINISHED:
            p.setBrush(QColor(t.problem_soft))
        if not few or cell.width() < 6:
            p.setBrush(QColor(mixed(colour, t.window, 0.6)))
            p.drawRect(cell)
            return
        pen = QPen(QColor(colour), 1)
        if state in (StepState.MISSING, StepState.STOPPED):
            pen.setDashPattern([2.5, 2])
        p.setPen(pen)
        p.drawRoundedRect(cell.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def _cell(self, p: QPainter, slot: Slot, row: EpochRow) -> None:
        rect = QRectF(slot.x, 4, max(1.0, slot.width), HEIGHT - 12)
        colour = QColor(self._verdict_colour(row.verdict))
        if row.verdict in (EpochVerdict.PENDING, EpochVerdict.NEVER_BEGAN):
            colour.setAlphaF(0.35)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(colour)
        p.drawRect(rect)
        if row.number == self._selected:
            p.setPen(QPen(QColor(self._theme.text), 1.6))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRect(rect.adjusted(-1, -2, 1, 2))

    def _verdict_colour(self, verdict: EpochVerdict) -> str:
        t = self._theme
        if verdict is EpochVerdict.ENDED:
            return t.good
        if verdict in (EpochVerdict.SHORT, EpochVerdict.EMPTY, EpochVerdict.NEVER_ENDED, EpochVerdict.NEVER_BEGAN):
            return t.problem
        return t.step if verdict is EpochVerdict.RUNNING else t.quiet


def _verdict_words(row: EpochRow) -> list[str]:
    """From the fullest to the shortest."""
    done = done_of(row)
    short = f"{row.done}/{row.expected}" if row.expected is not None else str(row.done)
    if row.epoch is None:
        return [row.verdict.value] if row.verdict is not EpochVerdict.PENDING else ["pending", ""]
    replays = len(row.epoch.replayed)
    full = f"{done} · {row.verdict.value}"
    again = [f"{full} · {count(replays, 'replay')}"] if replays else []
    return [*again, full, done, short, str(row.done)]
