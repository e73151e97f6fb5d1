"""Painting boxes: those of one lane at a time, the visible ones only, many at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen, QPolygonF

from inspector.gui.theme import Theme
from inspector.gui.timeline.box_labels import BoxLabels, widths
from inspector.gui.timeline.boxes import FLAGGED, Boxes, Look
from inspector.gui.timeline.crowd import CROWDED, Crowds
from inspector.gui.timeline.labels import fits
from inspector.gui.timeline.look import BoxStyle, RightEnd, box_styles, sized
from inspector.gui.timeline.merge import covered, thin
from inspector.gui.timeline.rects import rects
from inspector.gui.timeline.scale import Scale
from inspector.gui.timeline.words import CENTRE, Words, words_in

FEW = 80
"""More hatched or dashed boxes than this are painted plain: those brushes and pens are dear."""
RADIUS = 3.0
CROSS = 7.0
"""Half the width of the cross where something raised."""
SQUARE = 5.0
"""Boxes narrower than this have corners, but for those with an edge."""
GAP = 1.0
"""Left free between boxes that touch."""
LEFT_ALIGNED = (
    Look.PASS_EVEN,
    Look.PASS_ODD,
    Look.EPOCH_ENDED,
    Look.EPOCH_SHORT,
    Look.EPOCH_BROKEN,
    Look.EPOCH_RUNNING,
    Look.EPOCH_STOPPED,
    Look.EPOCH_EXPECTED,
    Look.EPOCH_MISSING,
)
TICKS = (Look.CALL, Look.CALL_QUIET, Look.HOOK, Look.OUT_OF_DATA)
"""What may take no time at all, and is at least `TICK` wide."""
TICK = 2.5
NUMBERLESS = (Look.OUT_OF_DATA,)
"""What stands for no thing that has a number: there was no batch."""
SMALL = 9
"""Pixels of the numbers in boxes that are too narrow for the size of the others."""
PLAIN, STRIPED, DASHED = (1.5, 0.5), (5.0, 5.0), (4.5, 3.5)
"""Pixels beside a number, and a small one: it must not hide that a box is striped, nor touch its dashes."""


class BoxPainter:
    """Paints the boxes of one layer into a band of a view."""

    def __init__(
        self,
        painter: QPainter,
        scale: Scale,
        top: float,
        height: float,
        theme: Theme,
        font: QFont,
        crowds: Crowds | None = None,
    ) -> None:
        self._painter, self._scale, self._theme, self._styles = painter, scale, theme, box_styles(theme)
        self._top, self._height = top, height
        self._crowds = crowds or Crowds(theme)
        self._words, self._small = words_in(font), words_in(sized(font, min(font.pixelSize(), SMALL)))

    def paint(self, boxes: Boxes, texts: list[str], lane: Sequence[Boxes] = ()) -> None:
        """Paint what is in view, what is flagged last; `lane`: all layers of which this one is, where it has others."""
        lane = lane or (boxes,)
        part = boxes.visible(self._scale.left, self._scale.right)
        if part.stop - part.start <= CROWDED * self._scale.width:
            self._one_by_one(BoxLabels(boxes, np.arange(part.start, part.stop), texts, lane))
            return
        self._crowds.paint(self._painter, self._scale, boxes, self._top, self._height)
        flagged = boxes.flagged(part)
        if len(flagged) <= self._scale.width:  # of more than that there is one in every column as it is
            self._one_by_one(BoxLabels(boxes, flagged, texts, lane))

    def _one_by_one(self, labels: BoxLabels) -> None:
        boxes, numbers = labels.boxes, labels.numbers
        if not len(numbers):
            return
        px0, px1 = self._scale.pixels(boxes.x0[numbers]), self._scale.pixels(boxes.x1[numbers])
        looks = boxes.looks[numbers]
        present = map(Look, sorted(set(looks.tolist())))
        for look in sorted(present, key=lambda look: look in FLAGGED):
            mine = np.flatnonzero(looks == look)
            self._paint_look(look, px0[mine], px1[mine], labels.some(mine))

    def _paint_look(self, look: Look, px0: np.ndarray, px1: np.ndarray, labels: BoxLabels) -> None:
        style = self._styles[look]
        if look is Look.RAISED:
            self._crosses(px0, px1, style)
            return
        least = TICK if look in TICKS else 4.0 if look in FLAGGED else 0.0
        narrow = thin(px0, px1)
        px1 = np.maximum(px1, px0 + least)
        self._painter.setPen(Qt.PenStyle.NoPen)
        if narrow.any():
            first, stop = covered(px0[narrow], px1[narrow], round(self._scale.width))
            self._painter.setBrush(QColor(style.thin_colour))
            self._painter.drawRects(rects(first, self._top, stop - first, self._height))
        wide = np.flatnonzero(~narrow)
        if len(wide):
            self._wide(look, style, px0[wide], px1[wide], labels.some(wide))

    def _wide(
        self,
        look: Look,
        style: BoxStyle,
        px0: np.ndarray,
        px1: np.ndarray,
        labels: BoxLabels,
    ) -> None:
        px1 = px1 - np.where(px1 - px0 > 4, GAP, 0.0)
        inset = 0.5 if style.edge else 0.0
        boxes = rects(px0 + inset, self._top + inset, px1 - px0 - 2 * inset, self._height - 2 * inset)
        few = len(boxes) <= FEW
        painter = self._painter
        painter.setBrush(QColor(style.fill) if style.fill else QBrush(Qt.BrushStyle.NoBrush))
        pen = QPen(QColor(style.edge or style.text), 1.2)
        if style.dashed and few:
            pen.setDashPattern([3, 2.2])
        if style.right is RightEnd.CLOSED:
            painter.setPen(pen if style.edge else Qt.PenStyle.NoPen)
            self._rounded(boxes, edged=style.edge is not None)
        else:
            for rect in boxes:
                self._open_shape(rect, style, pen)
        if style.hatch and few:
            self._hatch([rect.adjusted(-inset, -inset, inset, inset) for rect in boxes], style)
        self._labels(look, style, px0, px1, labels)

    def _rounded(self, boxes: list[QRectF], *, edged: bool) -> None:
        draw = self._painter.drawRoundedRect
        square = [] if edged else [rect for rect in boxes if rect.width() < SQUARE]
        if square:
            self._painter.drawRects(square)
        for rect in boxes:
            width = rect.width()
            if edged or width >= SQUARE:
                radius = min(RADIUS, width / 5)
                draw(rect, radius, radius)

    def _open_shape(self, rect: QRectF, style: BoxStyle, pen: QPen) -> None:
        painter = self._painter
        if style.right is RightEnd.BARRED:
            painter.setPen(pen)
            painter.drawRect(rect)
            bar = min(3.5, rect.width() / 3)
            painter.fillRect(QRectF(rect.right() - bar, rect.top(), bar, rect.height()), pen.color())
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRect(rect)
        painter.setPen(pen)
        a, b, top, bottom = rect.left(), rect.right(), rect.top(), rect.bottom()
        painter.drawPolyline(QPolygonF([QPointF(b, top), QPointF(a, top), QPointF(a, bottom), QPointF(b, bottom)]))
        if style.right is RightEnd.TORN:
            painter.setPen(QPen(QColor(style.thin_colour if style.thin else style.edge or style.text), 1.8))
            teeth = max(2, round(rect.height() / 5))
            points = [QPointF(b + (2.2 if i % 2 else -1.2), top + rect.height() * i / teeth) for i in range(teeth + 1)]
            painter.drawPolyline(QPolygonF(points))

    def _hatch(self, rects: list[QRectF], style: BoxStyle) -> None:
        assert style.hatch is not None
        lines: list[QLineF] = []
        apart = 6.0
        for rect in rects:
            inner = rect.adjusted(1.5, 1.5, -1.5, -1.5)
            if inner.width() <= 0:
                continue
            left, right, top, bottom = inner.left(), inner.right(), inner.top(), inner.bottom()
            c = top + left + apart * 0.5  # lines x + y = c
            while c < right + bottom:
                x_a, x_b = max(left, c - bottom), min(right, c - top)
                if x_b > x_a:
                    lines.append(QLineF(x_a, c - x_a, x_b, c - x_b))
                c += apart
        self._painter.setPen(QPen(QColor(style.hatch), 1.4))
        self._painter.drawLines(lines)

    def _crosses(self, px0: np.ndarray, px1: np.ndarray, style: BoxStyle) -> None:
        """Where something raised: a cross where it ended, however short it was."""
        size = min(CROSS, self._height / 2 - 1)
        middle = self._top + self._height / 2
        pen = QPen(QColor(style.fill or style.text), 2.6)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        self._painter.setPen(pen)
        for a, b in zip(px0.tolist(), px1.tolist(), strict=True):
            x = max((a + b) / 2, a + size)
            self._painter.drawLine(QPointF(x - size, middle - size), QPointF(x + size, middle + size))
            self._painter.drawLine(QPointF(x - size, middle + size), QPointF(x + size, middle - size))

    def _labels(
        self,
        look: Look,
        style: BoxStyle,
        px0: np.ndarray,
        px1: np.ndarray,
        labels: BoxLabels,
    ) -> None:
        left = np.maximum(px0, 0.0)
        right = np.minimum(px1, self._scale.width)
        roomy = np.flatnonzero(right - left >= 8)
        if not len(roomy) or self._height < 10 or look in NUMBERLESS:
            return
        painter = self._painter
        painter.setPen(QColor(style.text))
        labels = labels.some(roomy)
        words = labels.words()
        if look in LEFT_ALIGNED:
            for x, end, word in zip(left[roomy].tolist(), right[roomy].tolist(), words, strict=True):
                self._at_left(QRectF(x, self._top, end - x, self._height), word)
            return
        digits = labels.digits
        shown = np.zeros(len(words), bool)
        for font, pad in zip((self._words, self._small), self._pads(labels), strict=True):
            fitting = fits(left[roomy], right[roomy], widths(words, font, digits), pad) & ~shown
            shown |= fitting
            for n in np.flatnonzero(fitting).tolist():
                i = roomy[n]
                self._centred(QRectF(left[i], self._top, right[i] - left[i], self._height), words[n], style, font)

    def _pads(self, labels: BoxLabels) -> tuple[float, float]:
        """What stays free on either side of a number, and of a small one: as much as any box of the lane needs.

        Else a dashed box would be blank beside a numbered one that is as wide.
        """
        looks = labels.looks_of_lane
        needed = [PLAIN]
        if Look.REPLAYED in looks:
            needed.append(STRIPED)
        if any(self._styles[look].dashed for look in looks):
            needed.append(DASHED)
        large, small = zip(*needed, strict=True)
        return max(large), max(small)

    def _at_left(self, rect: QRectF, words: str) -> None:
        """As much as fits; where nothing does, the number alone, small and in the middle."""
        shown, small = _shown(words, int(rect.width()), self._words, self._small)
        if small:
            self._small.draw(self._painter, rect, shown, CENTRE)
        elif shown:
            self._words.draw(self._painter, rect.adjusted(8, 0, -6, 0), shown)

    def _centred(self, rect: QRectF, words: str, style: BoxStyle, font: Words) -> None:
        if style.hatch and words:
            self._behind(rect.center(), font.width(words), style)
            self._painter.setPen(QColor(style.text))
        font.draw(self._painter, rect, words, CENTRE)

    def _behind(self, centre: QPointF, width: float, style: BoxStyle) -> None:
        """Words stand on plain ground, not on a hatch."""
        height = self._words.height
        self._painter.fillRect(
            QRectF(centre.x() - width / 2 - 2, centre.y() - height / 2 + 1, width + 4, height - 2), QColor(style.fill)
        )


@lru_cache(maxsize=8192)
def _wordings(words: str) -> tuple[str, ...]:
    """Ever fewer of the parts between the dots: the last says most, the first which; at last the number alone."""
    name, *rest = words.split(" · ")
    number = name.rpartition(" ")[2]
    short = number if name.startswith("epoch ") else name
    tries = [[name, *rest], [name, *rest[-1:]], [short, *rest[-1:]], [name], [number]]
    return tuple(" · ".join(one) for one in tries)


@lru_cache(maxsize=8192)
def _shown(words: str, room: int, font: Words, small: Words) -> tuple[str, bool]:
    """The longest wording for which there is room, and whether in small."""
    wordings = _wordings(words)
    shown = next((one for one, wide in zip(wordings, widths(wordings, font), strict=True) if wide <= room - 14), "")
    number = wordings[-1]
    return (number, True) if not shown and widths([number], small)[0] + 4 <= room else (shown, False)
