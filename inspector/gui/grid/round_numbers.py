"""Numbers that are easy to count by. Pure."""

from __future__ import annotations


def rounded_up(least: float) -> int:
    """The next of 1, 2, 5, 10, 20, 50 ..."""
    power = 1
    while True:
        for factor in (1, 2, 5):
            if power * factor >= least:
                return power * factor
        power *= 10
