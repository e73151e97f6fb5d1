"""Every action in one list: type some letters of its name, press Return."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QRegularExpression, QSortFilterProxyModel, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHeaderView, QLineEdit, QMenu, QTreeView, QVBoxLayout, QWidget

ACTION = Qt.ItemDataRole.UserRole
SIZE = (520, 380)


class PaletteField(QLineEdit):
    """Its arrow keys move in the list below it."""

    def __init__(self, rows: QTreeView) -> None:
        super().__init__()
        self._rows = rows
        self.setObjectName("paletteField")
        self.setAccessibleName("Name of an action")
        self.setPlaceholderText("Type some letters of what you want to do…")
        self.setToolTip(
            "Letters of an action's name, in their order; Up and Down choose, Return does it, Escape leaves"
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._rows.keyPressEvent(event)
        else:
            super().keyPressEvent(event)


class CommandPalette(QDialog):
    """The actions of some menus, by the letters of their names in their order."""

    def __init__(self, menus: list[QMenu], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("commandPalette")
        self.setWindowTitle("Command palette")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self._actions: list[QAction] = []
        self._model = QStandardItemModel(0, 3, self)
        for menu in menus:
            for path, action in _actions(menu, ""):
                self._add(path, action)
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(self._model)
        self.rows = _rows(self._shown)
        self.field = PaletteField(self.rows)
        self.field.textChanged.connect(self._filter)
        self.field.returnPressed.connect(lambda: self._do(self.rows.currentIndex()))
        self.rows.activated.connect(self._do)
        self.rows.clicked.connect(self._do)
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 10, 10, 10)
        box.setSpacing(8)
        box.addWidget(self.field)
        box.addWidget(self.rows)
        self._filter("")

    def _add(self, path: str, action: QAction) -> None:
        name, where = QStandardItem(_plain(action.text())), QStandardItem(path)
        keys = QStandardItem(
            ", ".join(key.toString(QKeySequence.SequenceFormat.NativeText) for key in action.shortcuts())
        )
        name.setData(len(self._actions), ACTION)
        for item in (name, where, keys):
            item.setToolTip(action.toolTip())
            item.setEnabled(action.isEnabled())
        self._actions.append(action)
        self._model.appendRow([name, where, keys])

    def _filter(self, letters: str) -> None:
        pattern = ".*".join(QRegularExpression.escape(letter) for letter in letters if not letter.isspace())
        caseless = QRegularExpression.PatternOption.CaseInsensitiveOption
        self._shown.setFilterRegularExpression(QRegularExpression(pattern, caseless))
        places = (self._shown.index(row, 0) for row in range(self._shown.rowCount()))
        can_be_done = Qt.ItemFlag.ItemIsEnabled
        self.rows.setCurrentIndex(next((place for place in places if place.flags() & can_be_done), QModelIndex()))

    def _do(self, place: QModelIndex) -> None:
        if place.isValid():
            action = self._actions[place.siblingAtColumn(0).data(ACTION)]
            self.accept()
            action.trigger()


def _rows(model: QSortFilterProxyModel) -> QTreeView:
    rows = QTreeView()
    rows.setObjectName("paletteList")
    rows.setAccessibleName("Actions")
    rows.setToolTip("Click an action to do it")
    rows.setModel(model)
    rows.setRootIsDecorated(False)
    rows.setHeaderHidden(True)
    rows.setUniformRowHeights(True)
    rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    rows.header().setStretchLastSection(False)
    rows.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    for column in (1, 2):
        rows.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
    return rows


def _actions(menu: QMenu, path: str) -> Iterator[tuple[str, QAction]]:
    path = f"{path} › {_plain(menu.title())}" if path else _plain(menu.title())
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            inner.aboutToShow.emit()  # what fills it when it is opened
            yield from _actions(inner, path)
        elif not action.isSeparator():
            yield path, action


def _plain(text: str) -> str:
    return text.replace("&", "").rstrip("…")
