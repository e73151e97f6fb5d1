"""What was said."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LogLine:
    """One warning, or one line that something printed."""

    seq: int
    t_ns: int
    level: str
    """output | warning | error | inspector"""
    text: str
    origin: str
