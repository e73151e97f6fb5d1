"""The peek: what Keras pulled before training, where it is on the axis, and what it is called. Pure."""

from __future__ import annotations

import numpy as np

from inspector.analysis.peek import Peek
from inspector.analysis.wording import array, shape
from inspector.gui.timeline.place import Place, Span
from inspector.recording.events import Role


def zone(place: Place, role: Role, peek: Peek) -> Span | None:
    """From the first to the last batch of the peek; None where there is none."""
    x0, x1 = place.pulls(role, np.array(peek.numbers, np.int64))
    return (float(x0.min()), float(x1.max())) if len(x0) else None


def name_of(peek: Peek) -> str:
    """`peek`, and whether it came to nothing."""
    return "peek, thrown away" if peek.thrown_away else "peek"


def signature_of(peek: Peek) -> str:
    """`x (None, 10) float32 · y (None, 1) float32`: what Keras took from it; None: any size."""
    return " · ".join(map(array, peek.signature))


def breaks_words(peek: Peek, *, which: bool = True) -> str:
    """`batch 4 breaks the peeked signature: x (32, 11)`; empty where none does."""
    if peek.broken is None:
        return ""
    pull, one = peek.broken
    name = f"batch {pull.batch} breaks" if which else "breaks"
    return f"{name} the peeked signature: {one['name']} {shape(one['shape'])}"
