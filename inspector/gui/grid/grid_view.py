"""The Grid of one run: title, cells, legend; what is in view, and the views that there were."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPalette
from PySide6.QtWidgets import QLabel, QStackedLayout, QVBoxLayout, QWidget

from inspector.analysis.finding import Finding
from inspector.analysis.run import Run
from inspector.gui.aside import Aside
from inspector.gui.focus_ring import FocusRing
from inspector.gui.grid.canvas import GridCanvas
from inspector.gui.grid.cells import Cells
from inspector.gui.grid.evidence import evidence_area
from inspector.gui.grid.severity import LOOKS
from inspector.gui.grid.sight import Sight
from inspector.gui.selection import Selection
from inspector.gui.theme import Theme
from inspector.gui.timeline.content import Content
from inspector.gui.timeline.legend import ENTRIES, Legend
from inspector.gui.timeline.title_line import TitleLine
from inspector.gui.timeline.verdict import lineage_of, title_of, verdict_of
from inspector.gui.timeline.view_history import ViewHistory

LONG = 3000
"""To lay out so many epochs takes longer than a person would not notice."""
KNOWN = tuple(entry for entry in ENTRIES if entry.look in LOOKS.values())


class GridView(QWidget):
    """Every step of every epoch, at a glance."""

    selected = Signal(object)
    """a Selection, or None: the person clicked or keyed"""
    followChanged = Signal(bool)
    historyChanged = Signal(bool, bool)
    """whether there is a view to go back to, and one to go forward to"""
    menuAsked = Signal(QPoint)
    """at this place of the screen; what is there is selected"""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("gridView")
        self.setAccessibleName("Grid of the run")
        self._cells: Cells | None = None
        self._laying_out = Aside(self)
        self._run_to_come: Run | None = None
        """whose cells are being laid out"""
        self._follow = True
        self._fitted = True
        """Whether the whole run is in view, and is to stay so."""
        self._history: ViewHistory[Sight | None] = ViewHistory()
        self._title = TitleLine(theme)
        self._title.setObjectName("gridTitle")
        self.canvas = GridCanvas(theme)
        self._ring = FocusRing(self.canvas)
        self.nothing = QLabel()
        self.nothing.setObjectName("gridNothing")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setWordWrap(True)
        self._legend = Legend(theme, KNOWN)
        self._legend.setObjectName("gridLegend")
        self._pages = QStackedLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.setSpacing(0)
        layout.addWidget(self._title)
        layout.addLayout(self._pages, 1)
        layout.addWidget(self._legend)
        # Only now: a stack shows its first page at once, and one that has no parent yet would be a window.
        self._pages.addWidget(self.canvas)
        self._pages.addWidget(self.nothing)
        self.setFocusProxy(self.canvas)
        self.canvas.selected.connect(self.selected)
        self.canvas.menuAsked.connect(self.menuAsked)
        self.canvas.fitAsked.connect(self.fit_view)
        self.canvas.moved.connect(self._moved)
        self.set_theme(theme)

    # -- what is shown --------------------------------------------------------------------------------------------

    def show_run(self, content: Content | None) -> None:
        """Show the run that is laid out there; what was known of the one before is forgotten."""
        self._laying_out.leave_off()
        self._cells = None
        self.canvas.show_cells(None, None)
        self._set_following(True)
        if content is None:
            return
        cells = Cells(content.run)

        def show(_: bool) -> None:
            self._cells, self._fitted = cells, True
            self._show(content)
            self.canvas.show_whole()
            self._history.begin(None)
            self._tell_history()

        aside = content.run.over and len(content.grid) >= LONG
        self._laying_out.start(lambda: cells.update(content.grid), show, aside=aside)
        if aside:
            self._run_to_come = content.run
            self.nothing.setText(f"Laying out {len(content.grid):,} epochs…")
            self._pages.setCurrentWidget(self.nothing)

    def refresh(self, content: Content | None) -> None:
        """The run has grown, or is laid out anew."""
        if content is None:
            self._laying_out.leave_off()
            self.canvas.show_cells(None, None)
            return
        cells = self._cells
        if self._laying_out.under_way and self._run_to_come is content.run:
            return
        if cells is None or cells.run is not content.run:
            self.show_run(content)
        elif cells.update(content.grid):
            self._show(content)
            if self._fitted:
                self.canvas.show_whole()
            elif self._follow:
                self.canvas.show_newest()

    def _show(self, content: Content) -> None:
        assert self._cells is not None
        self.canvas.show_cells(self._cells, content)
        self._legend.show_looks(self._cells.looks)
        self._title.show_words(title_of(content.run), *verdict_of(content.run, content.badges), lineage_of(content.run))
        self.nothing.setText(words_of_nothing(content.run))
        self._pages.setCurrentWidget(self.canvas if self._cells.rows else self.nothing)

    def show_alike(self, other: GridView, content: Content, *, in_view: bool) -> None:
        """Show the run of another grid, as it is laid out there; the same part of it, if `in_view`."""
        self._cells = other._cells
        if self._cells is not None:
            self._show(content)
            if in_view:
                self.canvas.see(other.canvas.sight)

    def close_down(self) -> None:
        """Nothing is laid out any more."""
        self._laying_out.close()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.canvas))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        for part in (self._title, self.canvas, self._legend):
            part.set_theme(theme)

    def picture(self, scale: int) -> QImage:
        """What is in view, `scale` device pixels a pixel."""
        image = QImage(self.size() * scale, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(scale)
        painter = QPainter(image)
        ringed = self._ring.isVisible()
        self._ring.hide()
        self.render(painter, QPoint(0, 0))
        self._ring.setVisible(ringed)
        painter.end()
        return image

    # -- what is in view ------------------------------------------------------------------------------------------

    def fit_view(self) -> None:
        """The whole run in view."""
        self._fitted = True
        self.canvas.show_whole()
        self._note_view()

    @property
    def following(self) -> bool:
        """Whether the newest step of a growing run is kept in view."""
        return self._follow

    def set_follow(self, follow: bool) -> None:
        """Keep the newest step of a growing run in view."""
        self._set_following(follow)
        if follow and not self._fitted:
            self.canvas.show_newest()

    def _set_following(self, follow: bool) -> None:
        if follow != self._follow:
            self._follow = follow
            self.followChanged.emit(follow)

    def _moved(self) -> None:
        self._fitted = False
        self._set_following(False)
        self._note_view()

    def _note_view(self) -> None:
        self._history.note(None if self._fitted else self.canvas.sight, perf_counter())
        self._tell_history()

    def _tell_history(self) -> None:
        self.historyChanged.emit(self._history.can_go_back, self._history.can_go_forward)

    @property
    def can_go(self) -> tuple[bool, bool]:
        """Whether there is a view to go back to, and one to go forward to."""
        return self._history.can_go_back, self._history.can_go_forward

    def go_back(self) -> None:
        """The view before this one."""
        if self._history.can_go_back:
            self._take(self._history.back())

    def go_forward(self) -> None:
        """The view that was left by going back."""
        if self._history.can_go_forward:
            self._take(self._history.forward())

    def _take(self, sight: Sight | None) -> None:
        self._fitted = sight is None
        if sight is None:
            self.canvas.show_whole()
        else:
            self._set_following(False)
            self.canvas.see(sight)
        self._tell_history()

    def zoom_to(self, finding: Finding) -> None:
        """The evidence of a finding is framed, and fills the view comfortably."""
        area = None if self._cells is None else evidence_area(self._cells, finding)
        if area is None:
            self.fit_view()
            return
        self._fitted = False
        self._set_following(False)
        self.canvas.show_evidence(area)
        self._note_view()

    # -- the selection --------------------------------------------------------------------------------------------

    def select(self, selection: Selection | None) -> None:
        """Frame a thing, and bring it into view if it is not; tells nobody."""
        self.canvas.select(selection)

    def select_next(self) -> None:
        """The step after the one that is selected."""
        self.canvas.walk_on(True)

    def select_previous(self) -> None:
        """The one before."""
        self.canvas.walk_on(False)


def words_of_nothing(run: Run) -> str:
    """Why there is not one line."""
    if run.call == "check":
        return "A check looks at the data alone: no fit ran, so there are no epochs. The Timeline has its batches."
    if not run.over and run.fit_began_ns is None:
        return "Nothing has begun yet: the epochs come here as soon as fit is called."
    return "No epoch was asked for, and none began." if run.fit_began_ns is not None else "fit was not run."
