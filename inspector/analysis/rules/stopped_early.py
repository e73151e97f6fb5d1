"""`stopped-early`: a callback set `stop_training`."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.grid import BEFORE_A_LOOK
from inspector.analysis.model import StopTraining
from inspector.analysis.run import Run


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    stop = run.stop_training
    if stop is None or (run.epoch is not None and run.epoch.number > stop.epoch):
        return  # never, or it was taken back: another epoch began
    validating = stop.hook.startswith("on_test")
    step = "" if stop.step is None else f", {'validation ' if validating else ''}step {stop.step}"
    yield Finding(
        RULE.name,
        Severity.INFO,
        f"{stop.callback} stopped training in epoch {stop.epoch}{step}",
        f"{stop.callback}.{stop.hook} set model.stop_training. {_ends(run, stop)}. What did not run after it is "
        "shown as stopped, not as missing.",
        "Nothing to mend if this was meant. Otherwise look at the callback's condition (patience, monitor).",
        epoch=stop.epoch,
        step=None if validating else stop.step,
        events=(stop.seq,),
        because=("non-finite",) if stop.callback == "TerminateOnNaN" else (),
    )


def _ends(run: Run, stop: StopTraining) -> str:
    if stop.hook in BEFORE_A_LOOK:
        return "Keras looks at stop_training after each batch, so the epoch ends there, with on_epoch_end called for it"
    if stop.epoch + 1 in run.asked_epochs:
        return "Keras ends the epoch as usual and begins no other one"
    return "It was the last epoch anyway, so nothing was left out"


RULE = Rule("stopped-early", find, consequence_of=("non-finite",))
