"""The curve of the read-ahead lane: how many batches wait."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from inspector.gui.theme import Theme
from inspector.gui.timeline.columns import highest, stretches
from inspector.gui.timeline.content import Content
from inspector.gui.timeline.look import mixed, sized
from inspector.gui.timeline.scale import Scale
from inspector.gui.timeline.time_place import TimePlace

DENSE = 0.2
"""More corners a pixel than this are drawn as columns of pixels."""


def paint_curve(p: QPainter, scale: Scale, content: Content, area: QRectF, theme: Theme) -> None:
    """Into this part of a view."""
    px, waiting = _corners(scale, content)
    if not len(px):
        return
    high = max(2, int(waiting.max()))
    unit = (area.height() - 1) / high
    if len(px) > DENSE * scale.width:
        _columns(p, px, waiting, area, unit, theme)
    else:
        _steps(p, px, area.bottom() - waiting * unit, area.bottom(), theme)
    room = scale.width - float(px[-1])
    if room > 50:
        p.setFont(sized(p.font(), 10))
        p.setPen(QColor(theme.quiet))
        rect = QRectF(float(px[-1]) + 6, area.top(), room - 6, area.height())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        p.drawText(rect, flags, f"up to {int(waiting.max())}")


def _steps(p: QPainter, px: np.ndarray, y: np.ndarray, bottom: float, theme: Theme) -> None:
    xs, ys = np.repeat(px, 2)[1:], np.repeat(y, 2)[:-1]
    corners = [QPointF(a, b) for a, b in zip(xs.tolist(), ys.tolist(), strict=True)]
    area = QPolygonF([*corners, QPointF(float(xs[-1]), bottom), QPointF(float(xs[0]), bottom)])
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(QColor(mixed(theme.batch, theme.canvas, 0.3)))
    p.drawPolygon(area)
    p.setPen(QPen(QColor(theme.batch), 1.3))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawPolyline(QPolygonF(corners))


def _columns(p: QPainter, px: np.ndarray, waiting: np.ndarray, area: QRectF, unit: float, theme: Theme) -> None:
    """The most that waited in each column of pixels."""
    most = highest(px[:-1], px[1:], waiting[:-1] + 1, int(area.width()))  # one more: a 0 is where nothing is known
    p.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    p.setPen(Qt.PenStyle.NoPen)
    found = [(a, b, area.bottom() - (value - 1) * unit) for a, b, value in stretches(most)]
    p.setBrush(QColor(mixed(theme.batch, theme.canvas, 0.3)))
    p.drawRects([QRectF(a, y, b - a, area.bottom() - y) for a, b, y in found])
    p.setBrush(QColor(theme.batch))
    p.drawRects([QRectF(a, min(y, area.bottom() - 1.3), b - a, 1.3) for a, b, y in found])
    p.setRenderHint(QPainter.RenderHint.Antialiasing)


def _corners(scale: Scale, content: Content) -> tuple[np.ndarray, np.ndarray]:
    """Corners: pixels, ascending, and how many batches wait from there on."""
    place, lanes = content.place, content.lanes
    if not isinstance(place, TimePlace):
        boxes = lanes.train_steps.layers[-1]
        part = boxes.visible(scale.left, scale.right)
        which = np.arange(part.start, part.stop, max(1, (part.stop - part.start) // max(1, int(scale.width))))
        value = boxes.subject.column("value", boxes.numbers[which])
        which, value = which[value >= 0], value[value >= 0]
        px = scale.pixels(boxes.x0[which])
        if len(px):
            end = scale.px(float(boxes.x1[which[-1]]))
            px, value = np.append(px, end), np.append(value, value[-1])
        return px, value
    last = lanes.waiting.last_ns
    if last is None:
        return np.empty(0), np.empty(0)
    left, right = place.t_ns(scale.left), min(place.t_ns(scale.right), last)
    if right <= left:
        return np.empty(0), np.empty(0)
    instants = lanes.waiting.changes(left, right, at_most=int(scale.width))
    if instants is None:
        instants = np.linspace(left, right, int(scale.width))
    instants = np.concatenate([[left], instants, [right]])
    return scale.pixels(place.many(instants)), lanes.waiting.waiting(instants)
