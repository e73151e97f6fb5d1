"""`stopped-early`: a callback set `stop_training`."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    stop = run.stop_training
    if stop is None or (run.epoch is not None and run.epoch.number > stop.epoch):
        return  # never, or it was taken back: another epoch began
    at = f"epoch {stop.epoch}" + ("" if stop.step is None else f", step {stop.step}")
    if stop.step is not None:
        ends = "Keras looks at stop_training after each batch, so the epoch ends there, with on_epoch_end called for it"
    elif stop.epoch + 1 in run.requested.epoch_numbers:
        ends = "Keras ends the epoch as usual and begins no other one"
    else:
        ends = "It was the last epoch anyway, so nothing was left out"
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
        because=("non-finite",) if stop.callback == "TerminateOnNaN" else (),
    )


RULE = Rule("stopped-early", find, consequence_of=("non-finite",))
