"""What stands around the cells: the epochs at the left, how each ended at the right, the numbers of the steps above."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from inspector.analysis.grid import EpochVerdict
from inspector.gui.grid.cells import Cells
from inspector.gui.grid.paint import image_in
from inspector.gui.grid.raster import severities
from inspector.gui.grid.round_numbers import rounded_up
from inspector.gui.grid.severity import VERDICT_SEVERITY
from inspector.gui.grid.sight import Pixels, Sight
from inspector.gui.grid.tiles import verdict_colour, verdict_colours
from inspector.gui.theme import Theme
from inspector.gui.timeline.epoch_badge import EpochBadge
from inspector.gui.timeline.look import sized
from inspector.gui.timeline.words import CENTRE, Words, words_in

LABELS, ENDS, HEAD, FOOT = 140.0, 96.0, 34.0, 18.0
"""Pixels at the left, at the right, above and, where something stands there, below."""
MARGIN = 12.0
LINE = 13.0
"""Pixels that a line of words needs."""
MARK = 12.0
ABOVE = 3.0
"""Words reach so far over the first line, where it is lower than they are."""


class Ruled(NamedTuple):
    """A number, and where it stands."""

    at: int
    px: float


class MarginPainter:
    """Paints them in the colours of a theme."""

    def __init__(self, painter: QPainter, theme: Theme, font: QFont, cells: Cells, sight: Sight) -> None:
        self._painter, self._theme, self._cells, self._sight = painter, theme, cells, sight
        self._strong, self._plain = words_in(sized(font, 11, strong=True)), words_in(sized(font, 10))

    def paint(self, badges: Sequence[EpochBadge]) -> None:
        """All of them; the origin is that of the widget."""
        p, sight = self._painter, self._sight
        left = LABELS + sight.right + 8
        p.save()
        p.setClipRect(QRectF(0, HEAD - ABOVE, LABELS + sight.width + ENDS, sight.height + ABOVE))
        p.translate(0, HEAD)
        self._labels(badges)
        if all(every == 1 for _, every in self._rows_told()):
            self._ends(left)
        else:
            self._crowd_of_ends(left)
        p.restore()
        self._foot()
        p.translate(LABELS, 0)
        self._head()

    # -- at the left ----------------------------------------------------------------------------------------------

    def _labels(self, badges: Sequence[EpochBadge]) -> None:
        """Each epoch by its number and its steps done of those expected; every tenth, say, where lines are thin."""
        sight, layout = self._sight, self._cells.layout
        for row, every in self._rows_told():
            badge, top = badges[row], sight.py(int(layout.first[row]))
            height = max(LINE, sight.cell_height) if every == 1 else LINE
            if every > 1 and top + LINE > sight.height + ABOVE:
                continue
            if every > 1:  # in the middle of its line, and whole
                top = max(-ABOVE, top + sight.cell_height / 2 - LINE / 2)
            area = QRectF(MARGIN, top, LABELS - MARGIN - 8, height)
            name = badge.name or f"epoch {badge.number}"
            self._say(self._strong, area, name, self._theme.text)
            if every == 1:
                room = area.adjusted(self._strong.width(name) + 8, 0, 0, 0)
                tone = self._theme.problem if badge.fell_short else self._theme.quiet
                told = (one for one in _counts(badge) if self._plain.width(one) <= room.width())
                self._right(self._plain, room, next(told, ""), tone)
                self._continued(row)

    def _rows_told(self) -> list[tuple[int, int]]:
        """The rows in view that have words, and of how many each is one."""
        lines = self._sight.lines_in_view()
        if not lines:
            return []
        layout = self._cells.layout
        first, last = layout.row_at(lines.start), layout.row_at(lines.stop - 1)
        high = self._sight.cell_height * len(lines) / (last - first + 1)
        every = rounded_up(LINE / high)
        first += -self._cells.rows[first].number % every
        return [(row, every) for row in range(first, last + 1, every)]

    def _continued(self, row: int) -> None:
        """Which step each further line of an epoch begins with."""
        layout, sight = self._cells.layout, self._sight
        first, stop = layout.first[row : row + 2].tolist()
        every = rounded_up(LINE / sight.cell_height)
        for line in range(first + every, stop, every):
            if not layout.columns:
                return
            words = f"from {(line - first) * layout.columns}"
            area = QRectF(MARGIN, sight.py(line), LABELS - MARGIN - 8, max(LINE, sight.cell_height))
            if line in sight.lines_in_view():
                self._right(self._plain, area, words, self._theme.quiet)

    # -- above ----------------------------------------------------------------------------------------------------

    def _head(self) -> None:
        """What the columns are, and their numbers."""
        width = self._sight.width
        cut = self._cells.layout.lines > len(self._cells.rows)
        for validation, word in ((False, "steps"), (True, "validation")):
            columns = self._cells.layout.width(validation)
            if not columns:
                continue
            left = max(0.0, self._sight.left_of(validation))
            word = f"{word}, {columns:,} a line" if cut else word
            if self._plain.width(word) < width - left:
                self._say(self._plain, QRectF(left, 2, width, 14), word, self._theme.quiet)
            for at, px in self.ticks(validation):
                self._centred(QRectF(px - 40, 17, 80, 14), str(at))

    def ticks(self, validation: bool) -> list[Ruled]:
        """The numbers of the steps in view, every one, or every 2nd, 5th, 10th ... where they are close."""
        sight = self._sight
        columns = sight.columns_in_view(validation)
        if not columns:
            return []
        room = self._plain.width(str(columns.stop)) + 12
        every = rounded_up(room / sight.cell_width)
        first = -(-columns.start // every) * every
        found = [Ruled(at, sight.px(at + 0.5, validation)) for at in range(first, columns.stop, every)]
        half = room / 2 - 6
        return [
            one
            for one in found
            if half <= one.px <= sight.width - half or (one.at == 0 and sight.px(0, validation) >= 0)
        ]

    # -- at the right ---------------------------------------------------------------------------------------------

    def _ends(self, left: float) -> None:
        """How each epoch ended: a mark and words, where there is a line for each."""
        sight, layout = self._sight, self._cells.layout
        for row, _ in self._rows_told():
            verdict = self._cells.rows[row].verdict
            area = QRectF(left, sight.py(int(layout.first[row])), MARK, max(LINE, sight.cell_height))
            self._mark(area, verdict)
            words = QRectF(left + MARK + 6, area.top(), ENDS, area.height())
            shown = self._theme.quiet if verdict is EpochVerdict.PENDING else verdict_colour(self._theme, verdict)
            self._say(self._plain, words, verdict.value, shown)

    def _crowd_of_ends(self, left: float) -> None:
        """A column of pixels, each of the worst end of its epochs: there is no line for each."""
        ratio, wide = self._sight.ratio, round(MARK * self._sight.ratio)
        across = Pixels(np.zeros(wide, np.int64), 0, np.zeros(wide, bool), MARK)
        shown = severities(self._cells.ends, self._sight.down(), across, ratio, VERDICT_SEVERITY[EpochVerdict.SHORT])
        image = image_in(shown, verdict_colours(self._theme))
        self._painter.drawImage(QRectF(left, 0, image.width() / ratio, image.height() / ratio), image)

    def _mark(self, area: QRectF, verdict: EpochVerdict) -> None:
        """A tick: on_epoch_end came. A bar: it came before its time. A torn edge: it never came."""
        p, x, y = self._painter, area.center().x(), area.center().y()
        high = min(area.height() - 2, 14.0) / 2
        pen = QPen(QColor(verdict_colour(self._theme, verdict)), 1.8)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        p.setPen(pen)
        if verdict is EpochVerdict.ENDED:
            p.drawPolyline([QPointF(x - 4, y), QPointF(x - 1, y + 3), QPointF(x + 4.5, y - 3.5)])
        elif verdict in (EpochVerdict.SHORT, EpochVerdict.EMPTY, EpochVerdict.STOPPED):
            p.fillRect(QRectF(x - 1.75, y - high, 3.5, 2 * high), pen.color())
        elif verdict is EpochVerdict.NEVER_ENDED:
            p.drawPolyline([QPointF(x + (2 if i % 2 else -2), y - high + i * high / 2) for i in range(5)])
        elif verdict is EpochVerdict.NEVER_BEGAN:
            p.drawLine(QPointF(x - 3, y), QPointF(x + 3, y))
        elif verdict in (EpochVerdict.RUNNING, EpochVerdict.UNKNOWN):
            for i in (-4, 0, 4):
                p.drawPoint(QPointF(x + i, y))

    # -- below ----------------------------------------------------------------------------------------------------

    def _foot(self) -> None:
        """How many epochs have no line."""
        beyond, sight = self._cells.beyond, self._sight
        if beyond:
            what = "may still come" if not self._cells.run.over else "did not begin"
            top = HEAD + min(sight.py(sight.extent.lines) + 2, sight.height)
            area = QRectF(MARGIN, top, LABELS + sight.width, FOOT)
            self._say(
                self._plain, area, f"and {beyond:,} more epoch{'s' * (beyond > 1)} that {what}", self._theme.quiet
            )

    # -- words ----------------------------------------------------------------------------------------------------

    def _say(self, words: Words, area: QRectF, said: str, colour: str) -> None:
        self._painter.setPen(QColor(colour))
        words.draw(self._painter, area, words.elided(said, area.width()))

    def _right(self, words: Words, area: QRectF, said: str, colour: str) -> None:
        width = words.width(said)
        if width <= area.width():
            self._say(words, QRectF(area.right() - width, area.top(), width + 1, area.height()), said, colour)

    def _centred(self, area: QRectF, said: str) -> None:
        self._painter.setPen(QColor(self._theme.quiet))
        self._plain.draw(self._painter, area, said, CENTRE)


def _counts(badge: EpochBadge) -> list[str]:
    """Steps done of those expected, and in as few figures as say anything."""
    row = badge.row
    if row.expected is None:
        return [f"{row.done:,}"] if row.epoch is not None else []
    share = 100 * row.done // max(1, row.expected)
    return [f"{row.done:,}/{row.expected:,}", f"{share} %"]
