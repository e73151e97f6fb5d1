"""The line at the foot of the window: how the run stands, on what it runs, and how far it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from inspector.analysis.finding import Finding
from inspector.analysis.run import Run
from inspector.gui.panels.parts import label, set_property
from inspector.gui.status import environment_words, progress_words, state_words


class StatusPanel(QFrame):
    """Three labels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusPanel")
        self.state = label("Ready", "strong", name="statusState")
        self.environment = label(role="quiet", name="statusEnvironment")
        self.progress = label(role="quiet", name="statusProgress")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 16, 5)
        row.setSpacing(16)
        row.addWidget(self.state)
        row.addWidget(self.environment)
        row.addStretch(1)
        row.addWidget(self.progress)

    def show_run(
        self, run: Run | None, findings: Sequence[Finding] | None, problem: str | None, *, stopping: bool
    ) -> None:
        """Say how the run stands by now."""
        word, tone = state_words(run, findings, problem)
        if stopping:
            word, tone = "Stopping…", "warning"
        self.state.setText(word)
        set_property(self.state, "tone", tone)
        self.environment.setText("" if run is None else environment_words(run))
        self.progress.setText("" if run is None else progress_words(run))
