"""How well an action answers what was typed in the command palette: what is named so first, scattered letters last."""

from __future__ import annotations

from enum import IntEnum, auto


class Match(IntEnum):
    """From the best to the worst."""

    NAME = auto()
    START = auto()
    """the name begins so"""
    WORD = auto()
    """a word of the name begins so"""
    INSIDE = auto()
    """it is inside of the name"""
    MENU = auto()
    """every word of it is in the name or in the path of the menu"""
    TIP = auto()
    """every word of it is in one of those or in the tooltip"""
    LETTERS = auto()
    """the name has its letters, in their order"""


def match(typed: str, name: str, menu: str, tip: str) -> Match | None:
    """How an action answers to it; None: not at all. Everything begins with nothing."""
    words = typed.casefold().split()
    phrase, name, menu, tip = " ".join(words), name.casefold(), menu.casefold(), tip.casefold()
    if phrase == name:
        return Match.NAME
    if name.startswith(phrase):
        return Match.START
    if f" {phrase}" in name:
        return Match.WORD
    if phrase in name:
        return Match.INSIDE
    if all(word in name or word in menu for word in words):
        return Match.MENU
    if all(word in name or word in menu or word in tip for word in words):
        return Match.TIP
    return Match.LETTERS if _has_letters(name, "".join(words)) else None


def _has_letters(name: str, letters: str) -> bool:
    rest = iter(name)
    return all(letter in rest for letter in letters)
