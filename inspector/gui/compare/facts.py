"""What there is to say of both runs beside their steps, line by line: what was asked, how they ended, time. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from inspector.analysis.compare import Comparison, Side
from inspector.analysis.wording import count
from inspector.export.comparison import timing_lines


class Fact(NamedTuple):
    """One line of the table."""

    what: str
    a: str
    b: str
    differs: bool


def facts(comparison: Comparison) -> list[Fact]:
    """All lines, those that differ marked; time differs always, and is not, nor are findings that hang on it."""
    return list(_facts(comparison))


def _facts(comparison: Comparison) -> Iterator[Fact]:
    a, b = comparison.a, comparison.b
    yield Fact("run", a.headline, b.headline, False)
    yield _fact("outcome", a.error or a.outcome, b.error or b.outcome, differs=not (a.cut or b.cut))
    yield _fact("steps done", _done(a), _done(b), differs=not (a.cut or b.cut))
    for one in comparison.setting:
        yield Fact(f"{one.topic.value}: {one.title}", one.a, one.b, True)
    for name, took_a, took_b in timing_lines(a.timings, b.timings):
        yield Fact(f"time: {name}", took_a, took_b, False)
    for found in comparison.of_time:
        yield Fact(f"{found.topic.value}: {found.title}", found.a, found.b, False)


def _fact(what: str, a: str, b: str, *, differs: bool) -> Fact:
    return Fact(what, a, b, differs and a != b)


def _done(side: Side) -> str:
    steps = sum(epoch.training.done for epoch in side.epochs.values())
    return f"{steps:,} in {count(len(side.epochs), 'epoch')}"
