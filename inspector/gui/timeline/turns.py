"""In which order the batches that no step has used yet will come to one. Pure."""

from __future__ import annotations

import numpy as np

from inspector.analysis.model import Source
from inspector.gui.timeline.handed import Handed
from inspector.recording.events import NONE


def turns(source: Source, handed: Handed, numbers: np.ndarray) -> np.ndarray:
    """Of each of these pulls, which no step has used: how many batches come before it; NONE: no step waits for it.

    First comes what the latest pass was handed and has not used, then what is being read for it, in that order. What
    an earlier pass left over comes no more.
    """
    table, latest = source.table, len(source.passes) - 1
    found = np.full(len(numbers), NONE, np.int64)
    comes = table["for_pass"][numbers] >= latest
    waiting = 0
    if source.passes:
        one = source.passes[latest]
        left = one.delivered[one.consumed :]
        waiting = len(left)
        if source.kind == "generator":
            turn = {batch: at for at, batch in enumerate(left.tolist())}
            found[:] = [turn.get(batch, NONE) for batch in table["batch"][numbers].tolist()]
        else:
            passes, positions = handed.where(numbers)
            found[passes == latest] = positions[passes == latest] - one.consumed
            comes &= passes == NONE
    comes &= found == NONE
    found[comes] = waiting + np.arange(np.count_nonzero(comes))
    return found
