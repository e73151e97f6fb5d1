"""`slow-callback`: a callback takes a large share of the run."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.model import CallbackCalls
from inspector.analysis.rules._time import trained_ns
from inspector.analysis.wording import count, seconds

LEAST_NS = 500_000_000
LEAST_SHARE = 0.2


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    total = trained_ns(run)
    if not total:
        return
    names = {callback.index: callback.name for callback in run.callbacks}
    enough = max(LEAST_NS, LEAST_SHARE * total)
    for (index, hook), took in sorted(run.callback_ns.items(), key=lambda item: -item[1]):
        if took < enough or hook == "on_train_begin":
            continue
        number, each = _durations(run.callback_calls, index, hook)
        # A first call may compile something (an evaluate) or open a file: what is slow every time is told.
        if len(each) > 1 and took - int(each[0]) < enough:
            continue
        longest = run.callback_calls[int(number[np.argmax(each)])]
        yield Finding(
            RULE.name,
            Severity.WARNING,
            f"{names[index]}.{hook} took {seconds(took)}: {min(1, took / total):.0%} of training",
            f"It was called {count(len(each), 'time')}, {seconds(took // len(each))} each on average. Training "
            "stands still while a callback runs.",
            f"Do less in {hook}, or do it less often (every n-th batch or epoch).",
            epoch=longest.epoch,
            step=longest.step,
            events=(longest.seq,),
        )


def _durations(calls: CallbackCalls, index: int, hook: str) -> tuple[np.ndarray, np.ndarray]:
    """The numbers of the calls of one object's hook, and how long each took; one that goes on has taken nothing yet."""
    which = [one for one, (callback, name) in enumerate(calls.hooks) if (callback.index, name) == (index, hook)]
    number = np.flatnonzero(np.isin(calls.column("which"), which))
    took = calls.column("ended_ns")[number] - calls.column("began_ns")[number]
    return number, np.where(calls.column("over")[number], took, 0)


RULE = Rule("slow-callback", find)
