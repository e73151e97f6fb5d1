"""Where the shared Time axis is broken: long stretches in which nothing was recorded of any worker. Pure.

The first step compiles the model, and one that is left alone waits for half a minute: either would dwarf every step.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from inspector.analysis.run import Run
from inspector.analysis.workers import Clock
from inspector.gui.timeline.breaks import Break

BINS = 1 << 14
"""How finely silence is looked for, as a part of the whole."""
SHARE = 0.12
"""A silence that takes more of what is drawn than this is cut."""
SHOWN = 0.05
"""What is left of it, as a part of all that is drawn besides."""


def silences(runs: Sequence[tuple[Run, Clock]]) -> tuple[Break, ...]:
    """The stretches that are left out, on the first worker's clock, from left to right."""
    ends = [float(clock.there(float(run.last_ns))) for run, clock in runs if run.last_ns is not None]
    begins = [float(clock.there(float(began))) for run, clock in runs if (began := _began(run)) is not None]
    if not ends or max(ends) <= min(begins, default=0.0):
        return ()
    edges = np.linspace(min(begins), max(ends), BINS + 1)
    gaps = sorted(_gaps(runs, edges), key=lambda gap: gap[1] - gap[0], reverse=True)
    left, cut = edges[-1] - edges[0], []
    for gap in gaps:
        if gap[1] - gap[0] <= SHARE * left:
            break
        cut.append(gap)
        left -= gap[1] - gap[0]
    return tuple(Break(round(a), round(b), round(SHOWN * left)) for a, b in sorted(cut))


def _began(run: Run) -> int | None:
    return run.fit_began_ns if run.fit_began_ns is not None else run.began_ns


def _gaps(runs: Sequence[tuple[Run, Clock]], edges: np.ndarray) -> list[tuple[float, float]]:
    """The stretches between two parts of the whole in which something was recorded, without these."""
    heard = np.zeros(BINS, bool)
    width = (edges[-1] - edges[0]) / BINS
    for run, clock in runs:
        for block in run.recording.rows.blocks():
            at = ((clock.there(block["t_ns"].astype(float)) - edges[0]) / width).astype(np.int64)
            heard[np.clip(at[at >= 0], 0, BINS - 1)] = True
    loud = np.flatnonzero(heard).tolist()
    return [(float(edges[a + 1]), float(edges[b])) for a, b in pairwise(loud) if b - a > 2]
