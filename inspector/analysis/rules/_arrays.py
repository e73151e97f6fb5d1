"""What the rules about shapes and dtypes share: where an input of a batch first differs from the first batch's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from inspector.analysis.model import Pull, Source
from inspector.analysis.peek import inputs
from inspector.recording.events import Payload


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
