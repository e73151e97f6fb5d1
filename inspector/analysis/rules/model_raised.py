"""`model-raised`: the train or test step raised, or what else `fit` called that is neither data nor callback hook."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.model import Outcome
from inspector.analysis.rules._death import MEANT, died_validating, where_fit_died
from inspector.analysis.wording import keras, mend, raised_at, what


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    failure = run.failure
    if failure is None or failure is not run.fit_raised or run.outcome is Outcome.CANCELLED:
        return
    if failure.where in ("module", "callback"):
        return
    epoch, step = where_fit_died(run)
    at = "before the first epoch" if epoch is None else f"in epoch {epoch}"
    if step is not None:
        at = f"at {'validation ' if died_validating(run) else ''}step {step.index} of epoch {epoch}"
    if run.call == "evaluate":
        at, epoch = "in evaluate" if step is None else f"at step {step.index} of evaluate", None
    if failure.where == "model":
        who, fix = "The model raised", COMPARE
        why = "The data raised nothing: the exception came out of building the model, or of the train or test step."
        if failure.type == "KeyboardInterrupt":
            who, why, fix = f"{run.call} was interrupted", "Ctrl+C raises it wherever Python is at that moment.", MEANT
        elif failure.file is not None:
            why = f"{raised_at(failure)} {why}"
            fix = f"{mend(failure)}; the batches table shows the shapes and dtypes of what it was given."
    elif failure.file is not None:
        who, fix = f"{failure.function} raised", f"{mend(failure)}."
        why = f"{raised_at(failure)} {run.call} called it; it is no step of the model, and gives no batch."
    else:
        data = "validation data" if failure.where == "validation" and run.call == "fit" else "data"
        who, fix = f"{run.call} refused the {data}", REFUSED if step is None else COMPARE
        why = f"The data itself raised nothing: {keras(run)} refused what it gave, while taking it over."
    yield Finding(
        RULE.name,
        Severity.ERROR,
        f"{who} {at}: {what(failure)}",
        f"{why}{'' if run.call == 'evaluate' else ' After it no on_epoch_end and no on_train_end is called.'}",
        fix,
        epoch=epoch,
        step=None if step is None else step.index,
        events=(failure.seq,),
    )


COMPARE = (
    "Compare the shapes, dtypes and values of the batch with what the model takes: its first layer's input and the "
    "loss's target. The batches table shows all three."
)
REFUSED = (
    "Mend what the message names: it is about the data as a whole, or about how it was passed on, before any batch of "
    "it reached the model."
)
RULE = Rule(
    "model-raised",
    find,
    consequence_of=("structure-invalid", "shape-varies", "data-exhausted"),
    calls=("fit", "evaluate"),
)
