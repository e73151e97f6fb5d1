"""`length-mismatch`: the length of the data and `steps_per_epoch` disagree."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.wording import count, keras, the_source


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    length, steps = run.train.length, run.requested.steps_per_epoch
    if length is None or steps is None or not run.epochs or length == steps:
        return
    name = the_source(run.train)
    asked = steps * len(run.requested.epoch_numbers)
    if steps > length:
        left = f"{steps - length} of {count(steps, 'step')} have no batch, in every epoch"
    elif length % steps:
        left = f"{length % steps} of {count(length, 'batch', 'batches')} left for a short epoch"
    elif asked % length:
        left = f"{count(length - asked % length, 'batch', 'batches')} of the last pass never used"
    else:
        return  # whole epochs to a pass, and whole passes to the run
    yield Finding(
        RULE.name,
        Severity.WARNING,
        f"The {name} has {count(length, 'batch', 'batches')}, steps_per_epoch is {steps}: {left}",
        f"With steps_per_epoch, {keras(run)} carries one pass over the data on from epoch to epoch, and ends the epoch "
        "in which the pass is over, without taking the steps it lacks from the next one. So an epoch is not a pass "
        "over the data, and where the two do not divide, some epochs are short.",
        f"Leave steps_per_epoch out, so that an epoch is one pass of {length}; or repeat the data and keep it "
        f"(`dataset.repeat()`); or set a steps_per_epoch that divides {length}.",
        events=(run.epochs[0].seq,),
    )


RULE = Rule("length-mismatch", find, consequence_of=("data-exhausted",))
