"""A finding: one claim about one run, with what proves it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector.analysis.grid import EpochRow
    from inspector.analysis.run import Run


class Severity(IntEnum):
    """error: the run did not do what was asked. warning: it did what the person may not know of. info: as intended."""

    INFO = 0
    WARNING = 1
    ERROR = 2

    @property
    def glyph(self) -> str:
        """A sign that says the same as the colour does."""
        return "i!✕"[self]


@dataclass(frozen=True)
class Finding:
    """One claim. `title` says what happened, with its numbers; `explanation` why; `fix` what to do."""

    rule: str
    severity: Severity
    title: str
    explanation: str
    fix: str
    epoch: int | None = None
    step: int | None = None
    batch: int | None = None
    events: tuple[int, ...] = ()
    """Sequence numbers of the events that prove it."""
    caused_by: str | None = None
    """The rule of the finding that explains this one; None: a cause of its own."""
    because: tuple[str, ...] | None = None
    """Which rules could explain this one finding, where that is fewer than `Rule.consequence_of`."""


@dataclass(frozen=True)
class Evidence:
    """What a rule may look at."""

    run: Run
    grid: list[EpochRow]


@dataclass(frozen=True)
class Rule:
    """One rule: its name in the report, the rules whose finding would explain it, and the claim itself."""

    name: str
    find: Callable[[Evidence], Iterable[Finding]]
    consequence_of: tuple[str, ...] = ()
    """In order of preference."""
    calls: tuple[str, ...] = ("fit",)
    """Of which calls it speaks: `Facts.call`."""


EVERY_CALL = ("fit", "evaluate", "check")
