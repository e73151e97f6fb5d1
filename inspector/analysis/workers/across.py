"""What shows only where the workers are held against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from inspector.analysis.finding import Finding, Severity
from inspector.analysis.model import Epoch, Outcome
from inspector.analysis.run import Run
from inspector.analysis.wording import count, seconds, what
from inspector.analysis.workers.worker import Worker

UNFLUSHED_NS = 2_000_000_000
"""So much of the end may be missing in a recording whose process was ended."""


@dataclass(frozen=True)
class Moment:
    """Where a finding shows on one worker."""

    worker: str
    t_ns: int
    """on its own clock"""
    epoch: int | None
    step: int | None = None


@dataclass(frozen=True)
class WorkerFinding(Finding):
    """A claim about several runs."""

    moments: tuple[Moment, ...] = ()


def across(workers: Sequence[Worker]) -> list[WorkerFinding]:
    """What shows only across those that trained together, cause first."""
    together = [one for one in workers if one.apart is None]
    if len(together) < 2:
        return []
    over = _data_over_first(together)
    failed = _failed_first(together, None if over is None else over[0])
    cause = failed[1].rule if failed else over[1].rule if over else None
    found = [finding for _, finding in (one for one in (over, failed) if one is not None)]
    return [*found, *_steps_differ(together, cause), *_ends_missing(together, cause)]


def _data_over_first(workers: Sequence[Worker]) -> tuple[Worker, WorkerFinding] | None:
    """One worker's data ended, and another's went on: they do each step together, so it was too short."""
    most = max(workers, key=lambda one: one.gave)
    short = [one for one in workers if one.over_ns() is not None and one.gave < most.gave]
    if not short:
        return None
    first = min(short, key=lambda one: one.gave)
    raised = any(one.run.outcome is Outcome.RAISED for one in workers)
    others = _listed([f"{_at_least(one)}{one.gave:,} on {one.name}" for one in workers if one is not first])
    return first, WorkerFinding(
        "worker-data-over-first",
        Severity.ERROR if raised else Severity.WARNING,
        f"The data of {first.name} was over first, after {count(first.gave, 'batch', 'batches')}",
        f"Batches given by the others: {others}. All workers do each step together. To one whose data is over "
        "TensorFlow hands empty batches: a model that cannot take them raises, and one that can trains on, with no "
        "part of that worker in its gradients.",
        "Give every worker as many batches as there are steps: repeat its data, or shard it so that all shards are "
        "alike.",
        epoch=first.run.epoch.number if first.run.epoch else None,
        moments=_at(first, first.over_ns()),
    )


def _failed_first(workers: Sequence[Worker], short: Worker | None) -> tuple[Worker, WorkerFinding] | None:
    """Which worker raised, or was gone, first: the others raise after it, of being left alone."""
    raised = [one for one in workers if one.failed_ns() is not None]
    gone = [one for one in workers if one.failed_ns() is None and one.gone_ns() is not None]
    if not raised:
        return None
    first, *later = sorted([*raised, *gone], key=_last_there)
    if not all(_certain(first, other) for other in later):
        return None
    after = [f"{one.name} {seconds(_later(first, one))} later ({_type(one)})" for one in later if one in raised]
    alone = "A worker that is gone ends the operations that all of them do together."
    if after:
        alone += f" After it: {_listed(after)}. What those say is about being left alone, not about the cause."
    else:
        alone += " No other worker is known to have raised."
    failure = first.run.failure or first.run.fit_raised
    if failure is None:
        rule = "worker-gone-first"
        title = f"{first.name} was not heard of any more, {seconds(_later(first, later[0]))} before another one raised"
        why = f"Its recording {'breaks off' if first.run.cut else 'ends with its process'}. {alone}"
        fix = f"Unless its file was copied while it still ran: look for what ended the process of {first.name}, in its "
        fix += "log, and in that of the system, which ends a process that takes too much memory."
    else:
        rule, title, why = "worker-failed-first", f"{first.name} raised first: {what(failure)}", alone
        fix = f"Mend what {first.name} raised, and start all workers again."
    return first, WorkerFinding(
        rule,
        Severity.ERROR,
        title,
        why,
        fix,
        epoch=first.run.epoch.number if first.run.epoch else None,
        caused_by="worker-data-over-first" if short is first else None,
        moments=tuple(moment for one in (first, *later) for moment in _at(one, _last_ns(one))),
    )


def _last_ns(one: Worker) -> int:
    """When it raised, or was heard of last."""
    at = one.failed_ns() or one.gone_ns()
    assert at is not None
    return at


def _last_there(one: Worker) -> int:
    return round(one.clock.there(_last_ns(one)))


def _certain(one: Worker, other: Worker) -> bool:
    """Whether the clocks tell which of the two came first. One that breaks off may have gone on for a moment."""
    a, b = one.clock.uncertain_ns, other.clock.uncertain_ns
    silent = 0 if one.failed_ns() is not None else UNFLUSHED_NS
    return a is not None and b is not None and _later(one, other) > a + b + silent


def _later(one: Worker, other: Worker) -> int:
    return _last_there(other) - _last_there(one)


def _type(one: Worker) -> str:
    failure = one.run.fit_raised
    return failure.type if failure is not None else "an exception"


def _at_least(one: Worker) -> str:
    return "at least " if one.run.cut else ""


def _steps_differ(workers: Sequence[Worker], cause: str | None) -> Iterator[WorkerFinding]:
    # Of one that breaks off it is not known what it did after that.
    known = [one for one in workers if one.run.over and not one.run.cut]
    for number in _epochs(workers):
        done = {one.name: _done(one.run, number) for one in known}
        if len(set(done.values())) > 1:
            listed = ", ".join(_by_steps(done))
            yield WorkerFinding(
                "worker-steps-differ",
                Severity.ERROR,
                f"Workers did different numbers of steps in epoch {number}: {listed}",
                "They do each step together: the one that did fewer was not in the others' last ones.",
                "Mend the cause above." if cause else "Give every worker the same steps_per_epoch and epochs.",
                epoch=number,
                caused_by=cause,
                moments=tuple(moment for one in known for moment in _last_step(one, number)),
            )


def _by_steps(done: Mapping[str, int]) -> Iterator[str]:
    """`4 on a, 2 on b`; `4 on 31 workers`, where that many did the same."""
    for steps in dict.fromkeys(done.values()):
        names = [name for name, number in done.items() if number == steps]
        if len(names) > MOST_NAMED:
            yield f"{steps:,} on {len(names):,} workers"
        else:
            yield from (f"{steps:,} on {name}" for name in names)


def _ends_missing(workers: Sequence[Worker], cause: str | None) -> Iterator[WorkerFinding]:
    for number in _epochs(workers):
        ended = [one for one in workers if _ended(one.run, number)]
        missing = [one for one in workers if one.run.over and not one.run.cut and one not in ended]
        if ended and missing:
            yield WorkerFinding(
                "worker-epoch-end-missing",
                Severity.ERROR,
                f"{_named(missing)} never reached on_epoch_end of epoch {number}; {_named(ended)} did",
                "What callbacks do there (checkpoints, logs, early stopping) was done on some workers and not on "
                "others, so they go on, or stop, with different ideas of where training is.",
                "Mend the cause above." if cause else "Look at what these workers raised.",
                epoch=number,
                caused_by=cause,
                moments=(
                    *(moment for one in ended for moment in _epoch_end(one, number)),
                    *(moment for one in missing for moment in _last_step(one, number)),
                ),
            )


MOST_NAMED = 4


def _listed(parts: list[str]) -> str:
    """With commas; of very many workers the first."""
    shown = parts if len(parts) <= MOST_NAMED + 1 else [*parts[:MOST_NAMED], f"{len(parts) - MOST_NAMED} more"]
    return ", ".join(shown)


def _named(workers: Sequence[Worker]) -> str:
    names = [one.name for one in workers]
    return " and ".join(names) if len(names) < 3 else _listed(names)


def _epochs(workers: Sequence[Worker]) -> list[int]:
    return sorted({epoch.number for one in workers for epoch in one.run.epochs})


def _epoch(run: Run, number: int) -> Epoch | None:
    return next((epoch for epoch in run.epochs if epoch.number == number), None)


def _done(run: Run, number: int) -> int:
    epoch = _epoch(run, number)
    return 0 if epoch is None else epoch.steps_done


def _ended(run: Run, number: int) -> bool:
    epoch = _epoch(run, number)
    return epoch is not None and epoch.ended_ns is not None


# -- where it shows --


def _at(worker: Worker, t_ns: int | None) -> tuple[Moment, ...]:
    """In the step that was being done then."""
    if t_ns is None:
        return ()
    epoch = next((one for one in reversed(worker.run.epochs) if one.began_ns <= t_ns), None)
    if epoch is None:
        return (Moment(worker.name, t_ns, None),)
    return (Moment(worker.name, t_ns, epoch.number, epoch.steps_done),)


def _last_step(worker: Worker, number: int) -> tuple[Moment, ...]:
    """Where the last step of an epoch ended; where the epoch began, if none did."""
    epoch = _epoch(worker.run, number)
    if epoch is None:
        return ()
    ends = epoch.steps.column("ended_ns")[epoch.steps.ended]
    return (Moment(worker.name, int(ends[-1]) if len(ends) else epoch.began_ns, number, len(ends)),)


def _epoch_end(worker: Worker, number: int) -> tuple[Moment, ...]:
    epoch = _epoch(worker.run, number)
    if epoch is None or epoch.ended_ns is None:
        return ()
    return (Moment(worker.name, epoch.ended_ns, number, epoch.steps_done),)
