"""The first minute: what the empty window offers, and how far it is from there to a finding."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from inspector.fit.samples import SAMPLES
from inspector.gui.main_window import MainWindow
from inspector.gui.panels.empty_state import SampleCard
from inspector.gui.panels.sample_picture import PIXELS_A_POINT, SIZE, picture_file
from inspector.gui.theme import DARK, LIGHT, Theme
from tests.gui.conftest import MakeWindow
from tests.gui.fakes import Sessions
from tests.story import raises_at_batch_3

LARGEST = 10_000
"""Bytes of one picture."""


def cards_of(window: MainWindow) -> list[SampleCard]:
    return window.centre.empty.findChildren(SampleCard)


def click(qtbot: QtBot, widget: QWidget, at: QPoint | None = None) -> None:
    """A press on the window at the place where a person sees the widget."""
    window = widget.window()
    place = widget.mapTo(window, widget.rect().center() if at is None else at)
    target = window.childAt(place)
    qtbot.mouseClick(target, Qt.MouseButton.LeftButton, pos=target.mapFrom(window, place))


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("name", [sample.name for sample in SAMPLES])
def test_that_each_sample_has_a_small_picture_in_both_themes(name: str, theme: Theme) -> None:
    path = picture_file(name, theme)
    image = QImage(str(path))
    assert (image.width(), image.height()) == (SIZE[0] * PIXELS_A_POINT, SIZE[1] * PIXELS_A_POINT)
    assert image.pixelColor(0, 0).name() == theme.canvas
    assert path.stat().st_size < LARGEST


def test_that_a_card_shows_its_picture_in_the_windows_theme(make_window: MakeWindow) -> None:
    window = make_window(samples=SAMPLES)
    for theme in (LIGHT, DARK):
        window.set_theme(theme)
        for card in cards_of(window):
            drawn = card.picture.grab().toImage()
            assert drawn.pixelColor(drawn.width() // 2, drawn.height() - 2).name() == theme.canvas
            colours = {drawn.pixelColor(x, y).name() for x in range(0, drawn.width(), 3) for y in range(4, 48, 3)}
            assert theme.step in colours


def test_that_all_samples_are_in_view_in_a_small_window_each_with_one_line(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = make_window(samples=SAMPLES)
    window.resize(1280, 720)
    cards = cards_of(window)
    qtbot.waitUntil(lambda: cards[0].width() > 300)
    area = window.centre.empty.findChild(QScrollArea)
    assert area.verticalScrollBar().maximum() == 0
    assert len({card.height() for card in cards}) == 1
    assert len({card.width() for card in cards}) == 1
    for card in cards:
        assert card.summary.height() < 2 * card.summary.fontMetrics().height()


def test_that_it_is_two_clicks_from_launch_to_the_first_finding(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window(Sessions(raises_at_batch_3), samples=SAMPLES)
    with qtbot.waitSignals([window.setup.opened, window.bottom.source.read]):
        click(qtbot, cards_of(window)[0], QPoint(40, 20))  # on its picture
    with qtbot.waitSignals([window.controller.finished, window.bottom.source.read]):
        click(qtbot, window.findChild(QWidget, "buttonRun"))
    assert window.findings.cards[0].finding.title.startswith("The generator raised at batch 3")
    qtbot.waitUntil(window.findings.cards[0].isVisible)


def test_that_its_own_button_makes_it_one(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window(Sessions(raises_at_batch_3), samples=SAMPLES)
    with qtbot.waitSignals([window.controller.finished, window.bottom.source.read]):
        click(qtbot, window.findChild(QPushButton, "runSample-raises_at_batch_3"))
    qtbot.waitUntil(window.findings.cards[0].isVisible)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_that_tab_reaches_each_card_and_a_key_loads_it(qtbot: QtBot, make_window: MakeWindow, key: Qt.Key) -> None:
    window = make_window(samples=SAMPLES)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    reached: list[QWidget] = []
    while (focus := QApplication.focusWidget()) not in reached:
        reached.append(focus)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    cards = cards_of(window)
    assert [widget for widget in reached if isinstance(widget, SampleCard)] == cards
    cards[2].setFocus()
    with qtbot.waitSignals([window.setup.opened, window.bottom.source.read]):
        qtbot.keyClick(cards[2], key)
    assert window.setup.module.text() == f"{SAMPLES[2].name}.py"
