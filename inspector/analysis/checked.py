"""What a check saw of the data of one role: how much there is against how much is needed, and how fast it comes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from inspector.analysis.model import Source
from inspector.analysis.run import Run
from inspector.recording.events import Role


@dataclass(frozen=True)
class Checked:
    """In batches, rows and nanoseconds."""

    role: Role
    needed: int | None
    """Batches that the fit that was asked for needs, over all epochs; None: nothing says."""
    given: int
    ended: bool
    """Whether the data was seen to its end: a generator's, or that of one pass."""
    sizes: dict[int, int]
    """How many batches there are of each number of rows, the most common first."""
    median_ns: int | None
    longest_ns: int | None


def checked(run: Run) -> list[Checked]:
    """What was looked at so far, training data first."""
    return [_checked(run, source) for _, source in sorted(run.sources.items())]


def _checked(run: Run, source: Source) -> Checked:
    produced = source.produced
    took = produced.column("ended_ns") - produced.column("began_ns")
    rows = produced.rows()
    sizes = Counter(rows[rows >= 0].tolist())
    return Checked(
        source.role,
        run.needed.get(source.role),
        len(produced),
        seen_to_its_end(source),
        dict(sizes.most_common()),
        int(np.median(took)) if len(took) else None,
        int(took.max()) if len(took) else None,
    )


def seen_to_its_end(source: Source) -> bool:
    """Whether there is no more than what was given."""
    return source.exhausted_ns is not None or (source.length is not None and len(source.given) >= source.length)


def a_pass(source: Source) -> int | None:
    """How many batches one pass over the data has, as far as that is known."""
    return source.length if source.exhausted_ns is None else len(source.given)
