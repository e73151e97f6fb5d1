"""The colours, as a value that is passed in: Qt cannot tell the desktop's scheme everywhere (offscreen, it cannot).

Okabe-Ito colours; a hatch, a glyph or a word always says the same thing as the colour does.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Theme:
    """Colours as `#rrggbb`, named after what they mean."""

    name: str
    window: str
    """behind the panels"""
    canvas: str
    """behind the timeline"""
    field: str
    """behind what can be edited"""
    line: str
    """separators and frames"""
    text: str
    quiet: str
    """secondary text"""
    accent: str
    """selection and focus"""
    accent_soft: str
    """behind what is selected"""
    batch: str
    batch_text: str
    step: str
    step_text: str
    ended: str
    ended_text: str
    """the same in words, which need more contrast than a box"""
    ended_soft: str
    problem: str
    problem_soft: str
    callback: str
    dataset: str
    peek: str
    peek_soft: str
    validation: str
    good: str
    """the Run button"""
    good_text: str


LIGHT = Theme(
    name="light",
    window="#ffffff",
    canvas="#f6f7f9",
    field="#f1f3f7",
    line="#dfe3ea",
    text="#1a1f29",
    quiet="#5f6877",
    accent="#0072b2",
    accent_soft="#e8f1fb",
    batch="#56b4e9",
    batch_text="#0d2a3c",
    step="#0072b2",
    step_text="#ffffff",
    ended="#009e73",
    ended_text="#007a58",
    ended_soft="#b3e0d2",
    problem="#b24700",
    problem_soft="#fbe9dd",
    callback="#cc79a7",
    dataset="#6b60a3",
    peek="#855a00",
    peek_soft="#f6e8cc",
    validation="#4a8fbd",
    good="#00835f",
    good_text="#ffffff",
)

DARK = Theme(
    name="dark",
    window="#1d2027",
    canvas="#16181d",
    field="#12141a",
    line="#343944",
    text="#eceff4",
    quiet="#9aa3b2",
    accent="#56b4e9",
    accent_soft="#1c2d40",
    batch="#56b4e9",
    batch_text="#0d2a3c",
    step="#2b78b4",
    step_text="#ffffff",
    ended="#14b98a",
    ended_text="#14b98a",
    ended_soft="#124a3b",
    problem="#ff8a3d",
    problem_soft="#3d2617",
    callback="#d58bb5",
    dataset="#a99be0",
    peek="#e8b23c",
    peek_soft="#3a2f17",
    validation="#74b3da",
    good="#07855f",
    good_text="#ffffff",
)
