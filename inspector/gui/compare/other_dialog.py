"""Which run to compare with: another one of the session, one that was recorded lately, or one out of a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from inspector.gui.panels.parts import label

SHOWN = 15
"""So many recordings are offered; older ones are files like any other."""
WHAT = Qt.ItemDataRole.UserRole


class OtherDialog(QDialog):
    """A list to choose from; Return, or a double click, takes what is chosen."""

    runChosen = Signal(int)
    """the number of another run of the session"""
    recordingChosen = Signal(object)
    """the `Path` of a recording"""
    fileWanted = Signal()

    def __init__(
        self,
        name: str,
        runs: Sequence[tuple[int, str]],
        recordings: Sequence[tuple[Path, str]],
        parent: QWidget | None = None,
    ) -> None:
        """`name`: of the run that is shown; `runs`, `recordings`: the others, with what to call them."""
        super().__init__(parent)
        self.setObjectName("compareDialog")
        self.setWindowTitle("Compare")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(460, 400)
        self.choices = QListWidget()
        self.choices.setObjectName("compareChoices")
        self.choices.setAccessibleName("Runs to compare with")
        self.choices.setToolTip("The other run: Return, or a double click, compares with it")
        self._add("Other runs of this session", runs)
        self._add("Recorded lately", recordings[:SHOWN])
        file = _button("compareFile", "A file…", "Choose a recording or a report (JSON)")
        cancel = _button("compareCancel", "Cancel", "Compare with nothing (Escape)")
        self.compare = _button("compareChosen", "Compare", "Compare with the run that is chosen (Return)")
        self.compare.setProperty("role", "go")
        self.compare.setDefault(True)
        self.compare.clicked.connect(self._take)
        self.choices.itemActivated.connect(self._take)
        self.choices.currentItemChanged.connect(lambda: self.compare.setEnabled(self._chosen is not None))
        file.clicked.connect(self._take_file)
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(file)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.compare)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(12)
        box.addWidget(label(f"Compare {name} with", "heading", wrap=True))
        box.addWidget(self.choices, 1)
        box.addLayout(foot)
        first = next((row for row in range(self.choices.count()) if self.choices.item(row).data(WHAT) is not None), 0)
        self.choices.setCurrentRow(first)
        self.choices.setFocus()

    def _add(self, title: str, others: Sequence[tuple[int | Path, str]]) -> None:
        if not others:
            return
        head = QListWidgetItem(title)
        head.setFlags(Qt.ItemFlag.NoItemFlags)
        self.choices.addItem(head)
        for what, words in others:
            item = QListWidgetItem(words)
            item.setData(WHAT, what)
            if isinstance(what, Path):
                item.setToolTip(str(what))
            self.choices.addItem(item)

    @property
    def _chosen(self) -> int | Path | None:
        item = self.choices.currentItem()
        return None if item is None else item.data(WHAT)

    def _take(self) -> None:
        chosen = self._chosen
        if chosen is None:
            return
        self.accept()
        if isinstance(chosen, Path):
            self.recordingChosen.emit(chosen)
        else:
            self.runChosen.emit(chosen)

    def _take_file(self) -> None:
        self.reject()
        self.fileWanted.emit()


def _button(name: str, text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setToolTip(tip)
    return button
