"""The person's file: read off this thread, marked, annotated."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from inspector.gui.background import Background
from inspector.gui.panels.highlighter import PythonHighlighter
from inspector.gui.panels.source_panel import BYTES_SHOWN, SourcePanel
from inspector.gui.theme import DARK, LIGHT
from tests.gui.fakes import TRAIN_PY
from tests.story import raises_at_batch_3


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[SourcePanel]:
    background = Background()
    made = SourcePanel(background, LIGHT)
    qtbot.addWidget(made)
    made.resize(900, 200)
    made.show()
    yield made
    background.close()
    background.deleteLater()


def colours_in_row(panel: SourcePanel, line: int) -> set[str]:
    """The colours that a person sees in one line of the text."""
    block = panel.document().findBlockByNumber(line - 1)
    box = panel.blockBoundingGeometry(block).translated(panel.contentOffset())
    image = panel.viewport().grab().toImage()
    y = int(box.center().y())
    return {QColor(image.pixel(x, y)).name() for x in range(image.width())}


def test_that_a_file_is_shown_and_scrolled_to_the_line(qtbot: QtBot, panel: SourcePanel, train_py: Path) -> None:
    with qtbot.waitSignal(panel.read):
        panel.show_file(train_py, 20)
    assert panel.toPlainText() == TRAIN_PY
    assert panel.line == 20
    shown = [block.blockNumber() + 1 for block, _ in panel._visible_blocks()]
    assert 20 in shown
    assert LIGHT.accent_soft in colours_in_row(panel, 20)


def test_that_the_line_that_raised_is_marked_in_colour_and_word(
    qtbot: QtBot, panel: SourcePanel, train_py: Path
) -> None:
    with qtbot.waitSignal(panel.read):
        panel.show_file(train_py, 12)
    panel.show_run(raises_at_batch_3().run())
    assert panel.notes[12].text == "raised once, at batch 3"
    assert LIGHT.problem_soft in colours_in_row(panel, 12)
    assert LIGHT.problem_soft not in colours_in_row(panel, 13)


def test_that_another_theme_changes_the_colours(qtbot: QtBot, panel: SourcePanel, train_py: Path) -> None:
    with qtbot.waitSignal(panel.read):
        panel.show_file(train_py, 12)
    panel.show_run(raises_at_batch_3().run())
    panel.set_theme(DARK)
    assert DARK.problem_soft in colours_in_row(panel, 12)


def test_that_a_file_that_went_away_is_said_to_be_unreadable(qtbot: QtBot, panel: SourcePanel, tmp_path: Path) -> None:
    with qtbot.waitSignal(panel.read):
        panel.show_file(tmp_path / "gone.py")
    assert panel.toPlainText().startswith("# gone.py cannot be read:")


def test_that_of_an_enormous_file_the_beginning_is_shown(qtbot: QtBot, panel: SourcePanel, tmp_path: Path) -> None:
    enormous = tmp_path / "enormous.py"
    enormous.write_text("x = 1\n" * (BYTES_SHOWN // 6 + 1000))
    with qtbot.waitSignal(panel.read, timeout=20_000):
        panel.show_file(enormous)
    assert len(panel.toPlainText()) < BYTES_SHOWN + 200
    assert panel.toPlainText().endswith("bytes are shown.")


def test_that_the_file_asked_for_last_is_shown(qtbot: QtBot, panel: SourcePanel, tmp_path: Path) -> None:
    for name in ("one.py", "two.py"):
        (tmp_path / name).write_text(f"# {name}\n")
    with qtbot.waitSignal(panel.read):
        panel.show_file(tmp_path / "one.py")
        panel.show_file(tmp_path / "two.py")
    assert panel.path == tmp_path / "two.py"
    assert panel.toPlainText() == "# two.py\n"


def test_that_keywords_strings_and_comments_have_colours_of_their_own(qtbot: QtBot, panel: SourcePanel) -> None:
    panel.setPlainText('def f():  # why\n    """Long\n    one."""\n    return "x" + 3\n')
    highlighter = panel.findChild(PythonHighlighter) or panel._highlighter
    highlighter.rehighlight()
    colours: list[dict[str, str]] = []
    block = panel.document().firstBlock()
    while block.isValid():
        text = block.text()
        formats = block.layout().formats()
        colours.append({text[f.start : f.start + f.length]: f.format.foreground().color().name() for f in formats})
        block = block.next()
    assert colours[0] == {"def": LIGHT.accent, "# why": LIGHT.quiet}
    assert colours[1] == {'"""Long': LIGHT.ended_text}
    assert colours[2] == {'    one."""': LIGHT.ended_text}
    assert colours[3] == {"return": LIGHT.accent, '"x"': LIGHT.ended_text, "3": LIGHT.dataset}
