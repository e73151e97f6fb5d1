"""The curve of the read-ahead lane: how many batches wait."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from inspector.gui.theme import Theme
from inspector.gui.timeline.bars import Bars
from inspector.gui.timeline.content import Content
from inspector.gui.timeline.look import mixed
from inspector.gui.timeline.scale import Scale
from inspector.gui.timeline.summary import Raster, Told
from inspector.gui.timeline.words import Words

DENSE = 0.2
"""More corners a pixel than this are drawn as columns of pixels."""
LINE = 1.3


class Curve:
    """Painted into a part of a view, again and again."""

    def __init__(self, content: Content, theme: Theme, turn: int) -> None:
        self._waiting = content.waiting
        self._theme, self._turn = theme, turn
        self._bars: tuple[tuple[Told, float, QRectF], Bars, Bars] | None = None

    def paint(self, p: QPainter, scale: Scale, area: QRectF, words: Words) -> None:
        """What there is in view, and the most that waits there."""
        end = self._waiting.end
        if end is None or scale.left >= end:
            return
        if self._waiting.corners_between(scale.left, scale.right) > DENSE * scale.width:
            most = self._columns(p, scale, area)
        else:
            most = self._steps(p, scale, area)
        last = scale.px(min(end, scale.right))
        if most is not None and scale.width - last > 50:
            p.setPen(QColor(self._theme.quiet))
            words.draw(p, QRectF(last + 6, area.top(), scale.width - last - 6, area.height()), f"up to {most:,}")

    def _steps(self, p: QPainter, scale: Scale, area: QRectF) -> int | None:
        """Each corner."""
        x, waiting = self._waiting.corners(scale.left, scale.right)
        if not len(x):
            return None
        most, px = int(waiting.max()), scale.pixels(x)
        y, bottom = area.bottom() - waiting * _unit(area, most), area.bottom()
        xs, ys = np.repeat(px, 2)[1:], np.repeat(y, 2)[:-1]
        corners = [QPointF(a, b) for a, b in zip(xs.tolist(), ys.tolist(), strict=True)]
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(QColor(mixed(self._theme.batch, self._theme.canvas, 0.3)))
        p.drawPolygon(QPolygonF([*corners, QPointF(float(xs[-1]), bottom), QPointF(float(xs[0]), bottom)]))
        p.setPen(QPen(QColor(self._theme.batch), LINE))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawPolyline(QPolygonF(corners))
        return most

    def _columns(self, p: QPainter, scale: Scale, area: QRectF) -> int | None:
        """The most that waited in each column of pixels."""
        raster = Raster.over(scale.left, scale.right, scale.width, self._turn)
        told = self._waiting.columns(raster)
        most = int(told.within(raster)[0].max(initial=0)) - 1
        if most < 0:
            return None
        unit = _unit(area, most)
        known = (told, unit, area)
        if self._bars is None or self._bars[0][0] is not told or self._bars[0][1:] != known[1:]:
            self._bars = known, *_bars(told, unit, area.bottom())
        _, below, line = self._bars
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(QColor(mixed(self._theme.batch, self._theme.canvas, 0.3)))
        below.draw(p, scale)
        p.setBrush(QColor(self._theme.batch))
        line.draw(p, scale)
        return most


def _unit(area: QRectF, most: int) -> float:
    """Pixels for each batch that waits."""
    return float((area.height() - 1) / max(2, most))


def _bars(told: Told, unit: float, bottom: float) -> tuple[Bars, Bars]:
    """The ground under the curve, and the curve. A value is one more than waited."""

    def below(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return bottom - (values - 1) * unit, (values - 1) * unit

    def line(values: np.ndarray) -> tuple[np.ndarray, float]:
        return np.minimum(bottom - (values - 1) * unit, bottom - LINE), LINE

    return Bars(told.raster, told.columns[0], below), Bars(told.raster, told.columns[0], line)
