"""What earlier fits took from a generator object: a second fit on it goes on where the first one's read-ahead ended."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass
class GeneratorHistory:
    """How many batches a generator has given so far, and which of them no step has used."""

    pulled: int = 0
    unused: set[int] = field(default_factory=set)


_HISTORIES: weakref.WeakKeyDictionary[Iterator[Any], GeneratorHistory] = weakref.WeakKeyDictionary()


def history_of(generator: Iterator[Any]) -> GeneratorHistory:
    """The history of this very object; it goes when the generator does."""
    return _HISTORIES.setdefault(generator, GeneratorHistory())
