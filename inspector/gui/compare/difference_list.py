"""The list of what differs, with what either run had there: the setting, then what happened, the first first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from inspector.analysis.compare import Difference
from inspector.analysis.compare.difference import OF_SETTING
from inspector.analysis.compare.ending import NOT_FOUND
from inspector.gui.theme import Theme
from inspector.gui.timeline.look import sized

Index = QModelIndex | QPersistentModelIndex
LINE, PAD, BAR = 17.0, 9.0, 3.0


def told_by(one: Difference) -> list[tuple[str, str]]:
    """What either run had, as far as it had anything: `("A", "3 began and never ended")`."""
    return [(which, words) for which, words in (("A", one.a), ("B", one.b)) if words not in ("", NOT_FOUND)]


class DifferencesModel(QAbstractListModel):
    """One row a difference."""

    def __init__(self, differences: Sequence[Difference]) -> None:
        super().__init__()
        self.differences = differences

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.differences)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one = self.differences[index.row()]
        lines = [one.title, *(f"{which}: {words}" for which, words in told_by(one))]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return one.title
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(lines)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{one.topic.value}. {'. '.join(lines)}"
        return None


class DifferenceList(QListView):
    """Click one, or use the arrow keys, to go there."""

    picked = Signal(int)
    """its number"""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("differenceList")
        self.setAccessibleName("What differs: the setting, then what happened, the first difference first")
        self.setToolTip("Click one, or use the arrow keys, to go there")
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self._quiet = False
        self.set_theme(theme)

    def show_differences(self, differences: Sequence[Difference]) -> None:
        """Show these; none is chosen yet."""
        before, selection = self.model(), self.selectionModel()
        model = DifferencesModel(differences)
        model.setParent(self)
        self.setModel(model)
        self.selectionModel().currentChanged.connect(self._current_changed)
        if before is not None:
            selection.deleteLater()
            before.deleteLater()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        delegate = _Delegate(theme, self)
        before = self.itemDelegate()
        self.setItemDelegate(delegate)
        if isinstance(before, _Delegate):
            before.deleteLater()

    def show_chosen(self, number: int) -> None:
        """Choose one without telling anybody."""
        self._quiet = True
        index = self.model().index(number, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self._quiet = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._quiet = True
        super().focusInEvent(event)  # makes the first row the current one, without a sign of it
        self._quiet = False
        if event.reason() is not Qt.FocusReason.MouseFocusReason and not self.selectedIndexes() and self.model():
            self.setCurrentIndex(QModelIndex())
            self.setCurrentIndex(self.model().index(0, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # a title may take another line now

    def _current_changed(self, current: QModelIndex) -> None:
        if not self._quiet and current.isValid():
            self.picked.emit(current.row())


class _Delegate(QStyledItemDelegate):
    """The title, and under it a line for each run."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        one = _difference(index)
        width = self._view.viewport().width()
        lines = len(self._title_lines(option, one, width)) + len(told_by(one)) + 1
        return QSize(width, round(2 * PAD + LINE * lines))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one, t = _difference(index), self._theme
        rect = QRectF(option.rect)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(t.accent_soft if chosen else t.field))
        if chosen:
            painter.fillRect(QRectF(rect.left(), rect.top(), BAR, rect.height()), QColor(t.accent))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), QColor(t.line))
        x, y, room = rect.left() + 14, rect.top() + PAD, rect.width() - 26
        base = option.font
        painter.setFont(sized(base, 11))
        painter.setPen(QColor(t.peek))
        _line(painter, f"≠ {one.topic.value}", x, y, room)
        painter.setPen(QColor(t.quiet))
        painter.drawText(
            QRectF(x, y, room, LINE), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _where(one)
        )
        y += LINE
        painter.setFont(sized(base, 12, strong=True))
        painter.setPen(QColor(t.text))
        for words in self._title_lines(option, one, rect.width()):
            _line(painter, words, x, y, room)
            y += LINE
        for which, words in told_by(one):
            painter.setFont(sized(base, 11, strong=True))
            painter.setPen(QColor(t.quiet))
            _line(painter, which, x, y, 16)
            painter.setFont(sized(base, 11))
            _line(painter, words, x + 16, y, room - 16)
            y += LINE
        painter.restore()

    def _title_lines(self, option: QStyleOptionViewItem, one: Difference, width: float) -> list[str]:
        """The title on one line, or on two."""
        metrics = QFontMetricsF(sized(option.font, 12, strong=True))
        lines = [""]
        for word in one.title.split(" "):
            longer = f"{lines[-1]} {word}".strip()
            if len(lines) < 2 and lines[-1] and metrics.horizontalAdvance(longer) > width - 26:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines


def _where(one: Difference) -> str:
    if one.topic in OF_SETTING:
        return "the setting"
    return "the whole run" if one.epoch is None else f"epoch {one.epoch}"


def _difference(index: Index) -> Difference:
    model = index.model()
    assert isinstance(model, DifferencesModel)
    return model.differences[index.row()]


def _line(painter: QPainter, words: str, x: float, y: float, room: float) -> None:
    shown = QFontMetricsF(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, room)
    painter.drawText(QRectF(x, y, room, LINE), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
