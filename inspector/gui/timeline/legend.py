"""What the colours and hatches mean, in one row."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.gui.selection import Thing
from inspector.gui.theme import Theme
from inspector.gui.timeline.boxes import Box, Boxes, Look
from inspector.gui.timeline.gutter import GUTTER
from inspector.gui.timeline.look import box_styles, sized
from inspector.gui.timeline.paint import BoxPainter
from inspector.gui.timeline.scale import Scale

ENTRIES = (
    ("batch produced", Look.BATCH),
    ("step", Look.STEP),
    ("replayed batch", Look.REPLAYED),
    ("missing", Look.MISSING),
    ("epoch ended", Look.EPOCH_ENDED),
    ("problem", Look.RAISED),
)
SWATCH = 15.0


class Legend(QWidget):
    """Painted by what paints the lanes, so that it cannot lie."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timelineLegend")
        self.setAccessibleName("Legend")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme = theme

    def sizeHint(self) -> QSize:
        return QSize(300, 22)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = sized(p.font(), 10)
        metrics = QFontMetricsF(font)
        widths = [SWATCH + 6 + metrics.horizontalAdvance(words) for words, _ in ENTRIES]
        room = self.width() - GUTTER - 8
        gap = min(24.0, (room - sum(widths)) / max(1, len(widths) - 1))
        x, styles = float(GUTTER), box_styles(self._theme)
        for (words, look), width in zip(ENTRIES, widths, strict=True):
            if gap < 4 and x + width > self.width():
                break
            boxes = Boxes(Thing.STEP)
            boxes.grow([Box(0, SWATCH, look)])
            p.save()
            p.translate(x, 0)
            BoxPainter(p, Scale(0, SWATCH, SWATCH), 5.5, 11, styles, sized(font, 4)).paint(boxes, [])
            p.restore()
            p.setFont(font)
            p.setPen(QColor(self._theme.quiet))
            rect = QRectF(x + SWATCH + 6, 0, width, self.height())
            p.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
            x += width + max(6.0, gap)
        p.end()
