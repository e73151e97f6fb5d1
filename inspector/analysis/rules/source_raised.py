"""`source-raised`: the training data raised."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.model import Failure, Outcome, PullState
from inspector.analysis.rules._death import where_fit_died
from inspector.analysis.rules._mending import how_to_mend, leave_out, where_it_raised, which_batch
from inspector.analysis.run import Run
from inspector.analysis.wording import keras, the_source, what


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    source, failure = run.train, run.train.failure
    if failure is None or run.outcome is Outcome.CANCELLED:
        return
    pull = source.first_in(PullState.RAISED)
    batch = None if pull is None else pull.batch
    name = the_source(source)
    seen = run.failure is failure
    if not seen and run.outcome in (Outcome.COMPLETED, Outcome.RAISED):
        yield _unseen(run, failure, batch)
        return
    epoch, step = where_fit_died(run)
    if not seen:
        died = "fit has not seen it yet: Keras reads ahead, and raises when it reaches that batch."
    elif step is not None:
        got = "got no batch" if run.requested.group == 1 else "did not get all of its batches"
        died = f"It ended fit at step {step.index} of epoch {epoch}, which had begun and {got}."
    elif epoch is not None:
        died = f"It ended fit in epoch {epoch}."
    else:
        died = "It ended fit before the first epoch: Keras had asked for the first batches to learn their shapes."
    yield Finding(
        RULE.name,
        Severity.ERROR,
        f"The {name} raised at {which_batch(source, pull)}: {what(failure)}",
        f"{where_it_raised(source, failure, batch)} {died} After an exception {keras(run)} calls no on_epoch_end and "
        f"no on_train_end.{_wrapped(run)}",
        how_to_mend(source, failure, batch) + leave_out(source, failure, batch),
        epoch=epoch,
        step=None if step is None else step.index,
        batch=batch,
        events=(failure.seq,),
    )


def _wrapped(run: Run) -> str:
    if run.fit_raised is None or run.failure is None or run.fit_raised.type == run.failure.type:
        return ""
    return f" What fit itself raised is TensorFlow's wrapping of it, {run.fit_raised.type}."


def _unseen(run: Run, failure: Failure, batch: int | None) -> Finding:
    """It raised in what was read ahead, and fit ended before it came there."""
    name = the_source(run.train)
    return Finding(
        RULE.name,
        Severity.WARNING,
        f"The {name} raised at batch {batch}, and fit never saw it: {what(failure)}",
        f"{where_it_raised(run.train, failure, batch)} {keras(run)} reads ahead of the steps. fit was over before it "
        f"came to batch {batch}, so the exception was thrown away.",
        f"{how_to_mend(run.train, failure, batch)} A run with one more step would die of it.",
        batch=batch,
        events=(failure.seq,),
    )


RULE = Rule("source-raised", find)
