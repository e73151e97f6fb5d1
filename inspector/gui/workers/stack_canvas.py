"""All workers over each other: one range for all of them, and as many as there are, by scrolling."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from inspector.gui.axis_in_view import AxisInView
from inspector.gui.spot_tip import spot_tip
from inspector.gui.theme import Theme
from inspector.gui.timeline.axis import Axis
from inspector.gui.timeline.labels import fitted
from inspector.gui.timeline.look import mixed, sized
from inspector.gui.timeline.tell import tell
from inspector.gui.workers.group_painter import GUTTER, NOTE_PX, GroupPainter
from inspector.gui.workers.pointing import Pointed, at, beneath, over, step
from inspector.gui.workers.shared_ruler import HEIGHT as RULER
from inspector.gui.workers.shared_ruler import SharedRuler
from inspector.gui.workers.stack import Mark, Stack

NEAR = 3.0
"""A click this many pixels beside a box still means it."""
DEEPEST = 1e6
"""How far one can zoom in."""


class StackCanvas(QAbstractScrollArea):
    """The wheel zooms at the pointer, and scrolls over the names; dragging pans; a click selects; arrows walk."""

    pointed = Signal(object)
    """what was selected: a `Pointed`, or None"""
    openWanted = Signal(int)
    """the number of a worker whose head was clicked twice"""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("workersCanvas")
        self.setAccessibleName("The workers over each other")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().installEventFilter(self)
        self._theme = theme
        self._stack: Stack | None = None
        self._axis = AxisInView(self.viewport(), GUTTER)
        self._fitted: tuple[float, float] | None = None
        """the range that shows everything"""
        self._marks: Sequence[Mark] = ()
        self.selected: Pointed | None = None

    def show_stack(self, stack: Stack) -> None:
        """Show these, all of them."""
        self._stack, self._marks, self.selected = stack, (), None
        heads = ". ".join(f"{group.worker.name}: {group.verdict}; {group.clock}" for group in stack.groups)
        self.setAccessibleDescription(heads)
        whole = stack.extent[1] - stack.extent[0]
        self._axis.limits = (whole / DEEPEST, 4 * whole)
        self._share_height()
        self.fit_view()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.viewport().update()

    # -- what is in view ------------------------------------------------------------------------------------------

    @property
    def range_in_view(self) -> tuple[float, float]:
        """From where to where, in the axis' unit."""
        return self._axis.range

    def fit_view(self) -> None:
        """Everything from left to right in view."""
        if self._stack is not None:
            words = QFontMetricsF(sized(self.font(), NOTE_PX, strong=True))
            notes = [(note.x, words.horizontalAdvance(note.text) + 16) for note in self._stack.notes]
            self._axis.show(*fitted(self._stack.extent, notes, self._axis.scale.width))
            self._fitted = self._axis.range

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Where a finding shows: mark it, and bring it into view."""
        self._marks = marks
        if marks and self._stack is not None:
            left, right = min(mark.x for mark in marks), max(mark.x for mark in marks)
            whole = self._stack.extent[1] - self._stack.extent[0]
            width = max(right - left, 6.0 if self._stack.axis is Axis.STEP else 0.06 * whole)
            middle = (left + right) / 2
            self._axis.show(middle - 0.8 * width, middle + 0.8 * width)
            self._scroll_to(marks[0].group)
        self.viewport().update()

    # -- the groups, from top to bottom ---------------------------------------------------------------------------

    def _tops(self) -> list[float]:
        """Where each group begins, and where the last one ends, if nothing is scrolled."""
        tops = [0.0]
        for group in self._stack.groups if self._stack is not None else ():
            tops.append(tops[-1] + group.height)
        return tops

    def _share_height(self) -> None:
        bar, room = self.verticalScrollBar(), self.viewport().height() - RULER
        if self._stack is not None:
            self._stack.stretch(room)
        bar.setRange(0, max(0, round(self._tops()[-1] - room)))
        bar.setPageStep(max(1, round(room)))
        bar.setSingleStep(30)

    def _scroll_to(self, group: int) -> None:
        tops, bar = self._tops(), self.verticalScrollBar()
        if tops[group] < bar.value():
            bar.setValue(round(tops[group]))
        elif tops[group + 1] > bar.value() + bar.pageStep():
            bar.setValue(round(tops[group + 1] - bar.pageStep()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_height()
        if self._axis.range == self._fitted:
            self.fit_view()

    # -- the person -----------------------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.position().x() < GUTTER:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - event.angleDelta().y())
        else:
            self._axis.wheel(event)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._axis.press(event)
            self.select(self.at(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._axis.drag(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._axis.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self.at(event.position())
        if found is not None and found.is_head:
            self.openWanted.emit(found.group)
        else:
            self.fit_view()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        forward = event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Down)
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right if self._stack is not None and not shifted:
                self._go(step(self._stack, self.selected, forward))
            case Qt.Key.Key_Up | Qt.Key.Key_Down if self._stack is not None:
                self._go(beneath(self._stack, self.selected, forward))
            case Qt.Key.Key_Home:
                self.fit_view()
            case Qt.Key.Key_PageUp | Qt.Key.Key_PageDown:
                bar = self.verticalScrollBar()
                bar.setValue(bar.value() + (1 if event.key() == Qt.Key.Key_PageDown else -1) * bar.pageStep())
            case _ if not self._axis.key(event):
                event.ignore()

    def _go(self, there: Pointed | None) -> None:
        if there is None:
            return
        self.select(there)
        self._scroll_to(there.group)
        span = over(self._stack, there) if self._stack is not None else None
        left, right = self._axis.range
        if span is not None and (span[1] < left or span[0] > right):
            self._axis.pan((span[0] + span[1] - left - right) / 2)

    def select(self, there: Pointed | None) -> None:
        """Frame a thing, or a head, and tell of it."""
        self.selected = there
        self.viewport().update()
        self.pointed.emit(there)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return spot_tip(event, self.viewport(), lambda pos: self.words_of(self.at(pos)))

    def at(self, pos: QPointF) -> Pointed | None:
        """What is at this pixel of the viewport."""
        if self._stack is None or pos.y() < RULER:
            return None
        y, tops = pos.y() - RULER + self.verticalScrollBar().value(), self._tops()
        number = next((n for n, bottom in enumerate(tops[1:]) if y < bottom), None)
        if number is None:
            return None
        x = None if pos.x() < GUTTER else self._axis.at(pos)
        return at(self._stack, number, x, y - tops[number], NEAR / self._axis.scale.unit)

    def words_of(self, there: Pointed | None) -> str:
        """A sentence or two on what was pointed at, after the worker's name."""
        if there is None or self._stack is None:
            return ""
        group = self._stack.groups[there.group]
        if there.selection is None:
            return f"{group.worker.name}: {group.verdict}. {group.clock}. It {group.own}."
        return f"{group.worker.name}: {tell(group.content, there.selection)}"

    def y_of(self, group: int, lane: int) -> float:
        """The pixel of the middle of a lane, for tests."""
        assert self._stack is not None
        band = self._stack.groups[group].bands[lane]
        return RULER + self._tops()[group] - self.verticalScrollBar().value() + band.top + band.height / 2

    def x_of(self, x: float) -> float:
        """The pixel of a place on the axis."""
        return self._axis.px(x)

    # -- painting -------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self._paint(painter, self.viewport().height(), self.verticalScrollBar().value())
        painter.end()

    def picture(self, dots: float = 2.0) -> QImage:
        """All groups, whether they are scrolled into view or not, with so many dots a pixel."""
        width, height = self.viewport().width(), round(RULER + self._tops()[-1])
        image = QImage(round(width * dots), round(height * dots), QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(dots)
        painter = QPainter(image)
        self._paint(painter, height, 0)
        painter.end()
        return image

    def _paint(self, p: QPainter, height: float, scrolled: float) -> None:
        t, width = self._theme, float(self.viewport().width())
        p.fillRect(QRectF(0, 0, width, height), QColor(t.canvas))
        if self._stack is None:
            return
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        tops = [RULER + top - scrolled for top in self._tops()]
        p.save()
        p.setClipRect(QRectF(0, RULER, width, height - RULER))
        self._breaks(p, tops[0], tops[-1])
        for number in range(len(self._stack.groups)):
            if tops[number + 1] > RULER and tops[number] < height:
                self._group(p, number, tops[number], width)
        p.restore()
        p.save()
        p.setClipRect(QRectF(GUTTER - 12, 0, width - GUTTER + 12, RULER))
        p.translate(GUTTER, 0)
        p.setPen(QColor(t.quiet))
        SharedRuler(p, self._axis.scale, t, self.font()).paint(self._stack)
        p.restore()
        p.fillRect(QRectF(0, RULER, width, 1), QColor(t.line))

    def _group(self, p: QPainter, number: int, top: float, width: float) -> None:
        assert self._stack is not None
        there = self.selected if self.selected is not None and self.selected.group == number else None
        marks = [mark.x for mark in self._marks if mark.group == number]
        p.save()
        p.translate(0, top)
        painter = GroupPainter(p, self._axis.scale, width, self._theme, self.font())
        painter.paint(
            self._stack.groups[number], there.selection if there else None, marks,
            chosen=there is not None and there.is_head,
        )  # fmt: skip
        p.restore()

    def _breaks(self, p: QPainter, top: float, bottom: float) -> None:
        """Where the axis leaves out what nobody recorded: a strip through all groups."""
        time = None if self._stack is None else self._stack.time
        if time is None:
            return
        for one in time.breaks:
            a, b = map(self.x_of, time.span_of(one))
            a, b = max(a, GUTTER), min(b, GUTTER + self._axis.scale.width)
            if b > a:
                p.fillRect(
                    QRectF(a, top, b - a, bottom - top), QColor(mixed(self._theme.line, self._theme.canvas, 0.6))
                )
                p.setPen(QPen(QColor(self._theme.line), 1))
                for x in (a, b):
                    p.drawLine(QPointF(x, top), QPointF(x, bottom))
