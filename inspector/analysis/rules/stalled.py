"""`stalled`: one `next()` took far longer than the others, or is still going."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from inspector.analysis.finding import EVERY_CALL, Evidence, Finding, Rule, Severity
from inspector.analysis.model import Pull, PullState, Source
from inspector.analysis.rules._time import first_step_ended
from inspector.analysis.run import Run
from inspector.analysis.wording import seconds, the_source
from inspector.recording.events import Role

LEAST_NS = 1_000_000_000
LEAST_OTHERS = 5
TIMES_LONGER = 20


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    for role, source in run.sources.items():
        compiling = _compiling(run, role)
        # The first call may open files and load a data set; calls while fit compiles share Python's lock with it.
        if compiling is None:
            continue
        took = [(_took(run, pull), pull) for pull in source.pulls[1:] if pull.began_ns >= compiling]
        if len(took) <= LEAST_OTHERS:
            continue
        longest, pull = max(took, key=lambda one: one[0])
        usual = median([ns for ns, other in took if other is not pull])
        if longest < LEAST_NS or longest < TIMES_LONGER * usual:
            continue
        yield _claim(run, role, source, pull, longest, int(usual))


def _claim(run: Run, role: Role, source: Source, pull: Pull, took: int, usual: int) -> Finding:
    going = pull.state is PullState.PENDING
    name = ("validation " if role is Role.VALIDATION else "") + the_source(source)
    stuck = source.stuck
    sits = ""
    if stuck is not None and stuck.batch == pull.batch:
        file = stuck.file.replace("\\", "/").rsplit("/", 1)[-1]
        sits = f" It was seen at {file}, line {stuck.line}, in {stuck.function}."
    return Finding(
        RULE.name,
        Severity.WARNING,
        f"The {name} {'has been' if going and not run.over else 'was' if going else 'took'} {seconds(took)} "
        f"{'busy with' if going else 'for'} batch {pull.batch}",
        f"The others took {usual / 1e6:.3g} ms (median). fit waits for the batch when it has used up what was read "
        f"ahead.{sits}",
        "Look at what that batch needs that others do not: a file on a slow disk or network, a lock, a queue that "
        "nobody fills, a retry.",
        batch=pull.batch,
        events=(pull.seq,),
    )


def _compiling(run: Run, role: Role) -> int | None:
    """Until when the first step of this role kept Python busy with compiling."""
    if role is Role.TRAIN:
        return first_step_ended(run)
    steps = (step for epoch in run.epochs if epoch.validation is not None for step in epoch.validation.steps)
    first = next(steps, None)
    return None if first is None else first.ended_ns


def _took(run: Run, pull: Pull) -> int:
    return (run.now_ns if pull.ended_ns is None else pull.ended_ns) - pull.began_ns


RULE = Rule("stalled", find, calls=EVERY_CALL)
