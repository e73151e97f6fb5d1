"""Whether two recordings can be of one training. What they say speaks; where they say nothing, their steps do."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np

from inspector.analysis.run import Run
from inspector.analysis.workers.clock import Clock, shared_ends

LEAST_SHARED = 5
"""With fewer steps than this in common, their ends say nothing."""
APART = 0.5
"""Steps that are done together end within a part of a step: half of them further apart than this are not."""
SLACK = timedelta(minutes=15)
"""So far apart the clocks on the walls of two machines may be."""


def why_apart(first: Run, name: str, run: Run, clock: Clock) -> str | None:
    """What says that `run` is not of the training that `first`, of this name, is of; None where nothing does."""
    told = first.task is not None and run.task is not None
    if _the_same(first, run):
        return f"the same recording as {name}"
    if run.call != first.call:
        return f"a recording of {_call(run)}, and {name} is one of {_call(first)}"
    if _engine(run) != _engine(first):
        return f"trained by another Keras than {name}"
    if told and _cluster(run) != _cluster(first):
        return f"trained in another cluster than {name}"
    if told and _task(run) == _task(first):
        return f"the same worker of the cluster as {name}"
    if _at_another_time(first, run):
        return f"not recorded at the time of {name}"
    if not told and _not_in_step(first, run, clock):
        return f"not in step with {name}, whose steps end at other times"
    return None


def _the_same(first: Run, run: Run) -> bool:
    """Whether one is a copy of the other, or of its beginning: no two processes do all in the same nanoseconds."""
    if first is run:
        return True
    length = min(len(first.recording), len(run.recording))
    if not length or first.recording.threads[:1] != run.recording.threads[:1]:
        return False
    # The ends first: where they differ, as they do but for a copy, nothing else is looked at.
    if any(first.recording.rows[at]["t_ns"] != run.recording.rows[at]["t_ns"] for at in (0, length - 1)):
        return False
    blocks = (one.recording.rows.blocks(0, length) for one in (first, run))
    a, b = (np.concatenate([block["t_ns"] for block in each]) for each in blocks)
    return bool(np.array_equal(a, b))


def _call(run: Run) -> str:
    return {"evaluate": "an evaluate", "check": "a check of data"}.get(run.call, f"a {run.call}")


def _engine(run: Run) -> object:
    return run.environment.get("engine")


def _cluster(run: Run) -> object:
    return (run.task or {}).get("cluster")


def _task(run: Run) -> tuple[object, object]:
    task = run.task or {}
    return task.get("type"), task.get("index")


def _at_another_time(first: Run, run: Run) -> bool:
    """Whether one was over, by the clocks on the walls, long before the other began."""
    spans = [_span(first), _span(run)]
    if None in spans:
        return False
    (a, a_end), (b, b_end) = (span for span in spans if span is not None)
    return a_end + SLACK < b or b_end + SLACK < a


def _span(run: Run) -> tuple[datetime, datetime] | None:
    try:
        began = datetime.fromisoformat(str(run.header.get("started")))
    except ValueError:
        return None
    if began.tzinfo is None or run.began_ns is None or run.last_ns is None:
        return None
    return began, began + timedelta(seconds=(run.last_ns - run.began_ns) / 1e9)


def _not_in_step(first: Run, run: Run, clock: Clock) -> bool:
    there, _ = shared_ends(first, run)
    if len(there) < LEAST_SHARED:
        return False
    pace = float(np.median(np.diff(np.sort(there))))
    return clock.spread_ns > APART * pace
