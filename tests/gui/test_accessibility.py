"""For eyes and hands that work otherwise: names, an order to go through, and nothing cut off on a small screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from inspector.fit.samples import SAMPLES
from inspector.gui.centre import make_real_timeline
from inspector.gui.main_window import MainWindow
from inspector.gui.selection import Selection, Thing
from tests.gui.conftest import MakeWindow
from tests.gui.fakes import Sessions
from tests.gui.timeline.stories import everything


def in_view(window: MainWindow) -> list[QWidget]:
    return [one for one in window.findChildren(QWidget) if one.isVisible() and one.window() is window]


def nameless(window: MainWindow) -> list[str]:
    """What can have the focus and says nothing to a screen reader."""
    found = []
    for widget in in_view(window):
        parent = widget.parent()
        inner = isinstance(parent, QAbstractScrollArea) and parent.viewport() is widget
        if widget.focusPolicy() is Qt.FocusPolicy.NoFocus or inner or widget.objectName().startswith("qt_scrollarea"):
            continue
        text = widget.text() if isinstance(widget, (QAbstractButton, QLabel)) else ""
        if not (widget.accessibleName() or text):
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


def part_of(window: MainWindow, widget: QWidget) -> int:
    """Which part of the window it is in, in the order to read them."""
    parts = (
        window.findChild(QWidget, "toolbar"), window.setup, window.centre, window.findings, window.details,
        window.bottom,
    )  # fmt: skip
    return next(at for at, part in enumerate(parts) if part.isAncestorOf(widget))


def test_that_what_can_have_the_focus_has_a_name(qtbot: QtBot, make_window: MakeWindow) -> None:
    assert nameless(make_window(samples=SAMPLES)) == []


def test_that_it_has_a_name_after_a_run_too_in_every_tab(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window(Sessions(everything), make_timeline=make_real_timeline)
    window.selection.set(Selection(Thing.EPOCH, epoch=0))
    for tab in range(window.bottom.tabs.count()):
        window.bottom.tabs.setCurrentIndex(tab)
        QApplication.processEvents()
        assert nameless(window) == []


def test_that_tab_goes_through_the_window_as_it_is_read(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window(Sessions(everything), make_timeline=make_real_timeline)
    window.selection.set(Selection(Thing.BATCH, batch=0))
    window.setup.validation.choice.setCurrentIndex(1)  # it has an argument, whose field is new
    new = window.setup.validation.findChild(QWidget, "validationField-batch_size")
    assert new is not None
    qtbot.waitUntil(lambda: new.isVisible() and all(card.isVisible() for card in window.findings.cards))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.setFocus()
    visited: list[QWidget] = []
    for _ in range(200):
        qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        if focused is None or focused in visited:
            break
        visited.append(focused)
    parts = [part_of(window, widget) for widget in visited]
    assert parts == sorted(parts)
    assert set(parts) == set(range(6))
    names = [widget.objectName() for widget in visited]
    assert names.index("validationField-batch_size") == names.index("validationField") + 1
    assert names.index("findField") < names.index("moduleField")


@pytest.mark.parametrize("chosen", [None, Selection(Thing.BATCH, batch=0), Selection(Thing.EPOCH, epoch=3)])
def test_that_on_a_small_screen_no_word_is_cut_off(
    qtbot: QtBot, ran_window: MakeWindow, chosen: Selection | None
) -> None:
    window = ran_window(Sessions(everything), make_timeline=make_real_timeline)
    window.resize(1280, 720)
    window.selection.set(chosen)
    qtbot.waitUntil(lambda: window.width() == 1280)
    for _ in range(5):
        QApplication.processEvents()
    words = [one for one in in_view(window) if isinstance(one, (QLabel, QAbstractButton)) and one.text()]
    assert len(words) > 40
    cut = {one.text(): (one.width(), one.sizeHint().width()) for one in words if _is_cut(one)}
    assert cut == {}


def _is_cut(widget: QLabel | QAbstractButton) -> bool:
    wraps = isinstance(widget, QLabel) and widget.wordWrap()
    return not wraps and widget.width() < widget.sizeHint().width()
