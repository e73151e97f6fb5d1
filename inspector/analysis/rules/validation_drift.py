"""`validation-drift`: validation passes of one run saw different batches."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.model import Steps
from inspector.analysis.rules._steps import same_batches
from inspector.analysis.wording import is_legacy, keras, spans, the_source
from inspector.recording.events import NONE


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    source = run.validation
    if source is None:
        return
    passes: list[tuple[int, int, Steps]] = []
    for epoch in run.epochs:
        validation = epoch.validation
        if validation is None or validation.ended_ns is None:
            continue
        if (validation.steps.batch_numbers == NONE).any():
            return  # which they were was not seen
        passes.append((epoch.number, validation.seq, validation.steps))
    other = next((one for one in passes if not same_batches(one[2], passes[0][2])), None)
    if other is None:
        return
    first = passes[0]
    if source.kind == "generator" and is_legacy(run):
        why = (
            f"A generator is not started again for the next pass: {keras(run)} goes on where the pass before, and its "
            "reading ahead, left off."
        )
    elif source.kind == "generator":
        why = (
            f"A generator is not started again for the next pass: {keras(run)} puts the {len(source.peeked):,} batches "
            "of its peek in front, and goes on where the pass before, and its reading ahead, left off."
        )
    else:
        why = f"The {the_source(source)} gave other batches in one pass than in another."
    yield Finding(
        RULE.name,
        Severity.WARNING,
        f"Validation saw different batches: {spans(first[2].batch_numbers.tolist())} in epoch {first[0]}, "
        f"{spans(other[2].batch_numbers.tolist()) or 'none'} in epoch {other[0]}",
        f"{why} So val_loss and val metrics of two epochs are measured on different data, and a callback that compares "
        "them (EarlyStopping, ModelCheckpoint, ReduceLROnPlateau) compares unlike with unlike.",
        "Pass validation data that starts anew for each pass: arrays, a keras.utils.PyDataset or a tf.data.Dataset, "
        "for instance `tf.data.Dataset.from_generator(batches, output_signature=...).take(steps)`.",
        epoch=other[0],
        events=(first[1], other[1]),
    )


RULE = Rule("validation-drift", find, consequence_of=("validation-short",))
