"""Who comes by Tab sees where the keys are; who clicked knows it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from inspector.gui.centre import make_real_timeline
from inspector.gui.main_window import MainWindow
from inspector.gui.panels.cards import ConsequenceCard
from inspector.gui.theme import DARK, LIGHT, Theme
from tests.gui.conftest import MakeWindow

PARTS: dict[str, Callable[[MainWindow], QWidget]] = {
    "timeline": lambda window: window.centre.timeline,
    "strip": lambda window: window.centre.timeline.strip,
    "lanes": lambda window: window.centre.timeline.plot,
    "sizes": lambda window: window.centre.timeline.size_plot,
    "grid": lambda window: window.centre.grid.canvas,
    "consequence": lambda window: next(one for one in window.findings.cards if isinstance(one, ConsequenceCard)),
}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", list(PARTS))
def test_that_what_tab_comes_to_has_a_frame(qtbot: QtBot, ran_window: MakeWindow, name: str, theme: Theme) -> None:
    window = ran_window(make_timeline=make_real_timeline)
    window.set_theme(theme)
    if name == "grid":
        window.commands.grid_view.trigger()
    part = PARTS[name](window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.setFocus()
    assert theme.accent not in at_the_foot(part)
    part.setFocus(Qt.FocusReason.TabFocusReason)
    assert part.hasFocus()
    assert theme.accent in at_the_foot(part)
    if name == "grid":
        assert theme.accent not in at_the_foot_of(window.centre.grid.picture(1).copy(part.geometry()))
    window.setFocus()
    assert theme.accent not in at_the_foot(part)


def test_that_a_click_makes_no_frame(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window(make_timeline=make_real_timeline)
    plot = window.centre.timeline.plot
    qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton)
    assert plot.hasFocus()
    assert LIGHT.accent not in at_the_foot(plot)


def at_the_foot(part: QWidget) -> set[str]:
    """The colours of its last lines, between the corners."""
    return at_the_foot_of(part.grab().toImage())


def at_the_foot_of(image: QImage) -> set[str]:
    """The same of a picture."""
    rows = range(image.height() - 2, image.height())
    return {QColor(image.pixel(x, y)).name() for x in range(8, image.width() - 8, 3) for y in rows}
