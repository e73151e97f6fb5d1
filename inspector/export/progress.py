"""How far a long export is, told now and then."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Tell = Callable[[float], None]
"""Called with the share that is done, 0 to 1. What it raises ends the export."""

One = TypeVar("One")
EVERY = 4096


def told(things: Iterable[One], of: int, tell: Tell) -> Iterator[One]:
    """`things`, about `of` of them, telling on the way how far they are."""
    for number, one in enumerate(things):
        if number % EVERY == 0:
            tell(min(1.0, number / max(1, of)))
        yield one
    tell(1.0)


def untold(_: float) -> None:
    """For an export that nobody watches."""
