"""What “Make it safe…” opens: the callback that does its work at the end of an epoch however that comes, to paste."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from inspector.gui.panels.highlighter import PythonHighlighter
from inspector.gui.panels.parts import label
from inspector.gui.theme import DARK, LIGHT
from inspector.resources import resource

SAFE_RULES = frozenset({"epoch-end-missing", "train-end-missing", "dataset-epoch-end-missing"})
"""The findings that a hook never came."""
WHY = (
    "No hook comes after an exception, and a dataset's own on_epoch_end does not come where a callback stops training. "
    "This callback does its work once for every epoch that began, and says how many steps were done."
)


def safe_code(engine: object) -> str:
    """The code to paste, for the Keras of the run."""
    code = resource("recipes", "at_epoch_end.py").read_text(encoding="utf-8")
    return code.replace("\nimport keras\n", "\nimport tf_keras as keras\n") if engine == "tf_keras" else code


class SafeDialog(QDialog):
    """The code, and a button that copies it."""

    def __init__(self, engine: object, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("safeDialog")
        self.setWindowTitle("Make it safe")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(760, 640)
        self.code = QPlainTextEdit(safe_code(engine))
        self.code.setObjectName("safeCode")
        self.code.setAccessibleName("Code to paste")
        self.code.setReadOnly(True)
        self.code.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.copy_button = _button("safeCopy", "Copy code", "Put the code on the clipboard")
        self.copy_button.setDefault(True)
        self.copy_button.clicked.connect(self._copy)
        close = _button("safeClose", "Close", "Close this (Escape)")
        close.clicked.connect(self.reject)
        self._said = label("", "quiet", name="safeSaid")
        foot = QHBoxLayout()
        foot.addWidget(self._said, 1)
        foot.addWidget(close)
        foot.addWidget(self.copy_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addWidget(label(WHY, wrap=True))
        box.addWidget(self.code, 1)
        box.addLayout(foot)
        self.code.ensurePolished()  # the window's style sheet says whether text is dark or light
        dark = self.code.palette().color(QPalette.ColorRole.Text).lightness() > 128
        PythonHighlighter(self.code.document(), DARK if dark else LIGHT)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.code.toPlainText())
        self._said.setText("The code is on the clipboard. The guide tells what it promises.")


def _button(name: str, text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setToolTip(tip)
    return button
