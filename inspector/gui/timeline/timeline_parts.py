"""The parts of the timeline, one under the other, and how high each of them is."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from inspector.analysis.run import Run
from inspector.gui.selection import Selection
from inspector.gui.theme import Theme
from inspector.gui.timeline.content import Content
from inspector.gui.timeline.epoch_strip import EpochStrip
from inspector.gui.timeline.legend import Legend
from inspector.gui.timeline.notes import Tone
from inspector.gui.timeline.plots import LanePlot, SizePlot
from inspector.gui.timeline.title_line import TitleLine
from inspector.gui.timeline.verdict import lineage_of, title_of, verdict_of

LEAST_SIZES = 88
"""Pixels for the batch sizes, their axis included."""


class TimelineParts(QWidget):
    """Title, epoch strip, lanes, batch sizes, legend."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = TitleLine(theme)
        self.strip = EpochStrip(theme)
        self.plot = LanePlot(theme)
        self.size_plot = SizePlot(theme)
        self._legend = Legend(theme)
        self._scroll = QScrollArea()
        self._scroll.setWidget(self.plot)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.setSpacing(0)
        for widget in (self._title, self.strip):
            layout.addWidget(widget)
        layout.addSpacing(2)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self.size_plot)
        layout.addWidget(self._legend)

    def show_words(self, run: Run | None, content: Content | None, *, laying_out: bool) -> None:
        """What ran and how it went, or that its picture is still to come; nothing where there is no run."""
        shown = run is not None and content is not None
        for widget in (self.strip, self._scroll, self.size_plot, self._legend):
            widget.setVisible(shown)
        self._title.setVisible(run is not None)
        if run is not None and content is not None:
            self.strip.setVisible(run.call != "check")  # which has no epochs
            self.strip.show_badges(content.badges)
            self._legend.show_looks(content.looks)
        if run is not None and laying_out:
            self._title.show_words(title_of(run), f"laying out {len(run.recording):,} events…", Tone.QUIET)
        elif run is not None and content is not None:
            self._title.show_words(title_of(run), *verdict_of(run, content.badges), lineage_of(run))

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.canvas))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        self._scroll.setPalette(palette)
        for part in (self._title, self.strip, self.plot, self.size_plot, self._legend):
            part.set_theme(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_height()

    def _fixed_height(self, width: int) -> int:
        parts = (self._title, self.strip)
        legend = 0 if self._legend.isHidden() else self._legend.heightForWidth(width)
        return sum(part.sizeHint().height() for part in parts if not part.isHidden()) + legend + 6

    def full_height(self, width: int) -> int:
        """What everything but the batch sizes takes, over this width, where no lane is squeezed or scrolled."""
        return self._fixed_height(width) + round(self.plot.least_height * 1.2)

    def share_height(self) -> None:
        """The lanes first, the batch sizes with what is left; the lanes scroll where even that is too little."""
        room = max(0, self.height() - self._fixed_height(self.width()))
        least = self.plot.least_height
        sizes = max(LEAST_SIZES, min(int(room * 0.45), room - least, 220))
        extra = room - least - sizes
        if extra > 0:
            sizes += max(int(extra * 0.35), room - sizes - self.plot.most_height)
        self.size_plot.setFixedHeight(sizes)
        self.plot.setMinimumHeight(least)
        scrolls = room - sizes < least
        self.size_plot.set_right_margin(self._scroll.verticalScrollBar().sizeHint().width() if scrolls else 0)
        layout = self.layout()
        if layout is not None:
            layout.activate()

    # -- for tests ------------------------------------------------------------------------------------------------

    def lane_names(self) -> list[str]:
        """What stands in the gutter, from top to bottom."""
        return [band.lane.name or band.lane.detail for band in self.plot.bands]

    def center_of(self, selection: Selection) -> QPoint | None:
        """The pixel of this widget in the middle of a thing's visible part; None where it is not in view."""
        for band in self.plot.bands:
            found = band.lane.find(selection)
            if found is not None:
                scale = self.plot.scale_in_view
                boxes, number = found
                a, b = max(0.0, scale.px(float(boxes.x0[number]))), min(scale.width, scale.px(float(boxes.x1[number])))
                if b < a:
                    return None
                return self.plot.mapTo(self, self.plot.to_widget((a + b) / 2, band.top + band.height / 2))
        return None
