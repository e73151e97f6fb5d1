"""`stopped-early`: a callback set `stop_training`."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity


def find(evidence: Evidence) -> Iterator[Finding]:
    stop = evidence.run.stop_training
    if stop is None:
        return
    at = f"epoch {stop.epoch}" + ("" if stop.step is None else f", step {stop.step}")
    midway = stop.step is not None
    ends = (
        "Keras looks at stop_training after each batch, so the epoch ended there; on_epoch_end was called for it"
        if midway
        else "Keras finished the epoch and began no other one"
    )
    yield Finding(
        RULE.name,
        Severity.INFO,
        f"{stop.callback} stopped training in {at}",
        f"{stop.callback}.{stop.hook} set model.stop_training. {ends}. What did not run after it is shown as stopped, "
        "not as missing.",
        "Nothing to mend if this was meant. Otherwise look at the callback's condition (patience, monitor).",
        epoch=stop.epoch,
        step=stop.step,
        events=(stop.seq,),
    )


RULE = Rule("stopped-early", find)
