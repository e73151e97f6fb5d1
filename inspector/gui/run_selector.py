"""Which of a session's runs is shown: a script makes one for each fit in it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from inspector.analysis.run import Run
from inspector.gui.actions import Actions
from inspector.gui.panels.parts import Choice
from inspector.gui.run_controller import RunController

LEAST = 120
"""Pixels: `fit 2 of 2` is to be read however narrow the window is."""


class RunSelector(Choice):
    """A choice of runs; hidden while there is only one."""

    def __init__(self, controller: RunController, commands: Actions, parent: QWidget | None = None) -> None:
        super().__init__("runSelector", parent)
        self._controller, self._commands = controller, commands
        self.setAccessibleName("Run")
        self.setToolTip("Which fit of the script is shown (Ctrl+PgUp, Ctrl+PgDown)")
        self.setMinimumContentsLength(20)
        self.setMinimumWidth(LEAST)
        self.hide()
        self.activated.connect(controller.show)
        controller.runsChanged.connect(self._renew)
        controller.finished.connect(self._renew)
        commands.next_run.triggered.connect(lambda: self._step(1))
        commands.previous_run.triggered.connect(lambda: self._step(-1))
        self._renew()

    def _step(self, by: int) -> None:
        number = self._controller.shown + by
        if 0 <= number < len(self._controller.runs):
            self._controller.show(number)

    def _renew(self) -> None:
        runs, shown = self._controller.runs, self._controller.shown
        self.blockSignals(True)
        self.clear()
        self.addItems([_words(run, number, len(runs)) for number, run in enumerate(runs)])
        self.setCurrentIndex(shown if runs else -1)
        self.blockSignals(False)
        self.setVisible(len(runs) > 1)
        self._commands.next_run.setEnabled(shown + 1 < len(runs))
        self._commands.previous_run.setEnabled(bool(runs) and shown > 0)


def _words(run: Run, number: int, of: int) -> str:
    """`fit 1 of 2 · line 30 · completed`."""
    line = run.header.get("call")
    parts = [f"{run.call} {number + 1} of {of}", f"line {line}" if line else "", run.outcome.value]
    return " · ".join(part for part in parts if part)
