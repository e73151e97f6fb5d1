"""Where to save the picture of the timeline, and how large."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from inspector.gui.panels.parts import label

SCALES = (1, 2, 3)
WIDTH = 1200
"""The picture's width at 1x, in pixels."""


class ExportDialog(QDialog):
    """Asks for a file and a scale; the window does the rest."""

    chosen = Signal(object, int)
    """the `Path`, and the scale"""

    def __init__(self, suggestion: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("exportDialog")
        self.setWindowTitle("Export picture")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.file = QLineEdit(str(suggestion))
        self.file.setObjectName("exportFile")
        self.file.setAccessibleName("File")
        self.file.setToolTip("Where to save the picture, a PNG")
        self.file.setMinimumWidth(380)
        browse = QPushButton("Browse…")
        browse.setObjectName("exportBrowse")
        browse.setToolTip("Choose the folder and the name")
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        scales = QHBoxLayout()
        scales.setSpacing(6)
        self._scales = QButtonGroup(self)
        for scale in SCALES:
            button = QPushButton(f"{scale}x")
            button.setObjectName(f"exportScale{scale}")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setToolTip(f"{WIDTH * scale} pixels wide")
            button.setChecked(scale == 2)
            self._scales.addButton(button, scale)
            scales.addWidget(button)
        scales.addWidget(label("1x for a screen, 2x for an issue or a page, 3x for print", "quiet"))
        scales.addStretch(1)
        cancel = QPushButton("Cancel")
        cancel.setObjectName("exportCancel")
        cancel.setToolTip("Close this without saving (Escape)")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        save = QPushButton("Save")
        save.setObjectName("exportSave")
        save.setProperty("role", "go")
        save.setToolTip("Save the picture (Return)")
        save.setDefault(True)
        save.clicked.connect(self._save)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(save)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(10)
        grid.addWidget(label("File", "quiet"), 0, 0)
        grid.addWidget(self.file, 0, 1)
        grid.addWidget(browse, 0, 2)
        grid.addWidget(label("Scale", "quiet"), 1, 0)
        grid.addLayout(scales, 1, 1, 1, 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(18)
        box.addLayout(grid)
        box.addLayout(buttons)
        self.file.selectAll()
        self.file.setFocus()

    def _browse(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "Export picture", self.file.text(), "PNG picture (*.png)")
        if name:
            self.file.setText(name)

    def _save(self) -> None:
        text = self.file.text().strip()
        if not text:
            self.file.setFocus()
            return
        path = Path(text).expanduser().absolute()
        self.chosen.emit(path if path.suffix.lower() == ".png" else path.with_name(path.name + ".png"), self.scale)
        self.accept()

    @property
    def scale(self) -> int:
        """How many pixels of the picture stand for one."""
        return self._scales.checkedId()
