"""The file's own calls of fit that a run of its parts leaves alone: what that run says nothing about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector.analysis.run import Run


def passed_over(run: Run) -> str:
    """`The file's own call of fit, in line 25, was not run: …`; empty where none was left alone."""
    lines = passed_over_lines(run)
    if not lines:
        return ""
    which, was = ("call", "was") if len(lines) == 1 else ("calls", "were")
    done = "looked at" if run.call == "check" else "run"
    return (
        f"The file's own {which} of fit, in {in_lines(lines)}, {was} not {done}: the parts that were chosen were. "
        "Run the file as a script to see what it does itself."
    )


def passed_over_lines(run: Run) -> tuple[int, ...]:
    """Where those calls stand."""
    return tuple(run.header.get("passed_over") or ())


def in_lines(lines: Sequence[int]) -> str:
    """`line 25`, `lines 25, 31`."""
    return f"line{'' if len(lines) == 1 else 's'} {', '.join(map(str, lines))}"
