"""`model-raised`: the train or test step raised."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.model import Outcome
from inspector.analysis.rules._raised import where_fit_died
from inspector.analysis.wording import what


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    failure = run.failure
    if failure is None or failure.where != "model" or run.outcome is Outcome.CANCELLED:
        return
    epoch, step = where_fit_died(run)
    at = "before the first step" if step is None else f"at step {step.index} of epoch {epoch}"
    yield Finding(
        RULE.name,
        Severity.ERROR,
        f"The model raised {at}: {what(failure)}",
        "The data had been handed over; the exception came out of the train or test step itself. "
        "After it Keras calls no on_epoch_end and no on_train_end.",
        "Compare the shapes and dtypes of the batch with what the model takes: its first layer's input and the loss's "
        "target. The batches table shows both.",
        epoch=epoch,
        step=None if step is None else step.index,
        events=(failure.seq,),
    )


RULE = Rule("model-raised", find)
