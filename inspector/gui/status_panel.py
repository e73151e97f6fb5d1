"""The line at the foot of the window: how the run stands, on what it runs, and how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from inspector.gui.panels.parts import label, set_property
from inspector.gui.status import environment_words, progress_tip, progress_words, state_words, steps_to_do

if TYPE_CHECKING:
    from inspector.analysis.finding import Finding
    from inspector.analysis.run import Run


class StatusPanel(QFrame):
    """Three labels, and while a run goes on a bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusPanel")
        self.state = label("Ready", "strong", name="statusState")
        self.environment = label(role="quiet", name="statusEnvironment")
        self.progress = label(role="quiet", name="statusProgress")
        self.bar = QProgressBar()
        self.bar.setObjectName("statusBar")
        self.bar.setAccessibleName("Progress of the run")
        self.bar.setToolTip("Steps done of all steps asked for; it runs to and fro while their number is not known")
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(120, 4)
        self.bar.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 16, 5)
        row.setSpacing(16)
        row.addWidget(self.state)
        row.addWidget(self.environment)
        row.addStretch(1)
        row.addWidget(self.progress)
        row.addWidget(self.bar)
        self.show_run(None, None, None, busy=False, stopping="")

    def show_run(
        self, run: Run | None, findings: Sequence[Finding] | None, problem: str | None, *, busy: bool, stopping: str
    ) -> None:
        """Say how the run stands by now; `stopping`: what a Stop does that it was asked for and has not heard yet."""
        word, tone = state_words(run, findings, problem)
        progress = "" if run is None else progress_words(run)
        if stopping:
            word, tone, progress = "Stopping…", "warning", stopping
        self.state.setText(word)
        set_property(self.state, "tone", tone)
        self.environment.setText("" if run is None else environment_words(run))
        self.progress.setText(progress)
        self.progress.setToolTip("" if run is None or stopping else progress_tip(run))
        self._show_bar(run if busy else None)

    def _show_bar(self, run: Run | None) -> None:
        done, asked = (None if run is None else steps_to_do(run)) or (0, 0)
        # A maximum of 0 is Qt's word for "it goes on, nobody knows how long"; at rest it must not be left so.
        self.bar.setRange(0, asked if run is not None else 1)
        self.bar.setValue(done)
        self.bar.setVisible(run is not None)
