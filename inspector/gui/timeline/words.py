"""Words that are drawn again and again, laid out once: to do so for each frame is dearer than all boxes."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QStaticText, QTextOption

CENTRE, LEFT = Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignLeft


class Words:
    """Words in one font."""

    def __init__(self, font: QFont) -> None:
        self._font = font
        self._metrics = QFontMetricsF(font)
        self.height = self._metrics.height()
        """Of a line."""
        # A method of Qt's own must not be wrapped itself: its signature is asked for then, and PySide takes a tenth of
        # a second to learn all signatures.
        self.width = lru_cache(maxsize=8192)(self._width)
        """Pixels that some words take."""
        self._laid_out = lru_cache(maxsize=8192)(self._lay_out)

    def _width(self, words: str) -> float:
        return self._metrics.horizontalAdvance(words)

    def elided(self, words: str, room: float) -> str:
        """As many of them as there is room for."""
        if self.width(words) <= room:
            return words
        return self._metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)

    def draw(self, p: QPainter, rect: QRectF, words: str, align: Qt.AlignmentFlag = LEFT) -> None:
        """In the middle of the rectangle's height, from its left or in its middle."""
        x = rect.x() if align is LEFT else rect.x() + (rect.width() - self.width(words)) / 2
        p.setFont(self._font)
        p.drawStaticText(QPointF(x, rect.y() + (rect.height() - self.height) / 2), self._laid_out(words))

    def _lay_out(self, words: str) -> QStaticText:
        laid_out = QStaticText(words)
        laid_out.setTextFormat(Qt.TextFormat.PlainText)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        laid_out.setTextOption(option)
        return laid_out


@lru_cache(maxsize=64)
def words_in(font: QFont) -> Words:
    """The words of a font; the same ones for fonts that are alike."""
    return Words(font)
