"""Every action in one list: type some letters of its name, press Return."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHeaderView, QLineEdit, QMenu, QTreeView, QVBoxLayout, QWidget

from inspector.gui.palette_ranking import Match, match
from inspector.gui.panels.parts import label

SIZE = (640, 400)
NOTHING = "No action has these letters"


class PaletteField(QLineEdit):
    """Its arrow keys move in the list below it."""

    def __init__(self, rows: QTreeView) -> None:
        super().__init__()
        self._rows = rows
        self.setObjectName("paletteField")
        self.setAccessibleName("Name of an action")
        self.setPlaceholderText("Type some letters of what you want to do…")
        self.setToolTip(
            "Words or letters of an action's name, or words of its menu or of what it does; "
            "Up and Down choose, Return does it, Escape leaves"
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._rows.keyPressEvent(event)
        else:
            super().keyPressEvent(event)


@dataclass(frozen=True)
class Entry:
    """An action, and the path of the menu that it is in."""

    action: QAction
    menu: str

    @property
    def name(self) -> str:
        """As it is listed."""
        return _plain(self.action.text())

    @property
    def opens_a_file(self) -> bool:
        """Whether it stands for a sample, a recording or a file: those come and go, the window's own have a name."""
        return not self.action.objectName()

    def match(self, typed: str) -> Match | None:
        """How it answers to what was typed."""
        return match(typed, self.name, self.menu, self.action.toolTip())


class CommandPalette(QDialog):
    """The actions of some menus: those that answer to what is typed, the best first."""

    def __init__(self, menus: list[QMenu], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("commandPalette")
        self.setWindowTitle("Command palette")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self._entries = [entry for menu in menus for entry in _entries(menu, "")]
        self._shown: list[Entry] = []
        self._model = QStandardItemModel(0, 3, self)
        self.rows = _rows(self._model)
        self.nothing = label(NOTHING, role="quiet", name="paletteNothing")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.field = PaletteField(self.rows)
        self.field.textChanged.connect(self._find)
        self.field.returnPressed.connect(lambda: self._do(self.rows.currentIndex()))
        self.rows.activated.connect(self._do)
        self.rows.clicked.connect(self._do)
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 10, 10, 10)
        box.setSpacing(8)
        box.addWidget(self.field)
        box.addWidget(self.rows, 1)
        box.addWidget(self.nothing, 1)
        self._find("")

    def _find(self, typed: str) -> None:
        found = [(how, entry) for entry in self._entries if (how := entry.match(typed)) is not None]
        found.sort(key=lambda one: (one[0], one[1].opens_a_file))
        self._shown = [entry for _, entry in found]
        self._model.setRowCount(0)
        for entry in self._shown:
            self._model.appendRow(_cells(entry))
        self.rows.setVisible(bool(found))
        self.nothing.setVisible(not found)
        # Where what is meant cannot be done now, Return does not do what is meant less in its place.
        best = (row for row, (how, entry) in enumerate(found) if how is found[0][0] and entry.action.isEnabled())
        self.rows.setCurrentIndex(self._model.index(next(best, -1), 0))

    def _do(self, place: QModelIndex) -> None:
        if place.isValid():
            action = self._shown[place.row()].action
            self.accept()
            action.trigger()


def _cells(entry: Entry) -> list[QStandardItem]:
    keys = (key.toString(QKeySequence.SequenceFormat.NativeText) for key in entry.action.shortcuts())
    cells = [QStandardItem(text) for text in (entry.name, entry.menu, ", ".join(keys))]
    for cell in cells:
        cell.setToolTip(entry.action.toolTip())
        cell.setEnabled(entry.action.isEnabled())
    return cells


def _rows(model: QStandardItemModel) -> QTreeView:
    rows = QTreeView()
    rows.setObjectName("paletteList")
    rows.setAccessibleName("Actions")
    rows.setToolTip("Click an action to do it")
    rows.setModel(model)
    rows.setRootIsDecorated(False)
    rows.setHeaderHidden(True)
    rows.setUniformRowHeights(True)
    rows.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # at its end a recording has its time
    rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    rows.header().setStretchLastSection(False)
    rows.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    for column in (1, 2):
        rows.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
    return rows


def _entries(menu: QMenu, path: str) -> Iterator[Entry]:
    path = f"{path} › {_plain(menu.title())}" if path else _plain(menu.title())
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            inner.aboutToShow.emit()  # what fills it when it is opened
            yield from _entries(inner, path)
        elif not action.isSeparator():
            yield Entry(action, path)


def _plain(text: str) -> str:
    return text.replace("&", "").rstrip("…")
