"""“Make it safe…”: on the findings that a hook never came, and on no other; the code of the guide, to paste."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.rules import RULES
from inspector.gui.panels.findings_panel import FindingsPanel
from inspector.gui.safe_dialog import SAFE_RULES, SafeDialog, safe_code
from inspector.resources import resource
from tests.story import Story, raises_at_batch_3, stops_after_5


@pytest.fixture
def panel(qtbot: QtBot) -> FindingsPanel:
    panel = FindingsPanel()
    qtbot.addWidget(panel)
    panel.resize(320, 900)
    panel.show()
    return panel


def show(panel: FindingsPanel, story: Story) -> dict[str, QPushButton]:
    """The buttons, by the rule of their finding."""
    run = story.run()
    panel.show_findings(run, diagnose(run))
    found = {card.finding.rule: card.findChild(QPushButton, "safeButton") for card in panel.cards}
    return {rule: button for rule, button in found.items() if button is not None}


def test_that_the_rules_are_there() -> None:
    assert {rule.name for rule in RULES} >= SAFE_RULES


def test_that_it_is_offered_where_a_hook_never_came(panel: FindingsPanel) -> None:
    assert set(show(panel, raises_at_batch_3())) == {"epoch-end-missing", "train-end-missing"}
    assert show(panel, stops_after_5()) == {}


def test_that_the_code_is_shown_and_copied(qtbot: QtBot, panel: FindingsPanel) -> None:
    button = show(panel, raises_at_batch_3())["epoch-end-missing"]
    assert button.toolTip() != ""
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    dialog = panel.findChild(SafeDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    recipe = resource("recipes", "at_epoch_end.py").read_text(encoding="utf-8")
    assert QGuiApplication.clipboard().text() == recipe
    said = dialog.findChild(QLabel, "safeSaid")
    assert said is not None
    assert "clipboard" in said.text()
    with qtbot.waitSignal(dialog.destroyed):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_that_the_code_is_for_the_keras_of_the_run(panel: FindingsPanel, qtbot: QtBot) -> None:
    assert "\nimport keras\n" in safe_code("keras")
    assert "\nimport tf_keras as keras\n" in safe_code("tf_keras")
    story = Story(steps_per_epoch=4, engine="tf_keras")
    story.peek(1).train_begin().epoch_begin(0).steps(0, 2).source_raises().fit_raises()
    qtbot.mouseClick(show(panel, story)["train-end-missing"], Qt.MouseButton.LeftButton)
    dialog = panel.findChild(SafeDialog)
    assert dialog is not None
    assert "import tf_keras as keras" in dialog.code.toPlainText()
    dialog.reject()
