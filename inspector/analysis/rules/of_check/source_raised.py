"""`source-raised` and `validation-raised` of a check: the data raised, before any fit."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.model import PullState
from inspector.analysis.rules import source_raised, validation_raised
from inspector.analysis.rules._mending import how_to_mend, leave_out, where_it_raised
from inspector.analysis.wording import count, keras, the_source, what
from inspector.recording.events import Role


def find(evidence: Evidence) -> Iterator[Finding]:
    """That the training data raised."""
    return _raised(evidence, Role.TRAIN, source_raised.RULE.name)


def find_validation(evidence: Evidence) -> Iterator[Finding]:
    """That the validation data raised."""
    return _raised(evidence, Role.VALIDATION, validation_raised.RULE.name)


def _raised(evidence: Evidence, role: Role, rule: str) -> Iterator[Finding]:
    run = evidence.run
    where = "data" if role is Role.TRAIN else "validation"
    failure = run.failure
    if failure is None or failure.where != where or role not in run.sources:
        return
    source = run.sources[role]
    pull = source.first_in(PullState.RAISED)
    batch = None if pull is None else pull.batch
    name = ("validation " if role is Role.VALIDATION else "") + the_source(source)
    before = "" if not len(source.given) else f" {count(len(source.given), 'batch', 'batches')} came before it."
    yield Finding(
        rule,
        Severity.ERROR,
        f"The {name} raised{'' if batch is None else f' at batch {batch}'}: {what(failure)}",
        f"{where_it_raised(source, failure, batch)}{before} No fit was run. One that comes to it ends with this "
        f"exception, after which {keras(run)} calls no on_epoch_end and no on_train_end.",
        how_to_mend(source, failure, batch) + leave_out(source, failure, batch),
        batch=batch,
        events=(failure.seq,),
    )


RULE = Rule(source_raised.RULE.name, find, calls=("check",))
VALIDATION_RULE = Rule(validation_raised.RULE.name, find_validation, calls=("check",))
