"""`length-mismatch`: the length of the data and `steps_per_epoch` disagree."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.run import Run
from inspector.analysis.wording import count, has, is_legacy, keras, the_source


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    length, steps = run.train.length, run.requested.steps_per_epoch
    if length is None or steps is None or not run.epochs or length == steps:
        return
    anew = is_legacy(run) and run.train.kind in ("py_dataset", "arrays")
    left = _left(length, steps, len(run.asked_epochs), anew)
    if left is None:
        return
    yield Finding(
        RULE.name,
        Severity.WARNING,
        f"The {the_source(run.train)} {has(run.train)} {count(length, 'batch', 'batches')}, steps_per_epoch is "
        f"{steps}: {left}",
        _why(run, anew),
        f"Leave steps_per_epoch out, so that an epoch is one pass of {length:,}; or repeat the data and keep it"
        f"{' (`dataset.repeat()`)' if run.train.kind == 'tf_dataset' else ''}; or set a steps_per_epoch that divides "
        f"{length:,}.",
        events=(run.epochs[0].seq,),
    )


def _left(length: int, steps: int, epochs: int, anew: bool) -> str | None:
    """What does not come out even; None: whole epochs to a pass, and whole passes to the run."""
    if steps > length:
        return f"{steps - length:,} of {count(steps, 'step')} have no batch, in every epoch"
    if anew:
        return f"{length - steps:,} of {count(length, 'batch', 'batches')} left out of every epoch"
    if length % steps:
        return f"{length % steps:,} of {count(length, 'batch', 'batches')} left for a short epoch"
    if steps * epochs % length:
        return f"{count(length - steps * epochs % length, 'batch', 'batches')} of the last pass never used"
    return None


def _why(run: Run, anew: bool) -> str:
    if anew:
        return (
            f"{keras(run)} starts a new pass for each epoch and leaves it after steps_per_epoch batches, so an "
            "epoch is no whole pass."
        )
    then = "and with it training" if is_legacy(run) else "without taking the steps it lacks from the next one"
    return (
        f"With steps_per_epoch, {keras(run)} carries one pass over the data on from epoch to epoch, and ends the epoch "
        f"in which the pass is over, {then}. So an epoch is not a pass over the data, and where the two do not divide, "
        "some epochs are short."
    )


RULE = Rule("length-mismatch", find, consequence_of=("data-exhausted",))
