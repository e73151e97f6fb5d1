"""The inputs of a batch beside each other: shape, dtype, and what their values are like."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from inspector.gui.panels.parts import label
from inspector.gui.panels.values import InputValues, number

ABREAST = 2
"""More columns than this have no room; further inputs go below."""


class ValuesGrid(QFrame):
    """One column an input, one line a property; a line that is empty for all of them is left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("valuesGrid")
        self.setAccessibleName("Values of the batch")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnMinimumWidth(0, 74)
        self._grid.setColumnStretch(ABREAST, 1)

    def show_inputs(self, inputs: Sequence[InputValues]) -> None:
        """Show these; none hides the grid."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.setVisible(bool(inputs))
        line = 0
        for first in range(0, len(inputs), ABREAST):
            line = self._block(inputs[first : first + ABREAST], line)

    def _block(self, inputs: Sequence[InputValues], line: int) -> int:
        for column, one in enumerate(inputs, start=1):
            self._grid.addWidget(label(one.name, "strong"), line, column)
        line += 1
        for name, texts, tone in _lines(inputs):
            self._grid.addWidget(label(name, "quiet"), line, 0)
            for column, text in enumerate(texts, start=1):
                shown = label(text, "figure")
                shown.setProperty("tone", tone)
                shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                self._grid.addWidget(shown, line, column)
            line += 1
        self._grid.setRowMinimumHeight(line, 6)
        return line + 1


def _lines(inputs: Sequence[InputValues]) -> list[tuple[str, list[str], str]]:
    lines = [
        ("shape", [one.shape for one in inputs], ""),
        ("dtype", [one.dtype for one in inputs], ""),
        ("min", [one.about + number(one.least) if one.least is not None else "" for one in inputs], ""),
        ("max", [one.about + number(one.most) if one.most is not None else "" for one in inputs], ""),
        ("mean", [one.about + number(one.mean) if one.mean is not None else "" for one in inputs], ""),
        ("sampled", [one.sample_words for one in inputs], ""),
        ("not finite", ["" if one.bad is None else f"✕ {one.bad.share}" for one in inputs], "problem"),
    ]
    return [line for line in lines if any(line[1])]
