"""Which stretch of a run is in view: all of it, its end while it grows, or where a person went; and back again."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QObject, Signal

from inspector.gui.timeline.axis import Axis
from inspector.gui.timeline.content import Content
from inspector.gui.timeline.labels import fitted
from inspector.gui.timeline.plots import LanePlot, SizePlot, SpanPlot
from inspector.gui.timeline.view_history import View, ViewHistory


class RangeInView(QObject):
    """One range for the lanes and the batch sizes; `content` is what they show, on this axis."""

    followChanged = Signal(bool)
    historyChanged = Signal(bool, bool)
    """whether there is a view to go back to, and one to go forward to"""

    def __init__(self, plot: LanePlot, size_plot: SizePlot, parent: QObject) -> None:
        super().__init__(parent)
        self.axis = Axis.TIME
        self.content: Content | None = None
        self._plot, self._size_plot = plot, size_plot
        self._follow = True
        self._whole = True
        """Whether the whole run is in view, and is to stay so."""
        self.history: ViewHistory[View] = ViewHistory()
        plot.view.sigResized.connect(lambda *_: self.fit() if self._whole else None)
        for one in (plot, size_plot):
            one.hand.moved.connect(self._moved)
            one.view.sigXRangeChanged.connect(lambda _, span, one=one: self._share(one, span))

    @property
    def span(self) -> tuple[float, float]:
        """From where to where, in the axis' unit: seconds since fit began, or cells."""
        left, right = self._plot.view.viewRange()[0]
        return left, right

    # -- the whole run, or its end --------------------------------------------------------------------------------

    def fit(self) -> None:
        """The whole run, with the words beside it."""
        self._whole = True
        if self.content is not None:
            width = self._plot.view.width()
            self._plot.view.show_range(*fitted(self.content.extent, self._plot.notes(), width))

    @property
    def following(self) -> bool:
        """Whether the end of a growing run is kept in view."""
        return self._follow

    def set_following(self, follow: bool) -> None:
        """Keep it there from now on, or do not."""
        if follow != self._follow:
            self._follow = follow
            self.followChanged.emit(follow)

    def follow(self) -> None:
        """The run has grown: where its end is followed, have it in view."""
        if self.content is None or not self._follow:
            return
        if self._whole:
            self.fit()
            return
        left, right = self.span
        end = self.content.extent[1] + 0.08 * (right - left)
        self._plot.view.show_range(end - (right - left), end)

    # -- where a person goes --------------------------------------------------------------------------------------

    def zoom(self, factor: float, x: float | None) -> None:
        """Nearer, around x or the middle."""
        self._leave()
        self._plot.view.zoom(factor, x)
        self.note()

    def go_to(self, left: float, right: float) -> None:
        """A stretch fills the view comfortably, with the words beside it."""
        self._leave()
        whole = self.content.extent if self.content is not None else (left, right)
        least = 0.06 * (whole[1] - whole[0]) if self.axis is Axis.TIME else 6.0
        middle, width = (left + right) / 2, max(right - left, least)
        notes = [(x, pixels) for x, pixels in self._plot.notes() if left <= x <= right]
        span = (middle - width * 0.7, middle + width * 0.7)
        self._plot.view.show_range(*fitted(span, notes, self._plot.view.width()))
        self.note()

    def reach(self, x0: float, x1: float) -> None:
        """What lies there comes into view, if it is not."""
        left, right = self.span
        if x1 >= left and x0 <= right:
            return
        self._leave()
        width = max(right - left, 1.2 * (x1 - x0))
        middle = (x0 + x1) / 2
        self._plot.view.show_range(middle - width / 2, middle + width / 2)
        self.note()

    def _moved(self) -> None:
        self._leave()
        self.note()

    def _leave(self) -> None:
        self._whole = False
        self.set_following(False)

    def _share(self, plot: SpanPlot, span: tuple[float, float]) -> None:
        other = self._size_plot if plot is self._plot else self._plot
        if tuple(other.view.viewRange()[0]) != tuple(span):
            other.view.show_range(*span)

    # -- where one was --------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Another run: there is nothing to go back to."""
        self.history.begin(View(self.axis, None))
        self._tell_history()

    def note(self) -> None:
        """What is in view now is to be gone back to."""
        self.history.note(View(self.axis, None if self._whole else self.span), perf_counter())
        self._tell_history()

    def see(self, view: View) -> None:
        """What was in view once, on this axis."""
        if view.span is None:
            self.fit()
        else:
            self._leave()
            self._plot.view.show_range(*view.span)
        self._tell_history()

    def _tell_history(self) -> None:
        self.historyChanged.emit(self.history.can_go_back, self.history.can_go_forward)
