"""Which boxes carry their number: read off the picture."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from inspector.gui.application import application
from inspector.gui.selection import Thing
from inspector.gui.theme import LIGHT
from inspector.gui.timeline.boxes import Look
from inspector.gui.timeline.look import sized
from inspector.gui.timeline.paint import BoxPainter
from inspector.gui.timeline.row_boxes import Box, RowBoxes
from inspector.gui.timeline.scale import Scale

HEIGHT = 24


def painted(boxes: RowBoxes, wide: int) -> QImage:
    """Boxes of one unit each, so many pixels wide."""
    image = QImage(wide * len(boxes), HEIGHT, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.canvas))
    p = QPainter(image)
    scale = Scale(0, len(boxes), image.width())
    BoxPainter(p, scale, 0, HEIGHT, LIGHT, sized(application().font(), 11, strong=True)).paint(boxes, [])
    p.end()
    return image


def colours(image: QImage, box: int, wide: int) -> set[str]:
    """In the middle of a box."""
    inside = QRect(box * wide, 0, wide, HEIGHT).adjusted(4, 4, -4, -4)
    across, down = range(inside.left(), inside.right() + 1), range(inside.top(), inside.bottom() + 1)
    return {QColor(image.pixel(x, y)).name() for x in across for y in down}


def test_that_the_pull_that_found_no_more_data_has_no_number(qtbot: QtBot) -> None:
    boxes = RowBoxes(Thing.BATCH)
    boxes.grow([Box(0, 1, Look.BATCH, batch=6), Box(1, 2, Look.OUT_OF_DATA, batch=7)])
    image = painted(boxes, 40)
    assert len(colours(image, 0, 40)) > 1
    assert colours(image, 1, 40) == {LIGHT.quiet}
