"""`validation-raised`: the validation data raised."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.model import Outcome, PullState
from inspector.analysis.rules._death import where_fit_died
from inspector.analysis.wording import place, the_source, what


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    source = run.validation
    if source is None or source.failure is None or run.outcome is Outcome.CANCELLED:
        return
    failure = source.failure
    if run.over and run.failure is not failure:
        return  # read ahead, and fit ended before it came there
    batch = next((pull.batch for pull in source.pulls if pull.state is PullState.RAISED), None)
    epoch, step = where_fit_died(run)
    yield Finding(
        RULE.name,
        Severity.ERROR,
        f"The validation {the_source(source)} raised at batch {batch}: {what(failure)}",
        f"{place(failure, capital=True)}. {_training(epoch)}Validation belongs to the epoch: neither on_test_end nor "
        "on_epoch_end nor on_train_end is called after it raised.",
        f"Mend {place(failure)}.",
        epoch=epoch,
        step=None if step is None else step.index,
        batch=batch,
        events=(failure.seq,),
    )


def _training(epoch: int | None) -> str:
    return "" if epoch is None else f"The training steps of epoch {epoch} were over by then. "


RULE = Rule("validation-raised", find)
