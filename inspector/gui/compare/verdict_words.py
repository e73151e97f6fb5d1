"""Whether two runs agree, and in how much they do not, in a line. Pure."""

from __future__ import annotations

from inspector.analysis.compare import Comparison
from inspector.analysis.wording import count


def verdict_words(comparison: Comparison) -> str:
    """`4 differences, 1 of them in the setting`; where the same happened, that comes first."""
    setting, listed = len(comparison.setting), count(len(comparison.listed), "difference")
    if comparison.agree:
        return "The same happened in both" + (f" · {listed} in the setting" if setting else "")
    return listed + (f", {setting:,} of them in the setting" if setting else "")
