"""Which of a session's runs is shown: a script makes one for each fit in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from inspector.analysis.finding import Finding, Severity
from inspector.gui.panels.parts import Choice
from inspector.gui.status import state_words

if TYPE_CHECKING:
    from inspector.analysis.run import Run
    from inspector.gui.actions import Actions
    from inspector.gui.run_controller import RunController

LEAST = 120
"""Pixels: `fit 2 of 2` is to be read however narrow the window is."""


class RunSelector(Choice):
    """A choice of runs; hidden while there is only one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("runSelector", parent)
        self.setAccessibleName("Run")
        self.setToolTip("Which fit of the script is shown (Ctrl+PgUp, Ctrl+PgDown)")
        self.setMinimumContentsLength(20)
        self.setMinimumWidth(LEAST)
        self.hide()

    def follow(self, controller: RunController, commands: Actions) -> None:
        """Offer the runs of this controller, and have it show the one that is chosen."""

        def step(by: int) -> None:
            number = controller.shown + by
            if 0 <= number < len(controller.runs):
                controller.show(number)

        def renew() -> None:
            self._renew(controller.runs, controller.judgements, controller.shown)
            commands.next_run.setEnabled(controller.shown + 1 < len(controller.runs))
            commands.previous_run.setEnabled(bool(controller.runs) and controller.shown > 0)

        self.activated.connect(controller.show)
        controller.runsChanged.connect(renew)
        controller.finished.connect(renew)
        commands.next_run.triggered.connect(lambda: step(1))
        commands.previous_run.triggered.connect(lambda: step(-1))
        renew()

    def _renew(self, runs: Sequence[Run], judgements: Sequence[list[Finding] | None], shown: int) -> None:
        self.blockSignals(True)
        self.clear()
        for number, (run, findings) in enumerate(zip(runs, judgements, strict=True)):
            self.addItem(_words(run, findings or [], number, len(runs)))
            self.setItemData(number, _worst(findings or []), Qt.ItemDataRole.ToolTipRole)
        self.setCurrentIndex(shown if runs else -1)
        self.blockSignals(False)
        self.setVisible(len(runs) > 1)


def _words(run: Run, findings: Sequence[Finding], number: int, of: int) -> str:
    """`fit 1 of 2 · line 30 · completed, with problems`: before it is judged, no more than how it ended."""
    line = run.header.get("call")
    state, _ = state_words(run, findings, None)
    parts = [f"{run.call} {number + 1} of {of}", f"line {line}" if line else "", state[0].lower() + state[1:]]
    return " · ".join(part for part in parts if part)


def _worst(findings: Sequence[Finding]) -> str | None:
    """`✕ The data ran out: 5 batches given, 10 needed`: of those that are worst, the first cause."""
    worst = max(findings, key=lambda finding: finding.severity, default=None)
    return None if worst is None or worst.severity is Severity.INFO else f"{worst.severity.glyph} {worst.title}"
