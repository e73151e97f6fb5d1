"""The guide in its window: its pages, its links, and the way from a finding to what it means."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFontInfo, QTextDocument
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from inspector.analysis.rules import RULES
from inspector.gui.fonts import CODE
from inspector.gui.guide_window import GuideWindow
from inspector.gui.theme import DARK, LIGHT
from inspector.resources import resource
from tests.gui.conftest import MakeWindow

GUIDE = resource("guide")


@pytest.fixture
def guide(qtbot: QtBot) -> GuideWindow:
    window = GuideWindow(LIGHT)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


def shown(guide: GuideWindow) -> str:
    return guide.page.source().fileName()


def middle_of(guide: GuideWindow, text: str) -> QPoint:
    cursor = guide.page.document().find(text)
    assert not cursor.isNull()
    right = guide.page.cursorRect(cursor)
    cursor.setPosition(cursor.selectionStart())
    left = guide.page.cursorRect(cursor)
    return QPoint((left.left() + right.left()) // 2, left.center().y())


@pytest.mark.parametrize("name", sorted(str(page.relative_to(GUIDE)) for page in GUIDE.rglob("*.md")))
def test_that_every_page_is_shown(guide: GuideWindow, name: str) -> None:
    guide.open_page(name)
    title = resource("guide", name).read_text(encoding="utf-8").splitlines()[0].lstrip("# ").replace("`", "")
    assert guide.page.document().begin().text() == title


def test_that_a_link_leads_to_its_page_and_back_leads_back(qtbot: QtBot, guide: GuideWindow) -> None:
    guide.open_page("index.md")
    assert not guide.back.isEnabled()
    qtbot.mouseClick(guide.page.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(guide, "The findings"))
    assert shown(guide) == "findings.md"
    qtbot.mouseClick(guide.back, Qt.MouseButton.LeftButton)
    assert shown(guide) == "index.md"
    guide.open_page("report.md")
    qtbot.mouseClick(guide.contents, Qt.MouseButton.LeftButton)
    assert shown(guide) == "index.md"


def test_that_a_picture_is_no_wider_than_the_column(guide: GuideWindow) -> None:
    guide.open_page("first-run.md")
    picture = next(resource("guide", "pictures").glob("*-light.png"))
    image = guide.page.loadResource(QTextDocument.ResourceType.ImageResource.value, f"pictures/{picture.name}")
    assert 0 < image.width() / image.devicePixelRatio() <= 700


def test_that_code_and_links_take_the_theme(guide: GuideWindow) -> None:
    guide.open_page("findings.md")
    code = guide.page.document().find("source-raised").charFormat()
    assert QFontInfo(code.font()).family() == CODE
    guide.open_page("index.md")
    for theme in (LIGHT, DARK):
        guide.set_theme(theme)
        link = guide.page.document().find("A first run").charFormat()
        assert link.foreground().color() == QColor(theme.accent)


@pytest.mark.parametrize("rule", [rule.name for rule in RULES])
def test_that_every_finding_has_its_page_and_picture(guide: GuideWindow, rule: str) -> None:
    guide.open_finding(rule)
    assert shown(guide) == f"{rule}.md"
    assert guide.page.document().begin().text() == rule
    for name in re.findall(
        r"\]\((\S+\.png)\)", resource("guide", "findings", f"{rule}.md").read_text(encoding="utf-8")
    ):
        image = guide.page.loadResource(QTextDocument.ResourceType.ImageResource.value, name)
        assert not image.isNull()


def test_that_f1_opens_the_guide_and_a_finding_leads_to_its_line(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.guide is not None
    qtbot.waitUntil(window.guide.isActiveWindow)
    assert shown(window.guide) == "index.md"
    qtbot.keyClick(window.guide, Qt.Key.Key_Escape)
    qtbot.waitUntil(window.guide.isHidden)
    button = window.findings.cards[0].findChild(QPushButton, "aboutFindingButton")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.guide.isVisible()
    assert shown(window.guide) == "source-raised.md"


def test_that_help_takes_on_the_tour(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert window.guide is not None
    assert window.guide.page.source().fileName() == "tour.md"
    assert "A short tour" in window.guide.page.toPlainText()
