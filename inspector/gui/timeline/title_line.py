"""The line at the top: what ran, and how far it came."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.gui.theme import Theme
from inspector.gui.timeline.look import sized
from inspector.gui.timeline.notes import Tone

MARGIN = 12


class TitleLine(QWidget):
    """The title gives way to the verdict where there is not room for both."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timelineTitle")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme = theme
        self.title = ""
        self.verdict = ""
        self._tone = Tone.QUIET
        self.doubt = ""

    def sizeHint(self) -> QSize:
        return QSize(300, 30)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def show_words(self, title: str, verdict: str, tone: Tone, doubt: str = "") -> None:
        """Say this; `doubt`: what of it is not known for certain."""
        if (title, verdict, tone, doubt) == (self.title, self.verdict, self._tone, self.doubt):
            return
        self.title, self.verdict, self._tone, self.doubt = title, verdict, tone, doubt
        self.setAccessibleName(": ".join([title, verdict]) + (f"; {doubt}" if doubt else ""))
        self.setToolTip("\n".join(part for part in (title, verdict, doubt) if part))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        p = QPainter(self)
        rect = QRectF(MARGIN, 0, self.width() - 2 * MARGIN, self.height())
        p.setFont(sized(p.font(), 13, strong=True))
        metrics = QFontMetricsF(p.font())
        verdict = metrics.elidedText(self.verdict, Qt.TextElideMode.ElideRight, rect.width())
        p.setPen(QColor(self._theme.problem if self._tone is Tone.PROBLEM else self._theme.quiet))
        p.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, verdict)
        room = rect.width() - metrics.horizontalAdvance(verdict) - 20
        if self.doubt:
            room = self._doubt(p, rect.adjusted(0, 0, -(rect.width() - room), 0))
            p.setFont(sized(p.font(), 13, strong=True))
        if room > 60:
            p.setPen(QColor(self._theme.text))
            title = metrics.elidedText(self.title, Qt.TextElideMode.ElideRight, room)
            p.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        p.end()

    def _doubt(self, p: QPainter, rect: QRectF) -> float:
        """A chip at the right of this; returns the room that is left. It is said before the title is."""
        p.setFont(sized(p.font(), 11))
        width = QFontMetricsF(p.font()).horizontalAdvance(self.doubt) + 16
        if width > rect.width():
            return rect.width()
        chip = QRectF(rect.right() - width, rect.center().y() - 9, width, 18)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QPen(QColor(self._theme.peek), 1))
        p.setBrush(QColor(self._theme.peek_soft))
        p.drawRoundedRect(chip, 9, 9)
        p.drawText(chip, Qt.AlignmentFlag.AlignCenter, self.doubt)
        return rect.width() - width - 12
