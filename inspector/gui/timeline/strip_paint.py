"""Painting the cards of the epoch strip."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from inspector.analysis.grid import EpochVerdict, StepState
from inspector.gui.theme import Theme
from inspector.gui.timeline.badge_words import BETWEEN, fitting, headline, parts
from inspector.gui.timeline.epoch_badge import FELL_SHORT, EpochBadge
from inspector.gui.timeline.look import mixed, sized
from inspector.gui.timeline.notes import Tone
from inspector.gui.timeline.strip_layout import Detail, worst

CARD_HEIGHT = 58
THIN_HEIGHT = 42
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class StripPainter:
    """Paints cards and cells in the colours of a theme."""

    def __init__(self, painter: QPainter, theme: Theme) -> None:
        self._painter, self._theme = painter, theme
        font = painter.font()
        self._name, self._verdict, self._line = (
            sized(font, 12, strong=True),
            sized(font, 11, strong=True),
            sized(font, 11),
        )

    def card(self, area: QRectF, badge: EpochBadge, detail: Detail, chosen: bool) -> None:
        """One epoch: its name, how it ended, its steps, and what else is true of it."""
        p, t = self._painter, self._theme
        edge = t.accent if chosen else mixed(t.problem, t.line, 0.7) if badge.fell_short else t.line
        p.setPen(QPen(QColor(edge), 1.6 if chosen else 1))
        p.setBrush(QColor(t.window))
        p.drawRoundedRect(area, 6, 6)
        pad = 9.0 if detail is Detail.CARD else 5.0
        inner = area.adjusted(pad, 0, -pad, 0)
        top = QRectF(inner.left(), 5, inner.width(), 16)
        name = badge.name or (f"Epoch {badge.number}" if detail is Detail.CARD else str(badge.number))
        self._words(top, name, self._name, t.text)
        room = inner.width() - _width(self._name, f"Epoch {'0' * len(str(badge.number))}"[-len(name) :]) - 8
        words = next((w for w in headline(badge) if _width(self._verdict, w) <= room), "")
        self._words(top, words, self._verdict, self.colour_of(badge.row.verdict), RIGHT)
        self._steps(QRectF(inner.left(), 25, inner.width(), 8), badge)
        if detail is Detail.CARD:
            self._second_line(QRectF(inner.left(), 37, inner.width(), 16), badge)

    def _words(self, rect: QRectF, words: str, font: QFont, colour: str, how: Qt.AlignmentFlag = LEFT) -> None:
        self._painter.setFont(font)
        self._painter.setPen(QColor(colour))
        self._painter.drawText(rect, how, words)

    def _second_line(self, rect: QRectF, badge: EpochBadge) -> None:
        x, metrics = rect.left(), QFontMetricsF(self._line)
        for number, (words, tone) in enumerate(fitting(parts(badge), rect.width(), metrics.horizontalAdvance)):
            if number:
                self._words(QRectF(x, rect.top(), 40, rect.height()), BETWEEN, self._line, self._theme.quiet)
                x += metrics.horizontalAdvance(BETWEEN)
            colour = self._theme.problem if tone is Tone.PROBLEM else self._theme.quiet
            width = metrics.horizontalAdvance(words)
            self._words(QRectF(x, rect.top(), width + 4, rect.height()), words, self._line, colour)
            x += width

    # -- its steps ------------------------------------------------------------------------------------------------

    def _steps(self, rect: QRectF, badge: EpochBadge) -> None:
        states = worst(badge.row.states, max(1, int(rect.width() // 2.5)))
        if not len(states):
            return
        each = min(rect.width() / len(states), 60.0)
        if each < 4:  # too close for gaps: one rectangle a stretch of the same
            at = 0
            for state, same in groupby(states.tolist()):
                length = sum(1 for _ in same)
                cell = QRectF(rect.left() + at * each, rect.top(), length * each, rect.height())
                self._step(cell, StepState(state), badge.row.verdict, few=False)
                at += length
            return
        gap = 2.0 if each >= 8 else 1.0
        for i, state in enumerate(states.tolist()):
            cell = QRectF(rect.left() + i * each, rect.top(), each - gap, rect.height())
            self._step(cell, StepState(state), badge.row.verdict, few=len(states) <= 60)

    def _step(self, cell: QRectF, state: StepState, verdict: EpochVerdict, few: bool) -> None:
        p, t = self._painter, self._theme
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(Qt.BrushStyle.NoBrush)
        radius = 1.5 if cell.width() >= 6 else 0
        if state in (StepState.DONE, StepState.REPLAYED):
            p.setBrush(QColor(t.ended if verdict is EpochVerdict.ENDED and state is StepState.DONE else t.step))
            p.drawRoundedRect(cell, radius, radius)
            if state is StepState.REPLAYED:
                self._stripes(cell)
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

    def _stripes(self, cell: QRectF) -> None:
        p, t = self._painter, self._theme
        p.setPen(QPen(QColor(mixed(t.window, t.step, 0.75)), 1.2))
        x = cell.left() + 2
        while x < cell.right() - 1:
            p.drawLine(QPointF(x, cell.bottom() - 1), QPointF(min(x + 5, cell.right()), cell.top() + 1))
            x += 4

    # -- too many for cards ---------------------------------------------------------------------------------------

    def cell(self, area: QRectF, badge: EpochBadge, chosen: bool) -> None:
        """One epoch, or the worst of several, as a bar."""
        p, t = self._painter, self._theme
        verdict = badge.row.verdict
        colour = QColor(self.colour_of(verdict))
        if verdict in (EpochVerdict.PENDING, EpochVerdict.NEVER_BEGAN):
            colour.setAlphaF(0.35)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(colour)
        if verdict in FELL_SHORT:  # lower as well, so that colour is not alone
            p.drawRect(area.adjusted(0, area.height() * 0.4, 0, 0))
        else:
            p.drawRect(area)
        if chosen:
            p.setPen(QPen(QColor(t.text), 1.6))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRect(area.adjusted(-1, -2, 1, 2))

    def colour_of(self, verdict: EpochVerdict) -> str:
        """Of the words about an epoch, and of its bar."""
        t = self._theme
        if verdict is EpochVerdict.ENDED:
            return t.ended_text
        if verdict in FELL_SHORT:
            return t.problem
        return t.step if verdict is EpochVerdict.RUNNING else t.quiet


def _width(font: QFont, words: str) -> float:
    return QFontMetricsF(font).horizontalAdvance(words)
