"""Which of a session's runs is shown: a script makes one for each fit in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from inspector.gui.panels.parts import Choice

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
            self._renew(controller.runs, controller.shown)
            commands.next_run.setEnabled(controller.shown + 1 < len(controller.runs))
            commands.previous_run.setEnabled(bool(controller.runs) and controller.shown > 0)

        self.activated.connect(controller.show)
        controller.runsChanged.connect(renew)
        controller.finished.connect(renew)
        commands.next_run.triggered.connect(lambda: step(1))
        commands.previous_run.triggered.connect(lambda: step(-1))
        renew()

    def _renew(self, runs: Sequence[Run], shown: int) -> None:
        self.blockSignals(True)
        self.clear()
        self.addItems([_words(run, number, len(runs)) for number, run in enumerate(runs)])
        self.setCurrentIndex(shown if runs else -1)
        self.blockSignals(False)
        self.setVisible(len(runs) > 1)


def _words(run: Run, number: int, of: int) -> str:
    """`fit 1 of 2 · line 30 · completed`."""
    line = run.header.get("call")
    parts = [f"{run.call} {number + 1} of {of}", f"line {line}" if line else "", run.outcome.value]
    return " · ".join(part for part in parts if part)
