"""The runs of several workers that train one model together: their clocks, and what shows only across them.

Under `MultiWorkerMirroredStrategy` each process has a run of its own, and all of them do each step together: it ends on
every worker when the gradients have been exchanged. Those ends are what the clocks are aligned on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from inspector.analysis.finding import Finding, Severity
from inspector.analysis.model import Failure, Outcome
from inspector.analysis.run import Run
from inspector.analysis.wording import count, seconds, what


@dataclass(frozen=True)
class Worker:
    """One worker, with its clock against the first one's."""

    name: str
    run: Run
    shared: int = 0
    """How many steps ended both here and on the first worker."""
    offset_ns: int = 0
    """What to add to its times to have them on the first worker's clock."""
    spread_ns: int = 0
    """How far apart the ends of shared steps still are then: half of them lie closer."""

    @property
    def aligned(self) -> bool:
        """Whether its times can be compared with the first worker's."""
        return self.shared > 0

    @property
    def gave(self) -> int:
        """Batches that its data gave."""
        return len(self.run.train.produced)

    def over_ns(self) -> int | None:
        """When its data said that it has no more, on the first worker's clock; None: it never did, or nobody saw it."""
        source = self.run.train
        ended = source.exhausted_ns or (source.passes[-1].ended_ns if source.passes else None)
        return None if ended is None else ended + self.offset_ns

    def failed_ns(self) -> int | None:
        """When its fit raised, likewise."""
        failure = self.run.fit_raised
        return None if failure is None else failure.t_ns + self.offset_ns


def aligned(runs: Sequence[tuple[str, Run]]) -> list[Worker]:
    """The workers, by name and run, on the clock of the first."""
    first = _step_ends(runs[0][1])
    return [_against(first, name, run) for name, run in runs]


def _against(first: dict[tuple[int, int], int], name: str, run: Run) -> Worker:
    own = _step_ends(run)
    apart = [first[step] - own[step] for step in first.keys() & own.keys()]
    if not apart:
        return Worker(name, run)
    offset = round(median(apart))
    return Worker(name, run, len(apart), offset, round(median(abs(one - offset) for one in apart)))


def _step_ends(run: Run) -> dict[tuple[int, int], int]:
    return {
        (epoch.number, step.index): step.ended_ns
        for epoch in run.epochs
        for step in epoch.steps
        if step.ended_ns is not None
    }


def across(workers: Sequence[Worker]) -> list[Finding]:
    """What shows only where the workers are held against each other, cause first."""
    over = _data_over_first(workers)
    failed = _failed_first(workers, None if over is None else over[0])
    cause = failed[1].rule if failed else over[1].rule if over else None
    found = [finding for _, finding in (one for one in (over, failed) if one is not None)]
    return [*found, *_steps_differ(workers, cause), *_ends_missing(workers, cause)]


def _data_over_first(workers: Sequence[Worker]) -> tuple[Worker, Finding] | None:
    """One worker's data ended, and another's went on: they do each step together, so it was too short."""
    most = max(workers, key=lambda one: one.gave)
    short = [one for one in workers if one.over_ns() is not None and one.gave < most.gave]
    if not short:
        return None
    first = min(short, key=lambda one: one.gave)
    raised = any(one.run.outcome is Outcome.RAISED for one in workers)
    others = ", ".join(f"{one.gave} on {one.name}" for one in workers if one is not first)
    return first, Finding(
        "worker-data-over-first",
        Severity.ERROR if raised else Severity.WARNING,
        f"The data of {first.name} was over first, after {count(first.gave, 'batch', 'batches')}",
        f"Batches given by the others: {others}. All workers do each step together. To one whose data is over "
        "TensorFlow hands empty batches: a model that cannot take them raises, and one that can trains on, with no "
        "part of that worker in its gradients.",
        "Give every worker as many batches as there are steps: repeat its data, or shard it so that all shards are "
        "alike.",
        epoch=first.run.epoch.number if first.run.epoch else None,
    )


def _failed_first(workers: Sequence[Worker], short: Worker | None) -> tuple[Worker, Finding] | None:
    """Which worker raised first: the others raise after it, of being left alone."""
    failed = [one for one in workers if one.failed_ns() is not None]
    if not failed or len(workers) < 2:
        return None
    failed.sort(key=lambda one: one.failed_ns() or 0)
    first = failed[0]
    failure = first.run.failure or first.run.fit_raised
    assert failure is not None
    if len(failed) > 1 and not _certain(first, failed[1]):
        return None
    after = [f"{one.name} {seconds(_later(first, one))} later ({_type(one.run.fit_raised)})" for one in failed[1:]]
    then = f" After it: {', '.join(after)}." if after else " No other worker raised."
    return first, Finding(
        "worker-failed-first",
        Severity.ERROR,
        f"{first.name} raised first: {what(failure)}",
        f"A worker that is gone ends the operations that all of them do together.{then} What those say is about being "
        "left alone, not about the cause.",
        f"Mend what {first.name} raised, and start all workers again.",
        epoch=first.run.epoch.number if first.run.epoch else None,
        caused_by="worker-data-over-first" if short is first else None,
    )


def _certain(one: Worker, other: Worker) -> bool:
    """Whether the clocks tell which of the two came first."""
    return one.aligned and other.aligned and _later(one, other) > 4 * (one.spread_ns + other.spread_ns)


def _later(one: Worker, other: Worker) -> int:
    return (other.failed_ns() or 0) - (one.failed_ns() or 0)


def _type(failure: Failure | None) -> str:
    return failure.type if failure is not None else "an exception"


def _steps_differ(workers: Sequence[Worker], cause: str | None) -> Iterator[Finding]:
    for number in sorted({epoch.number for one in workers for epoch in one.run.epochs}):
        # Of one that breaks off it is not known what it did after that.
        done = {one.name: _done(one.run, number) for one in workers if one.run.over and not one.run.cut}
        if len(set(done.values())) > 1:
            listed = ", ".join(f"{steps} on {name}" for name, steps in done.items())
            yield Finding(
                "worker-steps-differ",
                Severity.ERROR,
                f"Workers did different numbers of steps in epoch {number}: {listed}",
                "They do each step together: the one that did fewer was not in the others' last ones.",
                "Mend the cause above." if cause else "Give every worker the same steps_per_epoch and epochs.",
                epoch=number,
                caused_by=cause,
            )


def _ends_missing(workers: Sequence[Worker], cause: str | None) -> Iterator[Finding]:
    for number in sorted({epoch.number for one in workers for epoch in one.run.epochs}):
        ended = [one.name for one in workers if _ended(one.run, number)]
        missing = [one.name for one in workers if one.run.over and not one.run.cut and one.name not in ended]
        if ended and missing:
            yield Finding(
                "worker-epoch-end-missing",
                Severity.ERROR,
                f"{' and '.join(missing)} never reached on_epoch_end of epoch {number}; {' and '.join(ended)} did",
                "What callbacks do there (checkpoints, logs, early stopping) was done on some workers and not on "
                "others, so they go on, or stop, with different ideas of where training is.",
                "Mend the cause above." if cause else "Look at what these workers raised.",
                epoch=number,
                caused_by=cause,
            )


def _done(run: Run, number: int) -> int:
    return next((epoch.steps_done for epoch in run.epochs if epoch.number == number), 0)


def _ended(run: Run, number: int) -> bool:
    return any(epoch.number == number and epoch.ended_ns is not None for epoch in run.epochs)
