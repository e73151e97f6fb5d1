"""The tooltip of what is painted, asked for as Qt asks when the pointer rests."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from inspector.gui.spot_tip import spot_tip


class Painted(QWidget):
    """Has something to tell in its left half."""

    def event(self, event: QEvent) -> bool:
        return spot_tip(event, self, self._words_at) or super().event(event)

    def _words_at(self, pos: QPointF) -> str:
        return f"at {pos.x():.0f}" if pos.x() < 50 else ""


def rest(widget: QWidget, x: int) -> None:
    """The pointer rests at this pixel."""
    spot = QPoint(x, 10)
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, spot, widget.mapToGlobal(spot)))


def test_that_each_spot_has_its_own_words_and_one_with_nothing_to_tell_has_none(qtbot: QtBot) -> None:
    painted = Painted()
    qtbot.addWidget(painted)
    painted.resize(100, 20)
    with qtbot.waitExposed(painted):
        painted.show()
    rest(painted, 20)
    assert QToolTip.text() == "at 20"
    rest(painted, 30)
    assert QToolTip.text() == "at 30"
    rest(painted, 80)
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_that_other_events_are_left_to_the_widget(qtbot: QtBot) -> None:
    painted = Painted()
    qtbot.addWidget(painted)
    assert not spot_tip(QEvent(QEvent.Type.Enter), painted, lambda _: "never")
