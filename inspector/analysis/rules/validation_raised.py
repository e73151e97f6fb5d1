"""`validation-raised`: the validation data raised."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.model import Failure, Outcome, Pull, PullState, Source
from inspector.analysis.rules._death import where_fit_died
from inspector.analysis.rules._mending import how_to_mend, where_it_raised, which_batch
from inspector.analysis.run import Run
from inspector.analysis.wording import keras, the_source, what


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    source = run.validation
    if source is None or source.failure is None or run.outcome is Outcome.CANCELLED:
        return
    failure = source.failure
    pull = source.first_in(PullState.RAISED)
    batch = None if pull is None else pull.batch
    if run.failure is not failure:
        if run.over:
            yield _unseen(run, source, failure, batch)
        return
    epoch, step = where_fit_died(run)
    if run.call == "evaluate":
        yield _evaluated(source, failure, pull, None if step is None else step.index)
        return
    training = "" if epoch is None else f"The training steps of epoch {epoch} were over by then. "
    yield Finding(
        RULE.name,
        Severity.ERROR,
        f"The validation {the_source(source)} raised at {which_batch(source, pull)}: {what(failure)}",
        f"{where_it_raised(source, failure, batch)} {training}Validation belongs to the epoch: neither on_test_end nor "
        "on_epoch_end nor on_train_end is called after it raised.",
        how_to_mend(source, failure, batch),
        epoch=epoch,
        step=None if step is None else step.index,
        batch=batch,
        events=(failure.seq,),
    )


def _evaluated(source: Source, failure: Failure, pull: Pull | None, step: int | None) -> Finding:
    batch = None if pull is None else pull.batch
    return Finding(
        RULE.name,
        Severity.ERROR,
        f"The {the_source(source)} raised at {which_batch(source, pull)}: {what(failure)}",
        f"{where_it_raised(source, failure, batch)} It ended evaluate, which calls no on_test_end and returns "
        "nothing then.",
        how_to_mend(source, failure, batch),
        step=step,
        batch=batch,
        events=(failure.seq,),
    )


def _unseen(run: Run, source: Source, failure: Failure, batch: int | None) -> Finding:
    """It raised in what was read ahead of a pass, which ended before it came there."""
    later = [epoch for epoch in run.epochs if epoch.validation is not None and epoch.validation.seq > failure.seq]
    lost = (
        f" A generator that has raised is at its end, so from epoch {later[0].number} on validation had no more than "
        "Keras had kept of it."
        if later and source.kind == "generator"
        else ""
    )
    return Finding(
        RULE.name,
        Severity.ERROR if lost else Severity.WARNING,
        f"The validation {the_source(source)} raised at batch {batch}, and fit never saw it: {what(failure)}",
        f"{where_it_raised(source, failure, batch)} {keras(run)} reads ahead of the steps, and had all the steps of "
        f"that pass before it came to batch {batch}: the exception was thrown away.{lost}",
        how_to_mend(source, failure, batch),
        epoch=later[0].number if lost else None,
        batch=batch,
        events=(failure.seq,),
    )


RULE = Rule("validation-raised", find, calls=("fit", "evaluate"))
