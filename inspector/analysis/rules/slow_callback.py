"""`slow-callback`: a callback takes a large share of the run."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
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
        calls = [c for c in run.callback_calls if c.callback.index == index and c.hook == hook]
        # A first call may compile something (an evaluate) or open a file: what is slow every time is told.
        first = (calls[0].ended_ns or calls[0].began_ns) - calls[0].began_ns
        if len(calls) > 1 and took - first < enough:
            continue
        longest = max(calls, key=lambda call: (call.ended_ns or call.began_ns) - call.began_ns)
        yield Finding(
            RULE.name,
            Severity.WARNING,
            f"{names[index]}.{hook} took {seconds(took)}: {min(1, took / total):.0%} of training",
            f"It was called {count(len(calls), 'time')}, {seconds(took // len(calls))} each on average. Training "
            "stands still while a callback runs.",
            f"Do less in {hook}, or do it less often (every n-th batch or epoch).",
            epoch=longest.epoch,
            step=longest.step,
            events=(longest.seq,),
        )


RULE = Rule("slow-callback", find)
