"""The samples as a menu: the empty window that offers them as cards is gone once a file is open."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from inspector.gui.panels.empty_state import Sample


class SampleMenu(QMenu):
    """Choosing one loads it, as a click on its card does."""

    chosen = Signal(object)
    """a `FitRequest`"""

    def __init__(self, samples: Sequence[Sample], parent: QWidget | None = None) -> None:
        super().__init__("Open sample", parent)
        self.setObjectName("menuSamples")
        self.setToolTipsVisible(True)
        for sample in samples:
            action = self.addAction(sample.title)
            action.setToolTip(sample.summary)
            action.triggered.connect(partial(self._choose, sample))

    def _choose(self, sample: Sample) -> None:
        self.chosen.emit(sample.request)
