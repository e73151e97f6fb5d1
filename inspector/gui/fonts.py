"""The two typefaces that the window brings along, so that it looks the same everywhere."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase

from inspector.resources import resource

TEXT = "Inter"
CODE = "JetBrains Mono"


def load_fonts() -> None:
    """Make the bundled fonts known to Qt. Where one is missing, Qt falls back to the desktop's own."""
    for file in sorted(resource("fonts").glob("*.[ot]tf")):
        QFontDatabase.addApplicationFont(str(file))


def text_font(pixels: int = 12, *, bold: bool = False) -> QFont:
    """The typeface of the window's words."""
    font = QFont(TEXT)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


def code_font(pixels: int = 12) -> QFont:
    """The typeface of code and of what was printed."""
    font = QFont(CODE)
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setPixelSize(pixels)
    return font
