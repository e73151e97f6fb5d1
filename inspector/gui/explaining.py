"""Copy explanation: the sentence about what is selected."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from inspector.gui.actions import Actions
from inspector.gui.message_strip import MessageStrip
from inspector.gui.panels.details_panel import DetailsPanel


class Explaining(QObject):
    """Takes the sentence from the details, where it is read as well."""

    def __init__(self, commands: Actions, details: DetailsPanel, message: MessageStrip) -> None:
        super().__init__(details)
        self._details = details
        self._message = message
        commands.copy_explanation.triggered.connect(self._copy)
        details.copyAsked.connect(self._copy)

    def _copy(self) -> None:
        sentence = self._details.description.sentence
        if sentence:
            QGuiApplication.clipboard().setText(sentence)
            self._message.note("The explanation is on the clipboard.")
        else:
            self._message.note("Select a batch, a step, an epoch or a call first: then this explains it.")
