"""The middle of the window: the empty state, then the file that is ready to run, then the timeline or the grid."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from inspector.gui.panels.empty_state import EmptyState, Sample
from inspector.gui.panels.parts import label
from inspector.gui.theme import Theme
from inspector.gui.timeline.axis import Axis

if TYPE_CHECKING:
    from inspector.analysis.finding import Finding
    from inspector.analysis.run import Run
    from inspector.gui.grid.grid_view import GridView
    from inspector.gui.selection import Selection
    from inspector.gui.timeline.content import Content
    from inspector.gui.timeline.timeline_view import TimelineView

MakeTimeline = Callable[[Theme], "TimelineView"]


def make_real_timeline(theme: Theme) -> TimelineView:
    """The timeline. Importing pyqtgraph takes a quarter of a second, so the window is shown first."""
    from inspector.gui.timeline.timeline_view import TimelineView

    return TimelineView(theme)


class Centre(QStackedWidget):
    """Shows one of the four; the timeline is made when it is first needed, or when the window has been painted."""

    timelineMade = Signal(object)
    gridMade = Signal(object)

    def __init__(
        self, theme: Theme, samples: Sequence[Sample], make_timeline: MakeTimeline, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("centreStack")
        self.empty = EmptyState(samples, theme)
        self.ready = _Ready()
        self.timeline: TimelineView | None = None
        self.grid: GridView | None = None
        """Made when it is first asked for."""
        self._as_grid = False
        self._theme = theme
        self._make_timeline = make_timeline
        self.addWidget(self.empty)
        self.addWidget(self.ready)

    def load_timeline(self) -> TimelineView:
        """Make the timeline where there is none yet."""
        if self.timeline is None:
            self.timeline = self._make_timeline(self._theme)
            self.addWidget(self.timeline)
            # A file that is dropped on the plot is meant for the window.
            for child in (self.timeline, *self.timeline.findChildren(QWidget)):
                child.setAcceptDrops(False)
            self.timeline.laidOut.connect(self.refresh)
            self.timelineMade.emit(self.timeline)
        return self.timeline

    def show_ready(self, path: Path) -> None:
        """Say that this file was read; a timeline that is shown stays."""
        self.ready.show_path(path)
        if self.currentWidget() is self.empty:
            self.setCurrentWidget(self.ready)

    @property
    def axis(self) -> Axis:
        """How the timeline lays a run out, or is to."""
        return Axis.TIME if self.timeline is None else self.timeline.axis

    def show_run(self, run: Run, content: Content | None = None) -> None:
        """Show the timeline of this run; `content`: how it was laid out already."""
        timeline = self.load_timeline()
        timeline.show_run(run, content if content is not None and content.axis is self.axis else None)
        if self._as_grid:
            self._load_grid().show_run(timeline.content)
        elif self.grid is not None:
            self.grid.show_run(None)
        self.setCurrentWidget(self.shown)

    @property
    def shown(self) -> TimelineView | GridView:
        """Which of the two a run is shown in."""
        return self._load_grid() if self._as_grid else self.load_timeline()

    @property
    def has_run(self) -> bool:
        """Whether there is a run to be seen."""
        return self.currentWidget() not in (self.empty, self.ready)

    def show_as_grid(self, as_grid: bool) -> None:
        """Show runs in the grid, or in the timeline: the one that is there, and those to come."""
        if as_grid == self._as_grid:
            return
        had_run, had_focus = self.has_run, self.currentWidget().isAncestorOf(self.focusWidget() or self)
        self._as_grid = as_grid
        if not had_run:
            return
        self.refresh()
        self.setCurrentWidget(self.shown)
        if had_focus:
            self.shown.setFocus()

    def _load_grid(self) -> GridView:
        if self.grid is None:
            from inspector.gui.grid.grid_view import GridView

            self.grid = GridView(self._theme)
            self.addWidget(self.grid)
            self.gridMade.emit(self.grid)
        return self.grid

    def refresh(self) -> None:
        """The run has grown."""
        for _ in self.refreshing():
            pass

    def refreshing(self) -> Iterator[None]:
        """The same in pieces."""
        if self.timeline is None:
            return
        yield from self.timeline.refreshing()
        if self._as_grid:
            yield
            self._load_grid().refresh(self.timeline.content)

    def select(self, selection: Selection | None) -> None:
        """Frame a thing in both."""
        for view in (self.timeline, self.grid):
            if view is not None:
                view.select(selection)

    def zoom_to(self, finding: Finding) -> None:
        """Bring the evidence of a finding into view."""
        if self.has_run:
            self.shown.zoom_to(finding)

    def close_down(self) -> None:
        """Nothing is laid out any more."""
        for view in (self.timeline, self.grid):
            if view is not None:
                view.close_down()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.empty.set_theme(theme)
        for view in (self.timeline, self.grid):
            if view is not None:
                view.set_theme(theme)


class _Ready(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("centre")
        self._title = label(role="title", name="readyTitle")
        text = label("Press Run to see what fit really does with it. Nothing of it has been executed yet.", "quiet")
        box = QVBoxLayout(self)
        box.setContentsMargins(36, 24, 36, 24)
        box.setSpacing(8)
        box.addStretch(2)
        box.addWidget(self._title)
        box.addWidget(text)
        box.addStretch(3)

    def show_path(self, path: Path) -> None:
        self._title.setText(f"{path.name} is ready")
