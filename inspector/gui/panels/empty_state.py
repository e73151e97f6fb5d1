"""What the window shows before any file is open: what this is, where to drop a file, and samples to try."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from inspector.fit.request import FitRequest
from inspector.gui.panels.parts import Column, label, set_property
from inspector.gui.panels.recent_files import RecentFiles
from inspector.gui.panels.sample_picture import SamplePicture
from inspector.gui.theme import Theme

WHAT_THIS_IS = (
    "See what model.fit really did with your data: every batch, every step, every callback, "
    "and, hatched, everything that should have happened and never did."
)
COLUMNS = 2
WIDEST = 720


class Sample(Protocol):
    """What the window needs of `inspector.fit.samples.Sample`."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def summary(self) -> str: ...
    @property
    def request(self) -> FitRequest: ...


class EmptyState(QFrame):
    """A sentence, a drop target, and the samples as cards."""

    openRequested = Signal()
    sampleChosen = Signal(object)
    sampleRunRequested = Signal(object)
    recentChosen = Signal(object)
    """the `Path` of a file that was opened before"""

    def __init__(self, samples: Sequence[Sample], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("centre")
        self._cards = [self._card(sample, theme) for sample in samples]
        inside = QWidget()
        inside.setMaximumWidth(WIDEST)
        box = QVBoxLayout(inside)
        box.setContentsMargins(24, 16, 24, 16)
        box.setSpacing(10)
        box.addStretch(1)
        box.addWidget(label("Fit Inspector", "title"))
        box.addWidget(label(WHAT_THIS_IS, "quiet", wrap=True))
        box.addSpacing(6)
        box.addWidget(self._drop_target())
        self._recent = RecentFiles()
        self._recent.chosen.connect(self.recentChosen)
        box.addWidget(self._recent)
        if self._cards:
            box.addSpacing(4)
            box.addWidget(label("Or try a sample", "heading"))
            grid = QGridLayout()
            grid.setSpacing(10)
            for number, card in enumerate(self._cards):
                grid.addWidget(card, number // COLUMNS, number % COLUMNS)
            for column in range(COLUMNS):
                grid.setColumnStretch(column, 1)
            box.addLayout(grid)
        box.addStretch(2)
        scrolled = Column(margins=(0, 0, 0, 0))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(inside, 100)
        row.addStretch(1)
        scrolled.column.addLayout(row)
        scrolled.inside.setObjectName("centreScrolled")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled)

    def show_recent(self, paths: Sequence[Path]) -> None:
        """Offer the files that were opened before."""
        self._recent.show_paths(paths)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours, in the pictures."""
        for card in self._cards:
            card.picture.set_theme(theme)

    def highlight(self, over: bool) -> None:
        """Show that a file is being dragged over the window."""
        set_property(self._target, "over", "true" if over else "false")

    def _drop_target(self) -> QWidget:
        self._target = QFrame()
        self._target.setObjectName("dropTarget")
        row = QHBoxLayout(self._target)
        row.setContentsMargins(22, 14, 22, 14)
        row.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(label("Drop a Python file here", "heading"))
        words.addWidget(
            label("It is read, not run: nothing of it is executed until you press Run.", "quiet", wrap=True)
        )
        button = QPushButton("Open…")
        button.setObjectName("emptyOpenButton")
        button.setToolTip("Choose a Python file with a data generator and a Keras model (Ctrl+O)")
        button.clicked.connect(self.openRequested)
        row.addLayout(words, 1)
        row.addWidget(button)
        return self._target

    def _card(self, sample: Sample, theme: Theme) -> SampleCard:
        card = SampleCard(sample, theme)
        card.chosen.connect(lambda: self.sampleChosen.emit(sample.request))
        card.runRequested.connect(lambda: self.sampleRunRequested.emit(sample.request))
        return card


class SampleCard(QFrame):
    """One sample: a click loads it, its button runs it at once."""

    chosen = Signal()
    runRequested = Signal()

    def __init__(self, sample: Sample, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sampleCard")
        self.sample = sample
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"Sample: {sample.title}")
        self.setToolTip(f"Load {sample.request.module.name}; its Run button runs it at once")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        run = QPushButton("Run")
        run.setObjectName(f"runSample-{sample.name}")
        run.setToolTip(f"Load and run {sample.request.module.name}")
        run.setAccessibleName(f"Run sample {sample.title}")
        run.clicked.connect(self.runRequested)
        head = QHBoxLayout()
        head.setContentsMargins(13, 4, 11, 0)
        head.addWidget(_line(sample.title, "strong"), 1)
        head.addWidget(run)
        self.picture = SamplePicture(sample.name, theme, self)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 9)
        box.setSpacing(0)
        box.addWidget(self.picture)
        box.addLayout(head)
        self.summary = summary = _line(sample.summary, "quiet")
        summary.setContentsMargins(13, 0, 11, 0)
        box.addWidget(summary)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
        else:
            event.ignore()


def _line(text: str, role: str) -> QLabel:
    """One line where there is room for it, and several where there is not: only then the panel is to scroll."""
    made = label(text, role, wrap=True)
    made.setMinimumHeight(made.fontMetrics().height())
    return made
