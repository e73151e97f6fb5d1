"""How wide words are in a font, remembered: asking Qt for each word of each frame costs more than drawing them."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetricsF


def width_of(words: str, font: QFont) -> float:
    """Pixels."""
    return _width(words, font.toString())


@lru_cache(maxsize=16_384)
def _width(words: str, font: str) -> float:
    return _metrics(font).horizontalAdvance(words)


@lru_cache(maxsize=32)
def _metrics(told: str) -> QFontMetricsF:
    font = QFont()
    font.fromString(told)
    return QFontMetricsF(font)
