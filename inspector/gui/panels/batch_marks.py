"""The small square before a batch in the table: as the timeline draws it, so that one is known by the other."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from inspector.gui.theme import Theme

PIXELS = 12
SCALE = 3  # drawn larger than shown: sharp on any screen


class Mark(Enum):
    """What became of one pull."""

    USED = "used"
    REPLAYED = "replayed"
    UNUSED = "unused"
    RAISED = "raised"
    ENDED = "ended"
    PENDING = "pending"


MARK_WORDS = {
    Mark.USED: "A step took this batch",
    Mark.REPLAYED: "A step of a later pass took this batch again",
    Mark.UNUSED: "No step that ended was seen to take this batch",
    Mark.RAISED: "Not a batch: the data raised here",
    Mark.ENDED: "Not a batch: the data said here that it has no more",
    Mark.PENDING: "Not a batch yet: next() was called and has not returned",
}


@lru_cache(maxsize=32)
def batch_icon(mark: Mark, theme: Theme) -> QIcon:
    """Full: used; striped: replayed; hollow: not used; a cross: it raised; a bar: the data ended."""
    pixmap = QPixmap(PIXELS * SCALE, PIXELS * SCALE)
    pixmap.setDevicePixelRatio(SCALE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(1.5, 1.5, PIXELS - 3, PIXELS - 3)
    match mark:
        case Mark.RAISED:
            painter.setPen(QPen(QColor(theme.problem), 2))
            painter.drawLine(box.topLeft(), box.bottomRight())
            painter.drawLine(box.topRight(), box.bottomLeft())
        case Mark.ENDED:
            painter.fillRect(QRectF(PIXELS / 2 - 1, 1, 2, PIXELS - 2), QColor(theme.quiet))
        case Mark.UNUSED | Mark.PENDING:
            style = Qt.PenStyle.DotLine if mark is Mark.PENDING else Qt.PenStyle.SolidLine
            painter.setPen(QPen(QColor(theme.batch), 1.4, style))
            painter.drawRoundedRect(box, 2, 2)
        case _:
            path = QPainterPath()
            path.addRoundedRect(QRectF(1, 1, PIXELS - 2, PIXELS - 2), 2, 2)
            painter.fillPath(path, QColor(theme.batch))
            if mark is Mark.REPLAYED:
                painter.setClipPath(path)
                painter.setPen(QPen(QColor(theme.batch_text), 1.4))
                for left in (-6, -1, 4, 9):
                    painter.drawLine(left, PIXELS, left + PIXELS, 0)
    painter.end()
    return QIcon(pixmap)
