"""`source-raised`: the training data raised."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.model import Outcome, PullState
from inspector.analysis.rules._raised import where_fit_died
from inspector.analysis.wording import place, the_source, what


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    source, failure = run.train, run.train.failure
    if failure is None or run.outcome is Outcome.CANCELLED:
        return
    pull = next((pull for pull in source.pulls if pull.state is PullState.RAISED), None)
    batch = None if pull is None else pull.batch
    epoch, step = where_fit_died(run)
    name = the_source(source)
    if not run.over:
        died = "fit has not seen it yet: Keras reads ahead, and raises when it reaches that batch."
    elif step is not None:
        died = f"It ended fit at step {step.index} of epoch {epoch}, which had begun and got no batch."
    elif epoch is not None:
        died = f"It ended fit in epoch {epoch}."
    else:
        died = "It ended fit before the first epoch: Keras had asked for the first batches to learn their shapes."
    yield Finding(
        RULE.name,
        Severity.ERROR,
        f"The {name} raised at batch {batch}: {what(failure)}",
        f"{place(failure)}. {died} After an exception Keras calls no on_epoch_end and no on_train_end, and what fit "
        "itself raises is TensorFlow's wrapping of this exception.",
        f"Mend {place(failure)}. To leave a bad sample out, catch the exception inside the {name} and go on to the "
        "next batch.",
        epoch=epoch,
        step=None if step is None else step.index,
        batch=batch,
        events=(failure.seq,),
    )


RULE = Rule("source-raised", find)
