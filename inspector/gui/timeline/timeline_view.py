"""The timeline of one run: title, epoch strip, lanes, batch sizes, legend; one selection, one range for all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from inspector.analysis.finding import Finding
from inspector.analysis.run import Run
from inspector.gui.aside import Aside
from inspector.gui.focus_ring import FocusRing
from inspector.gui.selection import Selection, Thing
from inspector.gui.theme import Theme
from inspector.gui.timeline.axis import Axis
from inspector.gui.timeline.content import Content, takes_long
from inspector.gui.timeline.evidence import evidence_span
from inspector.gui.timeline.lanes import Lanes
from inspector.gui.timeline.plots import SpanPlot
from inspector.gui.timeline.range_in_view import RangeInView
from inspector.gui.timeline.timeline_parts import TimelineParts
from inspector.gui.timeline.view_history import View
from inspector.gui.timeline.walk import Found, across, beside, end, find, middle

ZOOM_STEP = 0.6


class TimelineView(TimelineParts):
    """What `fit` really did, from left to right."""

    selected = Signal(object)
    """a Selection, or None: the person clicked or keyed"""
    followChanged = Signal(bool)
    axisChanged = Signal(object)
    """an `Axis`, where going back or forward chose it"""
    historyChanged = Signal(bool, bool)
    """whether there is a view to go back to, and one to go forward to"""
    laidOut = Signal()
    """the run is shown as it was laid out on another thread"""
    menuAsked = Signal(QPoint)
    """at this place of the screen; what is there is selected"""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("timelineView")
        self.setAccessibleName("Timeline of the run")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._run: Run | None = None
        self._selection: Selection | None = None
        self._range = RangeInView(self.plot, self.size_plot, self)
        self._range.followChanged.connect(self.followChanged)
        self._range.historyChanged.connect(self.historyChanged)
        self._laying_out = Aside(self)
        for part in (self, self.strip, self.plot, self.size_plot):
            FocusRing(part)
        self._listen()
        self.set_theme(theme)
        self._show_words()

    def _listen(self) -> None:
        self.strip.selected.connect(self._choose)
        for plot in (self.plot, self.size_plot):
            plot.hand.clicked.connect(lambda pos, plot=plot: self._clicked(plot, pos))
            plot.hand.doubleClicked.connect(self.fit_view)
            plot.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            plot.customContextMenuRequested.connect(lambda pos, plot=plot: self._menu_asked(plot, pos))
            plot.keyPressed.connect(self.keyPressEvent)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        super().set_theme(theme)
        self._highlight()

    # -- what is shown --------------------------------------------------------------------------------------------

    def show_run(self, run: Run | None, content: Content | None = None) -> None:
        """Show another run, or none: what was known of the one before is forgotten.

        `content`: how it is laid out on this axis, where another view has done that.
        """
        self._run, self._range.content = run, None
        self._selection = None
        self._range.set_following(True)
        if run is None or content is not None:
            self._laying_out.leave_off()
            self._show_content(content)
            self._range.begin()
        else:
            self._lay_out(self.axis, self._range.begin)

    def _lay_out(self, axis: Axis, then: Callable[[], None]) -> None:
        """Show the run on this axis, and then do this. What is shown stays until it can be."""
        run = self._run
        if run is None:
            self._range.axis = axis
            then()
            return
        content, aside = Content(run, axis), takes_long(run)

        def show(_: None) -> None:
            self._range.axis = axis
            self._show_content(content)
            then()
            if aside:
                self.laidOut.emit()

        self._laying_out.start(content.prepare if aside else lambda: None, show, aside=aside)
        if aside:
            if self.content is None:
                self._show_content(None)
            self._show_words()

    def _show_content(self, content: Content | None) -> None:
        self._range.content = content
        if content is not None:
            content.refresh()
        self.plot.show_content(content)
        self.size_plot.show_content(content)
        self._show_words()
        self.share_height()
        self._range.fit()
        self._highlight()

    def _show_words(self) -> None:
        self.show_words(self._run, self.content, laying_out=self._laying_out.under_way)

    def refresh(self) -> None:
        """The run has grown."""
        for _ in self.refreshing():
            pass

    def refreshing(self) -> Iterator[None]:
        """The same in pieces: what is read and what is painted have a turn of the event loop each."""
        content = self.content
        if content is None or not content.stale:
            return
        yield from content.refreshing()
        yield
        self._show_words()
        self.share_height()
        yield
        self.size_plot.setUpdatesEnabled(False)
        try:
            self.plot.refresh()
            self._range.follow()
            self._highlight()
            yield
            self.size_plot.refresh()
        finally:
            self.size_plot.setUpdatesEnabled(True)

    @property
    def content(self) -> Content | None:
        """The run, laid out."""
        return self._range.content

    # -- the axis and the range -----------------------------------------------------------------------------------

    @property
    def axis(self) -> Axis:
        """How the run is laid out."""
        return self._range.axis

    def set_axis(self, axis: Axis) -> None:
        """Lay the run out the other way; what is selected stays selected, and in view."""
        if axis is not self.axis or self._laying_out.under_way:
            self._lay_out(axis, self._range.note)

    @property
    def range_in_view(self) -> tuple[float, float]:
        """From where to where, in the axis' unit: seconds since fit began, or cells."""
        return self._range.span

    def fit_view(self) -> None:
        """The whole run in view, with the words beside it."""
        self._range.fit()
        self._range.note()

    def set_follow(self, follow: bool) -> None:
        """Keep the end of a growing run in view."""
        self._range.set_following(follow)
        self._range.follow()

    @property
    def following(self) -> bool:
        """Whether the end of a growing run is kept in view."""
        return self._range.following

    @property
    def can_go(self) -> tuple[bool, bool]:
        """Whether there is a view to go back to, and one to go forward to."""
        return self._range.history.can_go_back, self._range.history.can_go_forward

    def go_back(self) -> None:
        """The view before this one."""
        self._take(self._range.history.back())

    def go_forward(self) -> None:
        """The view that was left by going back."""
        self._take(self._range.history.forward())

    def _take(self, view: View | None) -> None:
        if view is None:
            return
        if view.axis is self.axis:
            self._range.see(view)
        else:
            self._lay_out(view.axis, partial(self._range.see, view))
            self.axisChanged.emit(view.axis)

    def close_down(self) -> None:
        """Nothing is laid out any more."""
        self._laying_out.close()

    def zoom_to(self, finding: Finding) -> None:
        """The evidence of a finding fills the view comfortably."""
        if self.content is None:
            return
        span = evidence_span(self.content, finding)
        if span is None:
            self.fit_view()
        else:
            self._range.go_to(*span)

    # -- the selection --------------------------------------------------------------------------------------------

    def select(self, selection: Selection | None) -> None:
        """Frame a thing, and bring it into view if it is not; tells nobody."""
        self._selection = selection
        self._highlight()
        found = self._find(selection)
        if found is not None:
            _, boxes, number = found
            self._range.reach(float(boxes.x0[number]), float(boxes.x1[number]))

    def _choose(self, selection: Selection | None) -> None:
        self.select(selection)
        self.selected.emit(selection)

    def _highlight(self) -> None:
        selection = self._selection
        self.plot.highlight(selection)
        self.size_plot.highlight(selection)
        epoch = selection.epoch if selection is not None and selection.thing is Thing.EPOCH else None
        self.strip.select(epoch)

    def _find(self, selection: Selection | None) -> Found | None:
        return None if self.content is None else find(self.content.lanes, selection)

    def select_next(self) -> None:
        """The next thing in the lane of what is selected."""
        self._go(beside, True)

    def select_previous(self) -> None:
        """The one before."""
        self._go(beside, False)

    def _go(self, way: Callable[[Lanes, Selection | None, bool], Selection | None], on: bool) -> None:
        there = None if self.content is None else way(self.content.lanes, self._selection, on)
        if there is not None:
            self._choose(there)

    # -- the person -----------------------------------------------------------------------------------------------

    def _clicked(self, plot: SpanPlot, pos: QPointF) -> None:
        hit = plot.hit(pos)
        self._choose(None if hit is None else hit[1].selection(hit[2]))

    def _menu_asked(self, plot: SpanPlot, pos: QPoint) -> None:
        hit = plot.hit(plot.view.mapFromScene(plot.mapToScene(pos)))
        if hit is not None:
            self._choose(hit[1].selection(hit[2]))
        self.menuAsked.emit(plot.mapToGlobal(pos))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Right:
                self.select_next()
            case Qt.Key.Key_Left:
                self.select_previous()
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self._go(across, event.key() == Qt.Key.Key_Down)
            case Qt.Key.Key_Home | Qt.Key.Key_End:
                self._go(end, event.key() == Qt.Key.Key_End)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal | Qt.Key.Key_Minus:
                nearer = event.key() != Qt.Key.Key_Minus
                self._range.zoom(ZOOM_STEP if nearer else 1 / ZOOM_STEP, self._selected_x())
            case Qt.Key.Key_F:
                self.fit_view()
            case Qt.Key.Key_Escape if self._selection is not None:
                self._choose(None)
            case _:
                event.ignore()
                return
        event.accept()

    def _selected_x(self) -> float | None:
        found = self._find(self._selection)
        return None if found is None else middle(found)
