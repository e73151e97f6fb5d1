"""`stalled`: one `next()` took far longer than the others, or is still going."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from inspector.analysis.finding import EVERY_CALL, Evidence, Finding, Rule, Severity
from inspector.analysis.model import Pull, PullState, Source
from inspector.analysis.model.data import PENDING
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
        began, ended = source.table["began_ns"], source.table["ended_ns"]
        counted = began >= compiling
        counted[:1] = False
        which = np.flatnonzero(counted)
        if len(which) <= LEAST_OTHERS:
            continue
        took = np.where(source.table["state"][which] == PENDING, run.now_ns, ended[which]) - began[which]
        at = int(np.argmax(took))
        longest, usual = int(took[at]), float(np.median(np.delete(took, at)))
        if longest < LEAST_NS or longest < TIMES_LONGER * usual:
            continue
        yield _claim(run, role, source, source.pulls[int(which[at])], longest, int(usual))


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
    validated = (epoch.validation.steps for epoch in run.epochs if epoch.validation is not None)
    return next((steps[0].ended_ns for steps in validated if steps), None)


RULE = Rule("stalled", find, calls=EVERY_CALL)
