"""What the rules about shapes and dtypes share: the inputs of each batch, and where one first differs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from inspector.analysis.model import Pull, Source
from inspector.recording.events import Payload

Dims = tuple["int | None", ...]
"""The dimensions after the first; None: any size."""


def inputs(pull: Pull) -> dict[str, Payload]:
    """The arrays of a batch that have a shape, by name."""
    if pull.signature is None:
        return {}
    return {one["name"]: one for one in pull.signature["inputs"] if one["shape"] is not None}


def dims(one: Payload) -> Dims:
    """The dimensions of an array after the first."""
    return tuple(one["shape"][1:])


def first_that_differs(source: Source, part: Callable[[Payload], Any]) -> tuple[Pull, Payload, Payload] | None:
    """The first batch with an input whose `part` is not as in the first batch: the batch, that input, the first's."""
    known: dict[str, Payload] = {}
    seen: set[int] = set()
    for pull in source.produced:
        # Equal signatures are one object, so each is looked at once however long the run is.
        if pull.signature is None or id(pull.signature) in seen:
            continue
        seen.add(id(pull.signature))
        for name, one in inputs(pull).items():
            before = known.setdefault(name, one)
            if part(one) != part(before):
                return pull, one, before
    return None


def taken_by_keras(source: Source) -> dict[str, Dims]:
    """The dimensions that Keras took from its peek: where the peeked batches differ, any size will do."""
    taken: dict[str, Dims] = {}
    for pull in source.peeked:
        for name, one in inputs(pull).items():
            new = dims(one)
            old = taken.get(name, new)
            taken[name] = (
                tuple(a if a == b else None for a, b in zip(old, new, strict=True)) if len(old) == len(new) else new
            )
    return taken


def breaks(one: Payload, taken: dict[str, Dims]) -> bool:
    """Whether an input does not fit what Keras took from its peek."""
    if one["name"] not in taken:
        return False
    wanted, got = taken[one["name"]], dims(one)
    return len(wanted) != len(got) or any(w is not None and w != g for w, g in zip(wanted, got, strict=True))


def first_that_breaks(source: Source, taken: dict[str, Dims]) -> tuple[Pull, Payload] | None:
    """The first batch that does not fit what Keras took from its peek."""
    fits: set[int] = set()
    for pull in _signed(source):
        if id(pull.signature) in fits:
            continue
        fits.add(id(pull.signature))
        for one in inputs(pull).values():
            if breaks(one, taken):
                return pull, one
    return None


def _signed(source: Source) -> Iterator[Pull]:
    return (pull for pull in source.produced if pull.signature is not None)
