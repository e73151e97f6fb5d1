"""The findings panel, by mouse and keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from inspector.analysis.diagnosis import diagnose
from inspector.gui.panels.cards import CauseCard, ConsequenceCard
from inspector.gui.panels.findings_panel import FindingsPanel
from inspector.gui.panels.prose_view import ProseView
from tests.story import Story, clean, raises_at_batch_3, sizes_alternate

Show = Callable[[Story], FindingsPanel]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    def show(story: Story) -> FindingsPanel:
        panel = FindingsPanel()
        qtbot.addWidget(panel)
        panel.resize(320, 900)
        panel.show()
        run = story.run()
        panel.show_findings(run, diagnose(run))
        return panel

    return show


def texts(panel: FindingsPanel) -> list[str]:
    """What a person reads; a label that was just added is shown by the next turn of the loop."""
    QApplication.processEvents()
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisibleTo(panel)]


def test_that_the_cause_comes_first_and_its_consequences_after_it(show: Show) -> None:
    panel = show(raises_at_batch_3(epochs=2))
    assert isinstance(panel.cards[0], CauseCard)
    assert panel.cards[0].finding.rule == "source-raised"
    under = [card.finding for card in panel.cards if isinstance(card, ConsequenceCard)]
    assert len(under) >= 3
    assert {finding.caused_by for finding in under} == {"source-raised"}
    assert panel.cards[0].y() < panel.cards[1].mapTo(panel, panel.cards[1].rect().topLeft()).y()
    assert f"1 cause · {len(under)} consequences" in texts(panel)


def test_that_the_severity_is_a_word_and_a_glyph_too(show: Show) -> None:
    assert "✕  error" in texts(show(raises_at_batch_3()))
    assert "i  info" in texts(show(sizes_alternate()))


def test_that_a_click_on_a_card_asks_for_its_evidence(qtbot: QtBot, show: Show) -> None:
    panel = show(raises_at_batch_3())
    card = panel.cards[1]
    with qtbot.waitSignal(panel.zoomRequested) as asked:
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert asked.args == [card.finding]
    assert card.property("chosen") == "true"
    assert panel.cards[0].property("chosen") == "false"


def test_that_the_arrow_keys_and_return_do_the_same(qtbot: QtBot, show: Show) -> None:
    panel = show(raises_at_batch_3())
    panel.activateWindow()
    panel.cards[0].setFocus()
    qtbot.waitUntil(panel.cards[0].hasFocus)
    qtbot.keyClick(panel.cards[0], Qt.Key.Key_Down)
    assert panel.cards[1].hasFocus()
    with qtbot.waitSignal(panel.zoomRequested) as asked:
        qtbot.keyClick(panel.cards[1], Qt.Key.Key_Return)
    assert asked.args == [panel.cards[1].finding]
    qtbot.keyClick(panel.cards[1], Qt.Key.Key_Up)
    assert panel.cards[0].hasFocus()


def test_that_next_goes_round(qtbot: QtBot, show: Show) -> None:
    panel = show(raises_at_batch_3())
    asked: list[object] = []
    panel.zoomRequested.connect(asked.append)
    for _ in range(len(panel.cards) + 1):
        panel.next_finding()
    findings = [card.finding for card in panel.cards]
    assert asked == [*findings, findings[0]]


def test_that_next_brings_the_card_into_view(qtbot: QtBot, show: Show) -> None:
    panel = show(raises_at_batch_3())
    panel.resize(320, 240)
    last = panel.cards[-1]
    qtbot.waitUntil(lambda: last.width() < panel.width())
    assert last.visibleRegion().isEmpty()
    for _ in panel.cards:
        panel.next_finding()
    assert last.visibleRegion().boundingRect() == last.rect()


def test_that_show_line_names_the_file_and_line(qtbot: QtBot, show: Show) -> None:
    panel = show(raises_at_batch_3())
    button = panel.cards[0].findChild(QPushButton, "showLineButton")
    with qtbot.waitSignal(panel.lineRequested) as asked:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.args == ["train.py", 12]


def test_that_each_card_leads_to_its_own_page_of_the_guide(qtbot: QtBot, show: Show) -> None:
    panel = show(raises_at_batch_3())
    asked: list[str] = []
    panel.aboutRequested.connect(asked.append)
    for card in panel.cards:
        button = card.findChild(QPushButton, "aboutFindingButton")
        assert button.focusPolicy() is not Qt.FocusPolicy.NoFocus
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(panel.cards) > 1
    assert asked == [card.finding.rule for card in panel.cards]


def test_that_a_finding_without_a_line_offers_none(show: Show) -> None:
    panel = show(sizes_alternate())
    assert panel.cards[0].findChild(QPushButton, "showLineButton") is None
    assert panel.cards[0].findChild(QPushButton, "zoomButton") is not None


def test_that_copy_puts_markdown_on_the_clipboard(qtbot: QtBot, show: Show) -> None:
    panel = show(raises_at_batch_3())
    button = panel.cards[0].findChild(QPushButton, "copyFindingButton")
    with qtbot.waitSignal(panel.copied):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert text.startswith("### The generator raised at batch 3")
    assert "\n**What to do**\n" in text
    assert "Keras 3.15.1" in text  # which run it is of
    assert "`steps-missing`" in text


def test_that_a_clean_run_is_said_to_be_clean_and_a_running_one_not(show: Show) -> None:
    assert "✓  No problem found" in texts(show(clean()))
    story = Story(epochs=1, steps_per_epoch=10)
    running = texts(show(story.peek(2).train_begin().epoch_begin(0).steps(0, 3)))
    assert "Watching… so far nothing is wrong" in running
    assert "✓  No problem found" not in running


def test_that_the_same_findings_again_leave_the_focus_where_it_is(qtbot: QtBot, show: Show) -> None:
    panel = show(raises_at_batch_3())
    panel.activateWindow()
    card = panel.cards[1]
    card.setFocus()
    qtbot.waitUntil(card.hasFocus)
    run = raises_at_batch_3().run()
    panel.show_findings(run, diagnose(run))
    assert panel.cards[1] is card
    assert card.hasFocus()


def test_that_no_text_of_a_card_is_cut_off(qtbot: QtBot, show: Show) -> None:
    panel = show(raises_at_batch_3())
    qtbot.waitUntil(lambda: panel.cards[0].width() < panel.width())
    for label in panel.cards[0].findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width()) or not label.wordWrap()
        assert label.wordWrap() or label.width() >= label.sizeHint().width()
    texts = panel.cards[0].findChildren(ProseView)
    assert len(texts) == 2
    for text in texts:
        assert text.document().size().height() <= text.viewport().height()
    assert panel.cards[0].mapTo(panel, panel.cards[0].rect().bottomRight()).x() < panel.width()
