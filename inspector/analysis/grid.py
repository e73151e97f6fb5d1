"""The expected grid: every epoch and step that was asked for, and what became of it.

Live, what has not come yet is *pending*; it is *missing* only once the run is over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum
from functools import lru_cache
from itertools import chain, islice, pairwise

import numpy as np

from inspector.analysis.expected import expected_steps, expected_validation_steps
from inspector.analysis.model import Epoch, Outcome
from inspector.analysis.run import Run


class StepState(IntEnum):
    """What became of one expected step; the numbers are the values in `EpochRow.states`."""

    PENDING = 0  # may still come, or may have come where the recording breaks off
    DONE = 1
    REPLAYED = 2  # done, on a batch that an earlier pass had already trained on
    UNFINISHED = 3  # began, and got no end
    MISSING = 4  # never began
    STOPPED = 5  # not run because a callback or the person stopped the run
    RUNNING = 6  # began, no end yet, the run goes on


class EpochVerdict(str, Enum):
    """How one epoch went, in the words that the window shows."""

    PENDING = "pending"
    RUNNING = "running"
    ENDED = "ended"
    SHORT = "ended short"
    EMPTY = "ended empty"
    STOPPED = "stopped"
    NEVER_ENDED = "never ended"
    NEVER_BEGAN = "never began"
    UNKNOWN = "unknown"  # the recording breaks off before its end


@dataclass(frozen=True)
class EpochRow:
    """One expected epoch against what happened."""

    number: int
    verdict: EpochVerdict
    epoch: Epoch | None
    """What happened; None: it never began."""
    expected: int | None
    """Steps asked for; None where nothing says how many."""
    done: int
    states: np.ndarray
    """uint8 of StepState, one a step: the expected ones, and those that ran beyond them."""

    @property
    def missing(self) -> int:
        """How many expected steps never completed although nothing excuses them."""
        return int(np.isin(self.states, _LACKING).sum())


_LACKING = (StepState.MISSING, StepState.UNFINISHED)
ABSENT_ROWS = 1000
"""So many of the epochs that did not begin have a row of their own: `epochs=1_000_000` with EarlyStopping is usual."""


def expected_grid(run: Run, before: Sequence[EpochRow] = ()) -> list[EpochRow]:
    """A row for each epoch that began, and for the first of those that were asked for and did not, in order.

    `before`: the rows of an earlier look at the same run. Those of epochs after which another had begun are final.
    """
    expected = expected_steps(run)
    kept = _kept(run, before, expected)
    epochs = _begun_after(run, kept)
    begun = {epoch.number: epoch for epoch in epochs}
    waits = before[len(kept) :] if kept and run.outcome is Outcome.RUNNING else ()
    waiting = {row.number: row for row in waits if row.epoch is None}
    passed_over = len(kept) - (len(run.epochs) - len(epochs))
    absent = islice(chain.from_iterable(absent_epochs(run)), passed_over, ABSENT_ROWS)
    rows = [waiting.get(number) or _row(run, number, None, expected) for number in absent]
    rows += [_row(run, number, epoch, expected) for number, epoch in begun.items()]
    return [*kept, *sorted(rows, key=lambda row: row.number)]


def _kept(run: Run, before: Sequence[EpochRow], expected: int | None) -> Sequence[EpochRow]:
    """The rows before that of the epoch which had begun last. Nothing looks at each of them while the run goes on."""
    last = next((at for at in range(len(before) - 1, -1, -1) if before[at].epoch is not None), 0)
    in_order = all(one.stop < other.start for one, other in pairwise(run.begun))
    if not last or before[last].expected != expected or not in_order:
        return ()
    if run.outcome is Outcome.RUNNING:
        return before[:last]
    return [
        row if row.epoch is not None and row.epoch.ended_ns is not None else _row(run, row.number, row.epoch, expected)
        for row in before[:last]
    ]


def _begun_after(run: Run, kept: Sequence[EpochRow]) -> list[Epoch]:
    """The epochs that have none of these rows."""
    first = len(run.epochs) if kept else 0
    while first and run.epochs[first - 1].number > kept[-1].number:
        first -= 1
    return run.epochs[first:]


def absent_epochs(run: Run) -> Iterator[range]:
    """All epochs that were asked for and did not begin (yet), in stretches."""
    if run.fit_began_ns is None or run.call != "fit":
        return
    asked = run.asked_epochs
    start = asked.start
    for begun in sorted(run.begun, key=lambda one: one.start):
        if start < min(begun.start, asked.stop):
            yield range(start, min(begun.start, asked.stop))
        start = max(start, begun.stop)
    if start < asked.stop:
        yield range(start, asked.stop)


def steps_missing(run: Run, grid: Sequence[EpochRow]) -> int:
    """How many steps are missing in all, those of epochs that have no row among them."""
    short = [row.states for row in grid if row.epoch is not None and row.done < len(row.states)]
    missing = int(np.isin(np.concatenate(short), _LACKING).sum()) if short else 0
    if grid and grid[-1].verdict is EpochVerdict.NEVER_BEGAN:
        missing += sum(map(len, absent_epochs(run))) * (grid[-1].expected or 0)
    return missing


def _row(run: Run, number: int, epoch: Epoch | None, expected: int | None) -> EpochRow:
    if run.call == "evaluate" and epoch is not None:
        return _evaluation(run, epoch)
    states = _states(run, epoch, expected, excused(run, number))
    done = epoch.steps_done if epoch else 0
    return EpochRow(number, _verdict(run, number, epoch, expected, done), epoch, expected, done, states)


def _evaluation(run: Run, epoch: Epoch) -> EpochRow:
    """evaluate is one pass over its data, which stands in the place of an epoch and has no step of training."""
    done = 0 if epoch.validation is None else epoch.validation.steps.done
    expected = expected_validation_steps(run)
    return EpochRow(
        epoch.number, _verdict(run, epoch.number, epoch, expected, done), epoch, expected, done, np.empty(0, np.uint8)
    )


def _verdict(run: Run, number: int, epoch: Epoch | None, expected: int | None, done: int) -> EpochVerdict:
    if run.cut and (epoch is None or epoch.ended_ns is None):
        return EpochVerdict.UNKNOWN
    if epoch is None:
        if not run.over:
            return EpochVerdict.PENDING
        return EpochVerdict.STOPPED if excused(run, number) else EpochVerdict.NEVER_BEGAN
    if epoch.ended_ns is None:
        if not run.over:
            return EpochVerdict.RUNNING
        return EpochVerdict.STOPPED if run.outcome is Outcome.CANCELLED else EpochVerdict.NEVER_ENDED
    if expected is not None and done < expected:
        if excused(run, number):
            return EpochVerdict.STOPPED
        return EpochVerdict.EMPTY if done == 0 else EpochVerdict.SHORT
    return EpochVerdict.EMPTY if done == 0 else EpochVerdict.ENDED


def excused(run: Run, epoch: int) -> bool:
    """Whether what this epoch lacks was left out because a callback or the person stopped the run there or before."""
    begun = run.epoch
    if begun is None or epoch > begun.number:
        stopped = run.stop_training is not None and begun is not None and run.stop_training.epoch == begun.number
        return stopped or run.outcome is Outcome.CANCELLED
    if epoch < begun.number:
        return False
    if begun.ended_ns is None:
        return run.outcome is Outcome.CANCELLED
    return _cut_midway(run, begun)


def _cut_midway(run: Run, epoch: Epoch) -> bool:
    """Whether fit left an epoch that did end between two of its steps, because it was told to stop.

    A step that began and never ended means that the data ended the epoch, whoever stopped it as well.
    """
    if not epoch.steps or epoch.steps.has_open:
        return False
    stop, asked = run.stop_training, run.stop_asked
    by_callback = stop is not None and stop.epoch == epoch.number and stop.hook in BEFORE_A_LOOK
    # Asked before it began as well: what is pressed while the data is made is heeded at the first step.
    by_person = asked is not None and epoch.end_seq is not None and asked.seq < epoch.end_seq
    return by_callback or by_person


# fit looks at stop_training after each batch: what is set after the last one, in validation or at the end of the
# epoch, cuts nothing off that epoch.
BEFORE_A_LOOK = frozenset({"on_train_begin", "on_epoch_begin", "on_train_batch_begin", "on_train_batch_end"})


def _states(run: Run, epoch: Epoch | None, expected: int | None, excused: bool) -> np.ndarray:
    done = np.empty(0, np.uint8)
    has_open_step = False
    if epoch is not None:
        done = _DONE_OR_REPLAYED[epoch.steps.replays.view(np.uint8)]
        # Where nobody said how many steps there are, a last begin is how fit learnt that the data was over.
        has_open_step = epoch.steps.has_open and not (expected is None and epoch.ended_ns is not None)
    absent = _absent(run, epoch, excused)
    if epoch is None:
        return alike(expected or 0, absent)
    states = np.full(max(expected or 0, len(done) + has_open_step), absent, np.uint8)
    states[: len(done)] = done
    if has_open_step:
        states[len(done) : len(done) + run.requested.group] = _unfinished(run, epoch)
    return states


_DONE_OR_REPLAYED = np.array([StepState.DONE, StepState.REPLAYED], np.uint8)


@lru_cache(maxsize=4)
def alike(steps: int, state: StepState) -> np.ndarray:
    """The steps of an epoch that did not begin: many such epochs of many steps share them."""
    states = np.full(steps, state, np.uint8)
    states.flags.writeable = False
    return states


def _absent(run: Run, epoch: Epoch | None, excused: bool) -> StepState:
    if not run.over and (epoch is None or epoch.ended_ns is None):
        return StepState.PENDING
    return StepState.STOPPED if excused else StepState.MISSING


def _unfinished(run: Run, epoch: Epoch | None) -> StepState:
    if epoch is not None and epoch.ended_ns is not None:
        return StepState.UNFINISHED  # the data ended this epoch, whoever stopped a later one
    if not run.over:
        return StepState.RUNNING
    return StepState.STOPPED if run.outcome is Outcome.CANCELLED else StepState.UNFINISHED


def states_of(run: Run, epoch: Epoch) -> np.ndarray:
    """`EpochRow.states` of one epoch that began."""
    return _row(run, epoch.number, epoch, expected_steps(run)).states


def validation_states(run: Run, epoch: Epoch) -> np.ndarray:
    """Like `EpochRow.states`, for the validation pass of an epoch; empty where there was none."""
    if epoch.validation is None:
        return np.empty(0, np.uint8)
    as_epoch = Epoch(epoch.number, epoch.validation.began_ns, epoch.validation.seq, epoch.validation.steps)
    as_epoch.ended_ns = epoch.validation.ended_ns
    # fit does not look at stop_training while it validates: only the person's second press cuts that short.
    cut = run.outcome is Outcome.CANCELLED and as_epoch.ended_ns is None
    return _states(run, as_epoch, expected_validation_steps(run), cut)
