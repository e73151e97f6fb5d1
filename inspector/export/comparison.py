"""Two runs compared, in words for a terminal and as JSON."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any, TextIO

from inspector.analysis.compare import Comparison, Difference, Side, Timings
from inspector.analysis.compare.difference import Place
from inspector.analysis.compare.ending import NOT_FOUND

SCHEMA = 1
WIDTH = 110
TIMED = (
    ("fit, in all", "fit"),
    ("the first step", "first_step"),
    ("a step (median)", "step"),
    ("waiting for data", "waited"),
    ("a next() (median)", "pull"),
    ("validation", "validation"),
    ("callbacks", "callbacks"),
)
"""What is told of time, and the name of it in `Timings`."""


def print_comparison(comparison: Comparison, out: TextIO) -> None:
    """What differs, the first difference first; what may explain it before, and how long things took after."""
    a, b = comparison.a, comparison.b
    for which, side in (("A", a), ("B", b)):
        print(f"{which}  {side.name}  {side.headline}", file=out)
    _print_part("Asked for and run on, otherwise", comparison.setting, out)
    if comparison.agree:
        print("\nThey agree: of all that both tell, the same happened.", file=out)
    _print_part("What happened, the first difference first", comparison.told, out)
    if comparison.untold:
        print("\nNot compared", file=out)
        for words in comparison.untold:
            _fill(f"  {words}", 4, out)
    lines = list(timing_lines(a.timings, b.timings))
    if lines:
        print("\nTime, which is never a difference of what happened", file=out)
    for name, one, other in lines:
        print(f"  {name:20s}  A {one:>10s}   B {other:>10s}", file=out)
    _print_part("Findings that hang on how fast things went, and are no difference either", comparison.of_time, out)


def _print_part(title: str, differences: Sequence[Difference], out: TextIO) -> None:
    if differences:
        print(f"\n{title}", file=out)
    for one in differences:
        _print_difference(one, out)


def _print_difference(one: Difference, out: TextIO) -> None:
    _fill(f"  {one.topic.value:11s} {one.title}", 14, out)
    for which, words in (("A", one.a), ("B", one.b)):
        if words != NOT_FOUND:
            _fill(f"{' ' * 14}{which}  {words}", 17, out)


def _fill(words: str, indent: int, out: TextIO) -> None:
    print(textwrap.fill(words, WIDTH, subsequent_indent=" " * indent), file=out)


def timing_lines(a: Timings | None, b: Timings | None) -> Iterator[tuple[str, str, str]]:
    """A name and both times, for each that both recordings tell."""
    if a is not None and b is not None:
        for name, key in TIMED:
            one, other = getattr(a, key), getattr(b, key)
            if one is not None or other is not None:
                yield name, _time(one), _time(other)


def _time(ns: int | None) -> str:
    if ns is None:
        return "–"
    if ns < 1_000_000:
        return f"{ns / 1_000:.0f} µs"
    return f"{ns / 1_000_000:.1f} ms" if ns < 1_000_000_000 else f"{ns / 1_000_000_000:.2f} s"


def comparison_data(comparison: Comparison) -> dict[str, Any]:
    """The same as data, every difference one by one."""
    return {
        "schema": SCHEMA,
        "agree": comparison.agree,
        "a": _side(comparison.a),
        "b": _side(comparison.b),
        "setting": [_difference(one) for one in comparison.setting],
        "differences": [_difference(one) for one in comparison.happened],
        "of_time": [_difference(one) for one in comparison.of_time],
        "not_compared": list(comparison.untold),
    }


def _side(side: Side) -> dict[str, Any]:
    timings = side.timings
    return {
        "name": side.name,
        "outcome": side.outcome,
        "timings_ns": None if timings is None else {key: getattr(timings, key) for _, key in TIMED},
    }


def _difference(one: Difference) -> dict[str, Any]:
    return {
        "topic": one.topic.value,
        "title": one.title,
        "a": one.a,
        "b": one.b,
        "epoch": one.epoch,
        "in_validation": one.place is Place.VALIDATION,
        "steps": list(one.steps),
    }
