"""`validation-short`: a validation pass ran fewer steps than asked, or on replays."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.grid import expected_validation_steps
from inspector.analysis.model import Validation
from inspector.analysis.wording import count, spans, the_source


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    source = run.validation
    expected = expected_validation_steps(run)
    if source is None:
        return
    bad: list[tuple[int, Validation, int, list[int]]] = []
    for epoch in run.epochs:
        validation = epoch.validation
        if validation is None or validation.ended_ns is None:
            continue
        done = sum(len(step.batches) for step in validation.steps)
        replayed = [batch for step in validation.steps for batch in step.replayed]
        alone = bool(replayed) and source.exhausted_ns is not None
        if alone or (expected is not None and done < expected):
            bad.append((epoch.number, validation, done, replayed))
    if not bad:
        return
    number, validation, done, replayed = bad[0]
    of = "" if expected is None else f" of {expected}"
    on = f", on batches {spans(replayed)} again" if replayed else ""
    gave = len(source.produced)
    yield Finding(
        RULE.name,
        Severity.ERROR,
        f"Validation was short in epoch {spans(one[0] for one in bad)}: {count(done, 'step')}{of}{on}",
        f"The validation {the_source(source)} gave {count(gave, 'batch', 'batches')} in all. A generator is not "
        "started again for the next epoch: Keras puts the 2 batches it peeked at in front of every pass, so later "
        "epochs validate on those alone, and val_loss is comparable with nothing.",
        "Let the validation generator loop (`while True:`) and keep validation_steps, or pass a PyDataset or a "
        "tf.data.Dataset, which start anew for each pass.",
        epoch=number,
        step=done,
        events=(validation.seq,),
    )


RULE = Rule("validation-short", find, consequence_of=("validation-raised",))
