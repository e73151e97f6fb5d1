"""Where to save a run, as what, and how a picture of it is to look."""

from __future__ import annotations

from dataclasses import dataclass
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

from inspector.export.formats import Format, format_of, with_ending
from inspector.gui.panels.parts import Choice, label

SCALES = (1, 2, 3)
WIDTH = 1200
"""The picture's width at 1x, in pixels."""


@dataclass(frozen=True)
class Wanted:
    """What the person asked for."""

    path: Path
    what: Format
    scale: int = 2
    """Pixels of a PNG that stand for one."""
    whole: bool = True
    """The whole run, rather than the part that is in view."""
    dark: bool = False


class ExportDialog(QDialog):
    """Asks; the window does the rest. The ending of the name and the choice of the format follow each other."""

    chosen = Signal(object)
    """what is `Wanted`"""

    def __init__(self, suggestion: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("exportDialog")
        self.setWindowTitle("Export")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.format = Choice("exportFormat")
        self.format.setAccessibleName("Format")
        self.format.setToolTip("What to save; the ending of the name says the same")
        for one in Format:
            self.format.addItem(one.title, one)
        self.file = QLineEdit(str(suggestion))
        self.file.setObjectName("exportFile")
        self.file.setAccessibleName("File")
        self.file.setToolTip("Where to save it; the ending says what is saved")
        self.file.setMinimumWidth(380)
        browse = _button("exportBrowse", "Browse…", "Choose the folder and the name")
        browse.clicked.connect(self._browse)
        self._parts = _Segments(
            ("exportWhole", "The whole run", "From the first batch to the last"),
            ("exportInView", "What you see", "The part that is in view"),
        )
        self._themes = _Segments(
            ("exportLight", "Light", "Dark words on a light ground"),
            ("exportDark", "Dark", "Light words on a dark ground"),
        )
        self._scales = _Segments(*((f"exportScale{n}", f"{n}x", f"{WIDTH * n} pixels wide") for n in SCALES))
        self._scales.choose(SCALES.index(2))
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(10)
        for row, (name, widget) in enumerate(
            (
                ("Format", self.format),
                ("File", self.file),
                ("Shows", self._parts),
                ("Colours", self._themes),
                ("Scale", self._scales),
            )
        ):
            grid.addWidget(label(name, "quiet"), row, 0)
            grid.addWidget(widget, row, 1)
        grid.addWidget(browse, 1, 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(18)
        box.addLayout(grid)
        box.addLayout(self._buttons())
        self.file.textEdited.connect(self._follow_name)
        self.format.currentIndexChanged.connect(self._follow_format)
        self._follow_name(self.file.text())
        self._show_what_applies()
        self.file.selectAll()
        self.file.setFocus()

    def _buttons(self) -> QHBoxLayout:
        cancel = _button("exportCancel", "Cancel", "Close this without saving (Escape)")
        cancel.clicked.connect(self.reject)
        save = _button("exportSave", "Save", "Save it (Return)")
        save.setProperty("role", "go")
        save.setDefault(True)
        save.clicked.connect(self._save)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(save)
        return row

    # -- the name and the format ----------------------------------------------------------------------------------

    def _follow_name(self, name: str) -> None:
        what = format_of(Path(name))
        if what is not None:
            self.format.setCurrentIndex(self.format.findData(what))

    def _follow_format(self) -> None:
        self._show_what_applies()
        path = Path(self.file.text())
        if self.file.text() and format_of(path) is not self.what:
            self.file.setText(str(with_ending(path, self.what)))

    def _show_what_applies(self) -> None:
        what = self.what
        self._parts.setEnabled(what.drawn)
        self._themes.setEnabled(what in (Format.PNG, Format.SVG, Format.PDF))
        self._scales.setEnabled(what is Format.PNG)

    def _browse(self) -> None:
        kinds = ";;".join(f"{one.title} (*{one.value})" for one in [self.what, *(f for f in Format if f != self.what)])
        name, _ = QFileDialog.getSaveFileName(self, "Export", self.file.text(), kinds)
        if name:
            self.file.setText(name)
            self._follow_name(name)

    def _save(self) -> None:
        text = self.file.text().strip()
        if not text:
            self.file.setFocus()
            return
        path = Path(text).expanduser().absolute()
        if format_of(path) is not self.what:
            path = path.with_name(path.name + self.what.value)
        wanted = Wanted(path, self.what, self.scale, whole=self._parts.chosen == 0, dark=self._themes.chosen == 1)
        self.chosen.emit(wanted)
        self.accept()

    @property
    def what(self) -> Format:
        """The format that is chosen."""
        return Format(self.format.currentData())

    @property
    def scale(self) -> int:
        """How many pixels of the picture stand for one."""
        return SCALES[self._scales.chosen]


class _Segments(QWidget):
    """A few buttons of which one is down."""

    def __init__(self, *choices: tuple[str, str, str]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for number, (name, text, tip) in enumerate(choices):
            button = _button(name, text, tip)
            button.setCheckable(True)
            self._group.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        self.choose(0)

    def choose(self, number: int) -> None:
        """Press one."""
        self._group.button(number).setChecked(True)

    @property
    def chosen(self) -> int:
        """The number of the one that is down."""
        return self._group.checkedId()


def _button(name: str, text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setToolTip(tip)
    button.setAutoDefault(False)
    return button
