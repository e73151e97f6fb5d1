"""What is in view of the findings where there is little room: all of the chosen card, and that more of them follow."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from inspector.analysis.diagnosis import diagnose
from inspector.gui.panels.cards import FindingCard
from inspector.gui.panels.described import Description
from inspector.gui.right_column import RightColumn
from inspector.gui.style import style_sheet
from inspector.gui.theme import LIGHT
from tests.story import raises_at_batch_3

SMALL = (310, 472)
"""What a window of 1280 × 720 has for the column at the right."""
MUCH = Description(
    "Step 6", tuple((f"name {row}", "so much is told of it that it needs two lines") for row in range(9))
)


@pytest.fixture
def column(qtbot: QtBot) -> RightColumn:
    column = RightColumn()
    qtbot.addWidget(column)
    column.setStyleSheet(style_sheet(LIGHT))
    column.resize(*SMALL)
    column.show()
    run = raises_at_batch_3(epochs=2).run()
    column.findings.show_findings(run, diagnose(run))
    qtbot.waitUntil(lambda: below(column).isVisible())
    return column


def below(column: RightColumn) -> QPushButton:
    return column.findChild(QPushButton, "belowTheFold")


def edges(column: RightColumn, card: FindingCard) -> tuple[int, int]:
    """Where the card begins and ends, in pixels from the top of what is in view."""
    top = card.mapTo(column.findings._column.viewport(), QPoint()).y()
    return top, top + card.height()


def whole(column: RightColumn, card: FindingCard) -> bool:
    top, end = edges(column, card)
    return top >= 0 and end <= column.findings._column.viewport().height()


def scroll_to_end(column: RightColumn) -> None:
    """As a wheel does."""
    view = column.findings._column.viewport()
    turned, nothing = QPoint(0, -100_000), QPoint()
    middle = view.rect().center()
    QApplication.sendEvent(
        view,
        QWheelEvent(
            middle.toPointF(), view.mapToGlobal(middle).toPointF(), nothing, turned, Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        ),
    )  # fmt: skip


def test_that_each_next_card_is_whole_in_view_or_begins_there(qtbot: QtBot, column: RightColumn) -> None:
    findings = column.findings
    for card in [*findings.cards, findings.cards[0]]:
        findings.next_finding()
        qtbot.waitUntil(lambda card=card: edges(column, card)[0] >= 0)
        room = findings._column.viewport().height()
        assert whole(column, card) or (card.height() > room - 8 and edges(column, card)[0] <= 8)


def test_that_a_card_higher_than_the_view_shows_its_top_from_wherever_it_is_chosen(
    qtbot: QtBot, column: RightColumn
) -> None:
    column.resize(SMALL[0], 300)
    cause = column.findings.cards[0]
    scroll_to_end(column)
    qtbot.waitUntil(lambda: edges(column, cause)[0] < 0)
    column.findings.zoom(cause.finding)
    assert 0 <= edges(column, cause)[0] <= 8


def test_that_the_chosen_card_stays_in_view_when_the_details_grow(qtbot: QtBot, column: RightColumn) -> None:
    findings, before = column.findings, column.findings.height()
    findings.next_finding()
    findings.next_finding()
    findings.next_finding()
    chosen = findings.cards[2]
    qtbot.waitUntil(lambda: whole(column, chosen))
    column.details.show_description(MUCH)
    qtbot.waitUntil(lambda: findings.height() < before - 50 and whole(column, chosen))


def test_that_it_stays_where_a_person_scrolled(qtbot: QtBot, column: RightColumn) -> None:
    findings, before = column.findings, column.findings.height()
    findings.next_finding()
    scroll_to_end(column)
    end = findings._column.verticalScrollBar().value()
    assert end > 0
    column.details.show_description(MUCH)
    qtbot.waitUntil(lambda: findings.height() < before - 50)
    QApplication.processEvents()
    assert findings._column.verticalScrollBar().value() == end


def test_that_what_follows_is_told_until_all_of_it_is_in_view(qtbot: QtBot, column: RightColumn) -> None:
    findings = column.findings
    consequences = len(findings.cards) - 1
    assert consequences >= 3
    assert below(column).text() == f"↓  {consequences} consequences below"
    assert below(column).mapTo(findings, below(column).rect().bottomLeft()).y() == findings.height() - 1
    findings.next_finding()
    findings.next_finding()
    qtbot.waitUntil(lambda: below(column).text() == f"↓  {consequences - 1} consequences below")
    for _ in range(consequences):
        if below(column).isVisible():
            before = findings._column.verticalScrollBar().value()
            qtbot.mouseClick(below(column), Qt.MouseButton.LeftButton)
            assert findings._column.verticalScrollBar().value() > before
            QApplication.processEvents()
    qtbot.waitUntil(lambda: not below(column).isVisible())
    assert whole(column, findings.cards[-1])


def test_that_nothing_is_told_to_follow_where_there_is_room_for_all(qtbot: QtBot, column: RightColumn) -> None:
    column.resize(SMALL[0], 1400)
    qtbot.waitUntil(lambda: not below(column).isVisible())
    column.resize(*SMALL)
    qtbot.waitUntil(lambda: below(column).isVisible())


def test_that_the_details_take_no_more_room_than_their_words(qtbot: QtBot, column: RightColumn) -> None:
    details = column.details
    details.show_description(MUCH)
    qtbot.waitUntil(lambda: details.height() > 150)
    details.show_description(None)
    qtbot.waitUntil(lambda: details.height() < 150)
    visible = [label for label in details.findChildren(QLabel) if label.isVisible()]
    end = max(label.mapTo(details, label.rect().bottomLeft()).y() for label in visible)
    assert end < details.height() <= end + 24
