"""What the rules about shapes and dtypes share: where an input of a batch first differs from the first batch's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from inspector.analysis.model import Pull, Source
from inspector.analysis.peek import inputs_in
from inspector.recording.events import Payload


def first_that_differs(source: Source, part: Callable[[Payload], Any]) -> tuple[Pull, Payload, Payload] | None:
    """The first batch with an input whose `part` is not as in the first batch: the batch, that input, the first's."""
    known: dict[str, Payload] = {}
    produced = source.produced
    for at, signature in produced.signatures():
        for name, one in inputs_in(signature).items():
            before = known.setdefault(name, one)
            if part(one) != part(before):
                return produced[at], one, before
    return None
