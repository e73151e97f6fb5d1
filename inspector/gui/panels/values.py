"""What the values of a batch are like, input by input, in words. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING

from inspector.gui.panels.words import shape
from inspector.recording.events import Payload

if TYPE_CHECKING:
    from inspector.analysis.model import Pull


@dataclass(frozen=True)
class Bad:
    """How many values of an input are NaN or infinite, of those that were looked at."""

    count: int
    of: int | None
    """None where that is not known."""
    sampled: bool

    @property
    def share(self) -> str:
        """`0.94 %`; never 0 where there is one, nor 100 where one is fine. The bare number where no share is known."""
        if not self.of:
            return f"{self.count:,}"
        percent = 100 * self.count / self.of
        if percent < 0.01:
            return "< 0.01 %"
        if 99.9 < percent < 100:
            return "> 99.9 %"
        return f"{percent:.3g} %"


@dataclass(frozen=True)
class InputValues:
    """One input of a batch: its shape and dtype, and what its finite values are like where they were looked at."""

    name: str
    shape: str
    dtype: str
    size: int | None
    """How many values it has."""
    least: float | None = None
    most: float | None = None
    mean: float | None = None
    looked_at: int | None = None
    """How many of its values `least`, `most` and `mean` are of."""
    sampled: bool = False
    bad: Bad | None = None

    @property
    def about(self) -> str:
        """The mark of what was not looked at whole."""
        return "≈ " if self.sampled else ""

    @property
    def sample_words(self) -> str:
        """`65,536 of 3,000,000`; empty where all values were looked at."""
        if not self.sampled or self.looked_at is None:
            return ""
        return f"{self.looked_at:,}" + ("" if self.size is None else f" of {self.size:,}")


def values_of(pull: Pull, bad: Payload | None = None) -> list[InputValues]:
    """The inputs of a batch in their order; `bad`: what was found of NaN and infinity in it."""
    if pull.signature is None:
        return []
    described = {one["name"]: one for one in (pull.statistics or {}).get("inputs", ())}
    spoilt = {one["name"]: one for one in (bad or {}).get("inputs", ())}
    return [_input(one, described.get(one["name"]), spoilt.get(one["name"])) for one in pull.signature["inputs"]]


def _input(signed: Payload, told: Payload | None, bad: Payload | None) -> InputValues:
    sizes = signed["shape"]
    size = None if sizes is None or None in sizes else prod(sizes)
    known = told or {}
    return InputValues(
        str(signed["name"]),
        shape(sizes),
        str(signed["dtype"]),
        size,
        known.get("min"),
        known.get("max"),
        known.get("mean"),
        known.get("of"),
        bool(known.get("sampled", False)),
        None if bad is None else Bad(bad["count"], bad["of"] or size, bool(bad["sampled"])),
    )


def values_words(inputs: list[InputValues]) -> str:
    """`x −2.9 … 3.1, mean 0.02 · y 0 … 1, mean 0.5`; a `≈` before an input that was sampled."""
    return " · ".join(
        f"{one.about}{one.name} {number(one.least)} … {number(one.most)}, mean {number(one.mean)}"
        for one in inputs
        if one.least is not None
    )


def values_tip(inputs: list[InputValues]) -> str:
    """A line an input, with how much of it was looked at."""
    lines = []
    for one in inputs:
        if one.least is None:
            lines.append(f"{one.name}: no value to describe was looked at")
            continue
        looked = f"sampled: {one.sample_words} values" if one.sampled else "all values looked at"
        words = f"min {number(one.least)}, max {number(one.most)}, mean {number(one.mean)}"
        lines.append(f"{one.name}: {words} ({looked})")
    return "\n".join(lines)


def bad_words(inputs: list[InputValues]) -> str:
    """`✕ x 0.94 % not finite`; empty where nothing was found."""
    told = [f"{'≈ ' if one.bad.sampled else ''}{one.name} {one.bad.share}" for one in inputs if one.bad is not None]
    return f"✕ {', '.join(told)} not finite" if told else ""


def bad_tip(inputs: list[InputValues]) -> str:
    """A line an input, in whole numbers."""
    return "\n".join(_bad_line(one.name, one.bad) for one in inputs if one.bad is not None)


def _bad_line(name: str, bad: Bad) -> str:
    of = f" of {bad.of:,}" if bad.of else ""
    sampled = " sampled" if bad.sampled else ""
    return f"{name}: {bad.count:,}{of}{sampled} values {'is' if bad.count == 1 else 'are'} NaN or infinite"


def number(value: float | None) -> str:
    """`−2.91`, `12,345`, `1.2e+08`: three figures, and whole where that is shorter."""
    if value is None:
        return ""
    whole = 1_000 <= abs(value) < 1_000_000
    return (f"{value:,.0f}" if whole else f"{value:.3g}").replace("-", "−", 1 if value < 0 else 0)
