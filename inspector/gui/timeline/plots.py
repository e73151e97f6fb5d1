"""The two plots, one over the other: the lanes, and the batch sizes. One x is one x in both."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGraphicsView, QWidget

from inspector.gui.selection import Selection
from inspector.gui.spot_tip import spot_tip
from inspector.gui.theme import Theme
from inspector.gui.timeline.back_item import BackItem
from inspector.gui.timeline.boxes import Boxes
from inspector.gui.timeline.break_item import BreakItem
from inspector.gui.timeline.content import Content
from inspector.gui.timeline.gutter import Gutter, SizeGutter
from inspector.gui.timeline.hand import Hand
from inspector.gui.timeline.lane_layout import LaneBand, lay_out, least_height, most_height
from inspector.gui.timeline.lane_painter import NOTE_PX
from inspector.gui.timeline.lanes_item import LanesItem
from inspector.gui.timeline.look import sized
from inspector.gui.timeline.ruler import Ruler
from inspector.gui.timeline.scale import Scale
from inspector.gui.timeline.size_item import SizeItem
from inspector.gui.timeline.span_view_box import SpanViewBox
from inspector.gui.timeline.tell import tell

SLACK = 3.0
"""A click this many pixels beside a box still means it."""
RIGHT = 10
Hit = tuple[LaneBand | None, Boxes, int]


class SpanPlot(pg.PlotWidget):
    """A plot over the run, with a fixed column at the left; keys go to the timeline."""

    keyPressed = Signal(object)

    def __init__(self, theme: Theme, axes: dict[str, pg.AxisItem], parent: QWidget | None = None) -> None:
        self.view = SpanViewBox()
        super().__init__(parent, viewBox=self.view, axisItems=axes)
        self.content: Content | None = None
        self.plotItem.hideButtons()
        self.plotItem.setMenuEnabled(False)
        self.plotItem.layout.setContentsMargins(0, 0, RIGHT, 0)
        self.plotItem.layout.setSpacing(0)
        for name in {"left", "top", "right", "bottom"} - set(axes):  # hidden, and yet they would lay out their words
            self.plotItem.getAxis(name).unlinkFromView()
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheNone)  # one colour is sooner filled than copied
        # Nothing is painted beyond its item, so what lies beside need not be painted again.
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontAdjustForAntialiasing)
        self.setFrameShape(pg.QtWidgets.QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.theme = theme
        self.setBackground(theme.canvas)
        self.hand = Hand(self, self.view)
        self.viewport().installEventFilter(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()
        self.keyPressed.emit(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A filter, not viewportEvent: an exception while painting under a Python override would crash the process.
        return spot_tip(event, self.viewport(), self.words_at)

    @property
    def scale_in_view(self) -> Scale:
        """The range in view, in pixels."""
        left, right = self.view.viewRange()[0]
        return Scale(left, right, self.view.width())

    def set_right_margin(self, pixels: int) -> None:
        """Leave this free at the right: as much as a scroll bar takes from the other plot."""
        self.plotItem.layout.setContentsMargins(0, 0, RIGHT + pixels, 0)

    def words_at(self, pos: QPointF) -> str:
        """The sentence for what is at this pixel of the widget."""
        hit = self.hit(self.view.mapFromScene(self.mapToScene(pos.toPoint())))
        if hit is None or self.content is None:
            return ""
        return tell(self.content, hit[1].selection(hit[2]))

    def hit(self, pos: QPointF) -> Hit | None:
        """What is at this pixel of the view box."""
        raise NotImplementedError

    def to_widget(self, x: float, y: float) -> QPoint:
        """The pixel of this widget for a pixel of the view box."""
        return self.mapFromScene(self.view.mapToScene(QPointF(x, y)))


class LanePlot(SpanPlot):
    """The lanes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._gutter = Gutter(theme)
        super().__init__(theme, {"left": self._gutter}, parent)
        self.setObjectName("timelinePlot")
        self.setAccessibleName("Timeline")
        self.plotItem.hideAxis("bottom")
        self._back, self._break = BackItem(self.view, theme), BreakItem(self.view, theme)
        self._lanes = LanesItem(self.view)
        self._shape: tuple[object, ...] = ()

    @property
    def bands(self) -> list[LaneBand]:
        """The lanes and where they are."""
        return self._back.bands

    def show_content(self, content: Content | None) -> None:
        """Another run, axis or theme."""
        self.content = content
        self._back.content = self._break.content = content
        self._shape = ()
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.theme = self._gutter.theme = self._back.theme = self._break.theme = theme
        self.setBackground(theme.canvas)
        self.show_content(self.content)

    def refresh(self) -> None:
        """The run has grown: there may be another lane, and the others have new boxes."""
        lanes = [] if self.content is None else self.content.lanes.shown
        shape = (*(id(lane) for lane in lanes), self.height())
        if shape != self._shape:
            self._shape = shape
            self._lay_out()
        for item in (self._back, self._lanes, self._break):
            item.update()

    def _lay_out(self) -> None:
        content = self.content
        bands = [] if content is None else lay_out(content.lanes, self.height())
        self._back.bands = self._break.bands = self._gutter.bands = bands
        self._gutter.update()
        self._lanes.show_bands(bands, content, self.theme)

    @property
    def least_height(self) -> int:
        """What the lanes need."""
        return 60 if self.content is None else least_height(self.content.lanes)

    @property
    def most_height(self) -> int:
        """What the lanes can use."""
        return 60 if self.content is None else most_height(self.content.lanes)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        if hasattr(self, "_shape"):
            self.refresh()

    def highlight(self, selection: Selection | None) -> None:
        """Frame what is selected."""
        self._lanes.highlight(selection)

    @property
    def framed(self) -> int:
        """In how many lanes something is framed."""
        return self._lanes.framed

    def hit(self, pos: QPointF) -> Hit | None:
        scale = self.scale_in_view
        x, slack = scale.x(pos.x()), SLACK / scale.unit
        for band in self.bands:
            if band.top <= pos.y() < band.top + band.height and band.lane.sentences is None:
                found = ((boxes, boxes.pointed_at(x, slack)) for boxes in reversed(band.lane.layers))
                hits = [(boxes, number) for boxes, number in found if number is not None]
                if not hits:
                    return None
                top = hits[0]
                if top[0].narrow(top[1], slack):
                    top = next((hit for hit in hits if hit[0].is_flagged(hit[1])), top)
                return band, *top
        return None

    def words_at(self, pos: QPointF) -> str:
        """The sentence for what is at this pixel of the widget."""
        at = self.view.mapFromScene(self.mapToScene(pos.toPoint()))
        scale = self.scale_in_view
        for band in self.bands:
            if band.lane.sentences is not None and band.top <= at.y() < band.top + band.height:
                boxes = band.lane.layers[0]
                number = boxes.at(scale.x(at.x()), SLACK / scale.unit)
                return "" if number is None else band.lane.sentences[boxes.value("text", number)]
        return super().words_at(pos)

    def notes(self) -> list[tuple[float, float]]:
        """x and pixels of all words beside boxes."""
        if self.content is None:
            return []
        strong = QFontMetricsF(sized(self.font(), NOTE_PX, strong=True))
        return [
            (note.x, max(strong.horizontalAdvance(note.text), strong.horizontalAdvance(note.detail)) + 16)
            for notes in self.content.notes.values()
            for note in notes
        ]


class SizePlot(SpanPlot):
    """The batch sizes, and the axis at the bottom."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._gutter, self._ruler = SizeGutter(theme), Ruler(theme)
        super().__init__(theme, {"left": self._gutter, "bottom": self._ruler}, parent)
        self.setObjectName("batchSizePlot")
        self.setAccessibleName("Batch sizes")
        self._item = SizeItem(self.view, theme)
        self.view.sigResized.connect(lambda *_: self._label())
        self.view.sigRangeChanged.connect(lambda *_: self._ruler.update())

    def show_content(self, content: Content | None) -> None:
        """Another run or axis."""
        self.content = self._item.content = self._ruler.content = content
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.theme = self._item.theme = self._gutter.theme = self._ruler.theme = theme
        self.setBackground(theme.canvas)
        self.refresh()

    def refresh(self) -> None:
        """The run has grown."""
        self._item.refresh()
        self._label()
        self._ruler.update()

    def _label(self) -> None:
        self._gutter.ticks = [] if self.content is None else [(y, f"{rows:,}") for y, rows in self._item.ticks]
        self._gutter.update()

    def highlight(self, selection: Selection | None) -> None:
        """Frame the selected batch."""
        boxes = self._item.boxes
        self._item.selected = None if selection is None or boxes is None else boxes.find(selection)
        self._item.update()

    def hit(self, pos: QPointF) -> Hit | None:
        boxes = self._item.boxes
        if boxes is None:
            return None
        scale = self.scale_in_view
        number = boxes.at(scale.x(pos.x()), SLACK / scale.unit)
        return None if number is None else (None, boxes, number)
