"""The grid itself, painted, and driven by wheel, mouse and keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from inspector.analysis.wording import count
from inspector.gui.grid import walk
from inspector.gui.grid.cells import Cell, Cells
from inspector.gui.grid.evidence import Area, area_of
from inspector.gui.grid.margins import ENDS, FOOT, HEAD, LABELS, MarginPainter
from inspector.gui.grid.paint import CellPainter
from inspector.gui.grid.pointing import area_where, selection_at, shared_at
from inspector.gui.grid.sight import NOTCH, SPARE, Extent, Sight
from inspector.gui.selection import Selection, Thing
from inspector.gui.spot_tip import spot_tip
from inspector.gui.theme import Theme
from inspector.gui.timeline.content import Content
from inspector.gui.timeline.epoch_badge import EpochBadge
from inspector.gui.timeline.tell import tell

KEYED_ZOOM = 1 / 0.6
NO_CELLS = Extent(0, 0, 0)


class GridCanvas(QWidget):
    """Epochs down, steps across."""

    selected = Signal(object)
    """a Selection, or None: the person clicked or keyed"""
    moved = Signal()
    """by hand"""
    fitAsked = Signal()
    menuAsked = Signal(QPoint)
    """at this place of the screen"""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("gridCanvas")
        self.setAccessibleName("Grid of steps")
        self.setAccessibleDescription(WHAT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._theme = theme
        self._content: Content | None = None
        self._cells: Cells | None = None
        self._badges: Sequence[EpochBadge] = ()
        """of its rows: those of the content may be of newer ones by the time this is painted"""
        self._selection: Selection | None = None
        self._framed: Area | None = None
        """where that is"""
        self._evidence: Area | None = None
        self.sight = Sight(NO_CELLS, 1, 1)
        self._pressed: QPointF | None = None
        """where the mouse was last, while its button is held"""
        self._dragged = False
        self._painter = CellPainter()

    # -- what is shown --------------------------------------------------------------------------------------------

    def show_cells(self, cells: Cells | None, content: Content | None) -> None:
        """Show these, as they are now."""
        if cells is not self._cells:
            self._selection = self._evidence = self._framed = None
        self._cells, self._content = cells, content
        self._badges = () if content is None else content.badges
        if self._selection is not None and (self._selection.thing is not Thing.BATCH or self._framed is None):
            self._framed = None if cells is None else area_where(cells, self._selection)
        self._painter.forget()
        self._see()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def select(self, selection: Selection | None) -> None:
        """Frame a thing, and bring it into view if it is not."""
        self._selection, self._evidence = selection, None
        self._framed = None if self._cells is None else area_where(self._cells, selection)
        if self._framed is not None:
            self.sight = self.sight.showing(*self._framed)
        told = "" if self._content is None or selection is None else tell(self._content, selection)
        self.setAccessibleDescription("\n".join(part for part in (WHAT, told) if part))
        self.update()

    def show_evidence(self, area: Area) -> None:
        """Frame this, and have it fill the view comfortably."""
        self._evidence = area
        self.sight = self.sight.filled_with(*area)
        self.update()

    @property
    def spare_height(self) -> int:
        """Pixels under the last line."""
        return max(0, int(self.sight.height - SPARE - self.sight.extent.lines * self.sight.cell_height))

    def show_newest(self) -> None:
        """Have the step in view that began last."""
        cell = None if self._cells is None else self._cells.newest
        if cell is not None and self._cells is not None:
            self.see(
                self.sight.showing(*area_of(self._cells, cell.row, range(cell.step, cell.step + 1), cell.validation))
            )

    def see(self, sight: Sight) -> None:
        """Have another part in view."""
        self.sight = sight
        self._see()

    def show_whole(self) -> None:
        """Have everything in view."""
        self.see(replace(self.sight, zoom=0.0, x=0.0, y=0.0))

    def _see(self) -> None:
        cells = self._cells
        extent = NO_CELLS if cells is None else cells.extent
        foot = FOOT if cells is not None and cells.beyond else 0.0
        width, height = self.width() - LABELS - ENDS, self.height() - HEAD - foot
        self.sight = self.sight.resized(extent, max(1.0, width), max(1.0, height), self.devicePixelRatioF())
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._see()

    # -- what is where --------------------------------------------------------------------------------------------

    def _in_sight(self, pos: QPointF) -> QPointF:
        return QPointF(pos.x() - LABELS, pos.y() - HEAD)

    def selection_at(self, pos: QPointF) -> Selection | None:
        """What a click at this pixel selects."""
        at = self._in_sight(pos)
        return None if self._cells is None else selection_at(self._cells, self.sight, at.x(), at.y())

    def words_at(self, pos: QPointF) -> str:
        """All that is to say about what is at this pixel."""
        selection, at = self.selection_at(pos), self._in_sight(pos)
        if selection is None or self._cells is None or self._content is None:
            return ""
        words, shared = tell(self._content, selection), shared_at(self._cells, self.sight, at.x(), at.y())
        if shared is None or shared.cells == 1 or selection.thing is Thing.EPOCH:
            return words
        return f"{count(shared.cells, 'step')} share this pixel, the worst of them:\n{words}"

    def center_of(self, selection: Selection) -> QPointF | None:
        """Where a click selects this thing; None where it is not in view."""
        area = None if self._cells is None else area_where(self._cells, selection)
        if area is None:
            return None
        rect = self._rect(area)
        if selection.thing is Thing.EPOCH:
            return QPointF(LABELS / 2, rect.center().y())
        inside = rect.intersected(QRectF(LABELS, HEAD, self.sight.width, self.sight.height))
        return None if inside.isEmpty() else inside.center()

    def _rect(self, area: Area) -> QRectF:
        """The pixels of it, at least a few."""
        sight = self.sight
        left, right = (sight.px(column, area.validation) for column in (area.columns.start, area.columns.stop))
        top, bottom = sight.py(area.lines.start), sight.py(area.lines.stop)
        rect = QRectF(LABELS + left, HEAD + top, right - left, bottom - top)
        more_wide, more_high = (max(0.0, LEAST - side) / 2 for side in (rect.width(), rect.height()))
        return rect.adjusted(-more_wide, -more_high, more_wide, more_high)

    # -- the person -----------------------------------------------------------------------------------------------

    def _choose(self, selection: Selection | None) -> None:
        self.select(selection)
        self.selected.emit(selection)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._pressed, self._dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        by = self._pressed - event.position()
        if not self._dragged and by.manhattanLength() < QApplication.startDragDistance():
            return
        self._pressed, self._dragged = event.position(), True
        self._go(self.sight.moved(by.x(), by.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and not self._dragged and event.button() is Qt.MouseButton.LeftButton:
            self._choose(self.selection_at(event.position()))
        self._pressed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.fitAsked.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._go(self.sight.moved(-(turned.x() + turned.y()) * 0.6, 0))
        elif abs(turned.x()) > abs(turned.y()):
            self._go(self.sight.moved(-turned.x() * 0.6, 0))
        else:
            at = self._in_sight(event.position())
            self._go(self.sight.zoomed(NOTCH ** (turned.y() / 120), at.x(), at.y()))
        event.accept()

    def _go(self, sight: Sight) -> None:
        before = self.sight
        self.see(sight)
        if self.sight.seen != before.seen:
            self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Right | Qt.Key.Key_Left:
                self.walk_on(event.key() == Qt.Key.Key_Right)
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self._walk_across(event.key() == Qt.Key.Key_Down)
            case Qt.Key.Key_Home | Qt.Key.Key_End:
                found = self._found()
                self._walk_to(self._end(None if found is None else found[0], event.key() == Qt.Key.Key_End))
            case Qt.Key.Key_PageUp | Qt.Key.Key_PageDown:
                page = self.sight.height * (0.9 if event.key() == Qt.Key.Key_PageDown else -0.9)
                self._go(self.sight.moved(0, page))
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal | Qt.Key.Key_Minus:
                self._zoom(1 / KEYED_ZOOM if event.key() == Qt.Key.Key_Minus else KEYED_ZOOM)
            case Qt.Key.Key_F:
                self.fitAsked.emit()
            case Qt.Key.Key_Escape if self._selection is not None:
                self._choose(None)
            case _:
                event.ignore()
                return
        event.accept()

    def _found(self) -> tuple[Cell, int] | None:
        """The cell of what is selected, or the first of its epoch."""
        if self._cells is None or self._selection is None:
            return None
        found = self._cells.find(self._selection)
        row = self._cells.row_of(self._selection.epoch)
        return found if found is not None or row is None else (Cell(row, 0), 1)

    def walk_on(self, forward: bool) -> None:
        """Select the next step, or the one before."""
        if self._cells is None:
            return
        found = self._found()
        self._walk_to(walk.start(self._cells) if found is None else walk.beside(self._cells, *found, forward))

    def _walk_across(self, down: bool) -> None:
        if self._cells is not None:
            found = self._found()
            self._walk_to(walk.start(self._cells) if found is None else walk.across(self._cells, found[0], down))

    def _end(self, cell: Cell | None, last: bool) -> Cell | None:
        return None if self._cells is None else walk.end(self._cells, cell, last)

    def _walk_to(self, cell: Cell | None) -> None:
        if cell is not None and self._cells is not None:
            self._choose(self._cells.selection(cell))

    def _zoom(self, factor: float) -> None:
        """At what is selected, or in the middle."""
        at = QPointF(self.sight.width / 2, self.sight.height / 2)
        if self._framed is not None:
            at = self._in_sight(self._rect(self._framed).center())
        self._go(self.sight.zoomed(factor, at.x(), at.y()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        selection = self.selection_at(QPointF(event.pos()))
        if selection is not None:
            self._choose(selection)
        self.menuAsked.emit(event.globalPos())

    def event(self, event: QEvent) -> bool:
        return spot_tip(event, self, self.words_at) or super().event(event)

    # -- painting -------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._cells is None:
            return
        if self.sight.ratio != self.devicePixelRatioF():
            self._see()
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = QRectF(LABELS, HEAD, self.sight.width, self.sight.height)
        p.setClipRect(inside)
        p.translate(LABELS, HEAD)
        self._painter.paint(p, self._cells, self.sight, self._theme, self.font())
        p.translate(-LABELS, -HEAD)
        p.setClipRect(inside.adjusted(-3, -3, 3, 3))
        for area, colour in ((self._evidence, self._theme.problem), (self._framed, self._theme.text)):
            if area is not None:
                self._frame(p, self._rect(area).adjusted(-1.5, -1.5, 0.5, 0.5), colour)
        p.setClipping(False)
        MarginPainter(p, self._theme, self.font(), self._cells, self.sight).paint(self._badges)
        p.end()

    def _frame(self, p: QPainter, rect: QRectF, colour: str) -> None:
        p.setBrush(Qt.BrushStyle.NoBrush)
        for width, shade in ((4, self._theme.canvas), (2, colour)):
            p.setPen(QPen(QColor(shade), width))
            p.drawRoundedRect(rect, 3, 3)


WHAT = "One line an epoch, a cell a step. Arrow keys select a step; the table of epochs says the same in words."
LEAST = 5.0
"""Pixels of a frame."""
