"""What answers to the letters that are typed in the command palette, and in which order."""

from __future__ import annotations

import pytest

from inspector.gui.palette_ranking import Match, match


@pytest.mark.parametrize(
    ("typed", "name", "how"),
    [
        ("grid", "Grid", Match.NAME),
        ("  gRiD ", "Grid", Match.NAME),
        ("gr", "Grid", Match.START),
        ("", "Grid", Match.START),
        ("view", "Fit view", Match.WORD),
        ("iew", "Fit view", Match.INSIDE),
        ("t vi", "Fit view", Match.INSIDE),
        ("view fit", "Fit view", Match.MENU),
        ("ft vw", "Fit view", Match.LETTERS),
        ("grid", "A generator as it should be", Match.LETTERS),
        ("wf", "Fit view", None),
    ],
)
def test_how_a_name_answers(typed: str, name: str, how: Match | None) -> None:
    assert match(typed, name, "", "") is how


@pytest.mark.parametrize(
    ("typed", "how"),
    [
        ("theme", Match.MENU),
        ("theme dark", Match.MENU),
        ("ground", Match.TIP),
        ("theme ground", Match.TIP),
        ("vw", None),
    ],
)
def test_that_the_menu_and_the_tooltip_answer_by_their_words_alone(typed: str, how: Match | None) -> None:
    assert match(typed, "Dark", "View › Theme", "Light words on a dark ground") is how


def test_that_whole_words_come_before_scattered_letters() -> None:
    assert list(Match) == sorted(Match)
    assert Match.INSIDE < Match.MENU < Match.TIP < Match.LETTERS
