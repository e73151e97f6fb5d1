"""Text with code in it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontInfo
from pytestqt.qtbot import QtBot

from inspector.analysis.prose import Block, blocks
from inspector.gui.fonts import CODE
from inspector.gui.panels.prose import html
from inspector.gui.panels.prose_view import ProseView
from inspector.gui.style import style_sheet
from inspector.gui.theme import LIGHT

FIX = """Let the generator loop:

    def batches():
        while True:

            yield x, y

Or ask for what it has: `steps_per_epoch=5`."""


def test_that_indented_lines_are_code_and_keep_their_indents() -> None:
    assert blocks(FIX) == [
        Block("Let the generator loop:"),
        Block("def batches():\n    while True:\n\n        yield x, y", code=True),
        Block("Or ask for what it has: `steps_per_epoch=5`."),
    ]


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("a < b", "a &lt; b"),
        ("`x<y`", ">x&lt;y</span>"),
        ("one ` alone", "one ` alone"),
        ("    x < y", "x &lt; y</pre>"),
    ],
)
def test_that_nothing_in_a_text_becomes_markup(text: str, within: str) -> None:
    assert within in html(text, "Mono")


@pytest.fixture
def view(qtbot: QtBot) -> ProseView:
    view = ProseView(FIX, "findingFix")
    qtbot.addWidget(view)
    view.setStyleSheet(style_sheet(LIGHT))
    view.resize(240, 400)
    view.show()
    return view


def family_of(view: ProseView, word: str) -> str:
    cursor = view.document().find(word)
    assert not cursor.isNull()
    return QFontInfo(cursor.charFormat().font()).family()


def test_that_code_is_set_in_the_typeface_of_code(view: ProseView) -> None:
    assert family_of(view, "yield x, y") == CODE
    assert family_of(view, "steps_per_epoch=5") == CODE
    assert family_of(view, "Or ask for") != CODE


def test_that_copying_gives_code_that_runs(view: ProseView) -> None:
    assert "    while True:" in view.document().toPlainText()
    assert "        yield x, y" in view.document().toPlainText()


def test_that_a_long_word_of_code_widens_nothing_and_is_not_cut(qtbot: QtBot) -> None:
    view = ProseView("Use `map(f, num_parallel_calls=tf.data.AUTOTUNE).prefetch(tf.data.AUTOTUNE)`.", "findingFix")
    qtbot.addWidget(view)
    view.setStyleSheet(style_sheet(LIGHT))
    view.show()
    view.resize(180, view.heightForWidth(180))
    assert view.minimumSizeHint().width() <= 180
    qtbot.waitUntil(lambda: view.document().textWidth() == 180)
    assert view.document().idealWidth() <= 180
    assert view.document().size().height() <= view.viewport().height()
