"""The small picture of a sample's run, as `packaging/sample_pictures.py` drew it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.gui.theme import Theme
from inspector.resources import resource

SIZE = (320, 54)
PIXELS_A_POINT = 2


def picture_file(name: str, theme: Theme) -> Path:
    """Where the picture of a sample in the colours of a theme is."""
    return resource("samples", "pictures", f"{name}-{theme.name}.png")


RADIUS = 7


class SamplePicture(QWidget):
    """Shows it at the head of a card, in the theme's colours, as it was drawn; smaller where there is less room."""

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"samplePicture-{name}")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name = name
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._ground = QColor(theme.canvas)
        self.pixmap = QPixmap(str(picture_file(self._name, theme)))
        self.pixmap.setDevicePixelRatio(PIXELS_A_POINT)
        self.setVisible(not self.pixmap.isNull())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(*SIZE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ground)
        painter.setClipRect(self.rect())  # of the corners, the upper ones alone are round
        painter.drawRoundedRect(self.rect().adjusted(0, 0, 0, RADIUS), RADIUS, RADIUS)
        size = QSizeF(*SIZE).scaled(min(self.width(), SIZE[0]), SIZE[1], Qt.AspectRatioMode.KeepAspectRatio)
        place = QPointF((self.width() - size.width()) / 2, (SIZE[1] - size.height()) / 2)
        painter.drawPixmap(QRectF(place, size), self.pixmap, QRectF(self.pixmap.rect()))
        painter.end()
