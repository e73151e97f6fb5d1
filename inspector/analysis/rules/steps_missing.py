"""`steps-missing`: an epoch completed fewer steps than expected."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.grid import EpochRow, StepState, excused
from inspector.analysis.rules._death import DEATHS
from inspector.analysis.run import Run
from inspector.analysis.wording import count, stretches, the_source


def find(evidence: Evidence) -> Iterator[Finding]:
    for row in evidence.grid:
        if row.epoch is None or row.expected is None or row.done >= row.expected:
            continue
        over = evidence.run.over or row.epoch.ended_ns is not None
        if not over or excused(evidence.run, row.number):
            continue
        yield _claim(evidence.run, row)


def _claim(run: Run, row: EpochRow) -> Finding:
    assert row.epoch is not None
    assert row.expected is not None
    missing = np.flatnonzero(np.isin(row.states, (StepState.MISSING, StepState.UNFINISHED)))
    begun = row.epoch.steps.open
    waited = f"; step {begun.index} began and never ended" if begun is not None and len(missing) > 1 else ""
    whole = row.epoch.ended_ns is not None
    ended = "on_epoch_end was called all the same" if whole else "on_epoch_end never came"
    bar = (
        f" Keras' progress bar draws its target: it shows {row.expected}/{row.expected} for this epoch, too."
        if whole
        else ""
    )
    which = f"step{'' if len(missing) == 1 else 's'} {stretches(_in_a_row(missing))}"
    which += " began and never ended" if begun is not None and len(missing) == 1 else " never completed"
    promised, fix = "", "Mend the cause above."
    if whole and run.requested.steps_per_epoch is None:
        name = the_source(run.train)
        promised = f" Nobody gave steps_per_epoch: {row.expected:,} is how many batches the {name} said it had."
        fix = "Let the data say how many batches a pass over it has: not more, and not fewer from epoch to epoch."
    elif whole:
        fix = "Give every epoch as many batches as it has steps: see the cause above."
    return Finding(
        RULE.name,
        Severity.ERROR,
        f"{row.expected - row.done:,} of {count(row.expected, 'step')} missing in epoch {row.number}",
        f"Epoch {row.number} completed {row.done:,} of {count(row.expected, 'step')}: {which}{waited}; "
        f"{ended}.{promised}{bar}",
        fix,
        epoch=row.number,
        step=int(missing[0]) if len(missing) else row.done,
        events=(row.epoch.seq, *(() if begun is None else (begun.seq,))),
        # An epoch that ended was not cut by what fit died of later, nor does an earlier short epoch explain that death.
        because=("data-exhausted",) if whole else DEATHS,
    )


def _in_a_row(numbers: np.ndarray) -> list[range]:
    """Ascending numbers in stretches: of a hundred million, told in one, none is looked at by itself."""
    first = np.flatnonzero(np.diff(numbers, prepend=-2) != 1)
    last = np.flatnonzero(np.diff(numbers, append=np.iinfo(numbers.dtype).max) != 1)
    return [range(start, stop + 1) for start, stop in zip(numbers[first].tolist(), numbers[last].tolist(), strict=True)]


RULE = Rule("steps-missing", find, consequence_of=(*DEATHS, "data-exhausted"))
