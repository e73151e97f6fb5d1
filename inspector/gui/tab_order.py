"""The order in which Tab goes through the window: as one reads it, though parts of it come and go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QGraphicsView, QWidget


class TabOrder(QObject):
    """Qt appends what is made later to the end; `renew` puts it where it stands."""

    def __init__(self, parts: Sequence[QWidget], parent: QObject) -> None:
        """`parts` of the window, in the order to go through them."""
        super().__init__(parent)
        self._parts = parts
        # Many come at once where a file is opened: the order is made once, when all of them are there.
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.timeout.connect(self._renew)

    def renew(self, *_: object) -> None:
        """Something that can have the focus came."""
        self._due.start(0)

    def _renew(self) -> None:
        before: QWidget | None = None
        for part in self._parts:
            for widget in _stops(part):
                if before is not None:
                    QWidget.setTabOrder(before, widget)
                before = widget


def _stops(part: QWidget) -> Iterator[QWidget]:
    for child in part.children():
        if not isinstance(child, QWidget) or child.isWindow():
            continue
        if _is_stop(child):
            yield child
        if not isinstance(child, QGraphicsView):  # a plot has nothing in it to go to
            yield from _stops(child)


def _is_stop(widget: QWidget) -> bool:
    tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
    return tab and widget.focusProxy() is None
