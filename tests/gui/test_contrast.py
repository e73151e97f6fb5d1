"""Words can be read, and boxes be told from their ground, in both themes: the ratios of WCAG 2.1, level AA."""

from __future__ import annotations

import pytest

from inspector.gui.theme import DARK, LIGHT, Theme

WORDS, SHAPES = 4.5, 3.0
ON = {
    "text": ("window", "canvas", "field", "accent_soft", "problem_soft", "ended_soft", "peek_soft"),
    "quiet": ("window", "canvas", "field", "accent_soft", "problem_soft"),
    "accent": ("window", "canvas", "accent_soft"),
    "problem": ("window", "canvas", "field", "accent_soft", "problem_soft"),
    "peek": ("window", "canvas", "accent_soft", "peek_soft"),
    "ended_text": ("window", "canvas", "accent_soft"),
    "dataset": ("window", "accent_soft"),
    "batch_text": ("batch",),
    "step_text": ("step",),
    "good_text": ("good",),
    "window": ("accent",),
}
"""Which colour is written in on which ground."""
DRAWN = ("step", "ended", "problem", "peek", "accent", "validation", "dataset")
"""What is drawn in this colour has no frame of another; batches and calls are told by their place and shape."""


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_that_the_ratio_is_the_one_that_is_published() -> None:
    assert ratio("#ffffff", "#000000") == pytest.approx(21)
    assert ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_that_words_can_be_read(theme: Theme) -> None:
    told = {
        f"{ink} on {ground}": round(ratio(getattr(theme, ink), getattr(theme, ground)), 2)
        for ink, grounds in ON.items()
        for ground in grounds
    }
    assert {pair: found for pair, found in told.items() if found < WORDS} == {}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_that_boxes_stand_out_from_the_canvas(theme: Theme) -> None:
    told = {name: round(ratio(getattr(theme, name), theme.canvas), 2) for name in DRAWN}
    assert {name: found for name, found in told.items() if found < SHAPES} == {}
