"""`stalled`: one `next()` took far longer than the others; or one, a callback or a step, has not come back at all."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from inspector.analysis.finding import EVERY_CALL, Evidence, Finding, Rule, Severity
from inspector.analysis.model import Pull, PullState, Sits, Source
from inspector.analysis.model.data import PENDING
from inspector.analysis.rules._time import first_step_ended
from inspector.analysis.run import Run
from inspector.analysis.sitting import sitting, what_sits
from inspector.analysis.wording import seconds, the_source
from inspector.recording.events import Kind, Role

LEAST_NS = 1_000_000_000
LEAST_OTHERS = 5
TIMES_LONGER = 20
NOT_BACK_NS = 5_000_000_000
"""What has not come back may come yet: it is claimed of what was seen to sit for so long."""


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    told: set[tuple[Role, int]] = set()
    for role, source in run.sources.items():
        for finding in _far_longer(run, role, source):
            told.add((role, finding.batch or 0))
            yield finding
    for sits in sitting(run):
        is_told = sits.what is Kind.PULL_SITS and (sits.role, sits.number or 0) in told
        if not is_told and run.now_ns - sits.since_ns >= NOT_BACK_NS and (run.over or _others(run, sits)):
            yield _not_back(run, sits)


def _far_longer(run: Run, role: Role, source: Source) -> Iterator[Finding]:
    compiling = _compiling(run, role)
    # The first call may open files and load a data set; calls while fit compiles share Python's lock with it.
    if compiling is None:
        return
    began, ended = source.table["began_ns"], source.table["ended_ns"]
    counted = began >= compiling
    counted[:1] = False
    which = np.flatnonzero(counted)
    if len(which) <= LEAST_OTHERS:
        return
    took = np.where(source.table["state"][which] == PENDING, run.now_ns, ended[which]) - began[which]
    at = int(np.argmax(took))
    longest, usual = int(took[at]), float(np.median(np.delete(took, at)))
    if longest >= LEAST_NS and longest >= TIMES_LONGER * usual:
        yield _claim(run, role, source, source.pulls[int(which[at])], longest, int(usual))


def _claim(run: Run, role: Role, source: Source, pull: Pull, took: int, usual: int) -> Finding:
    going = pull.state is PullState.PENDING
    name = ("validation " if role is Role.VALIDATION else "") + the_source(source)
    of_batch = (one for one in reversed(run.sits) if one.what is Kind.PULL_SITS and one.role is role)
    sits = next((one for one in of_batch if one.number == pull.batch and one.t_ns >= pull.began_ns), None)
    seen = "" if sits is None else f" It was seen at {sits.place}."
    return Finding(
        RULE.name,
        Severity.WARNING,
        f"The {name} {'has been' if going and not run.over else 'was' if going else 'took'} {seconds(took)} "
        f"{'busy with' if going else 'for'} batch {pull.batch}",
        f"The others took {usual / 1e6:.3g} ms (median). fit waits for the batch when it has used up what was read "
        f"ahead.{seen}",
        "Look at what that batch needs that others do not: a file on a slow disk or network, a lock, a queue that "
        "nobody fills, a retry.",
        batch=pull.batch,
        events=(pull.seq,) if sits is None else (pull.seq, sits.seq),
    )


def _not_back(run: Run, sits: Sits) -> Finding:
    took = seconds(run.now_ns - sits.since_ns)
    pull = sits.what is Kind.PULL_SITS
    return Finding(
        RULE.name,
        Severity.WARNING,
        f"{what_sits(run, sits)} {'had' if run.over else 'has'} not come back after {took}",
        f"It was seen at {sits.place}, on thread {sits.thread}. "
        + ("fit waits for the batch." if pull else "fit does nothing else until it returns."),
        "Look at what it waits for on that line: a lock, a queue that nobody fills, a worker that died, a network, a "
        "loop without an end.",
        epoch=None if pull or run.epoch is None else run.epoch.number,
        step=sits.number if sits.what is Kind.STEP_SITS else None,
        batch=sits.number if pull else None,
        events=(sits.seq,),
    )


def _others(run: Run, sits: Sits) -> bool:
    """Whether enough others of its kind have come back to say that this one takes long."""
    if sits.what is Kind.PULL_SITS:
        return len(run.source(sits.role).yielded) >= LEAST_OTHERS
    if sits.what is Kind.STEP_SITS:
        return sum(epoch.steps_done for epoch in run.epochs) >= LEAST_OTHERS
    alike = (call for call in run.callback_calls if (call.callback.index, call.hook) == (sits.callback, sits.hook))
    return sum(call.ended_ns is not None for call in alike) >= LEAST_OTHERS


def _compiling(run: Run, role: Role) -> int | None:
    """Until when the first step of this role kept Python busy with compiling."""
    if run.call == "check":
        return run.fit_began_ns  # it compiles nothing
    if role is Role.TRAIN:
        return first_step_ended(run)
    validated = (epoch.validation.steps for epoch in run.epochs if epoch.validation is not None)
    return next((steps[0].ended_ns for steps in validated if steps), None)


RULE = Rule("stalled", find, calls=EVERY_CALL)
