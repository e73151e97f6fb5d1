"""`data-exhausted`: the source ended before the requested steps."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.grid import excused, expected_steps
from inspector.analysis.model import Source
from inspector.analysis.wording import count, the_source


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    source = run.train
    steps = run.requested.steps_per_epoch
    short = next((row for row in evidence.grid if row.epoch and _ran_dry(source, row.number, evidence)), None)
    if short is None or steps is None or short.epoch is None:
        return
    gave = _gave(source)
    epochs = run.requested.epoch_numbers
    needed = steps * len(epochs)
    name = the_source(source)
    unfinished = next((step for step in short.epoch.steps if step.ended_ns is None), None)
    if source.kind == "generator":
        why = (
            f"The generator returned after batch {gave - 1}. A generator cannot be started again, so from there on "
            "Keras has nothing but the batches it had peeked at before training."
        )
        fix = (
            f"Let the generator loop (`while True:` around its body), or ask for what it has: "
            f"`steps_per_epoch={max(1, gave // len(epochs))}`."
        )
    else:
        why = (
            f"The {name} has {count(gave, 'batch', 'batches')} a pass, fewer than steps_per_epoch={steps}. Keras ends "
            "the epoch when a pass is over and does not start another one to fill it up."
        )
        fix = f"Leave steps_per_epoch out, set `steps_per_epoch={gave}`, or repeat the data (`dataset.repeat()`)."
    yield Finding(
        RULE.name,
        Severity.ERROR,
        f"The data ran out: {count(gave, 'batch', 'batches')} given, {needed} needed",
        f"{count(len(epochs), 'epoch')} of {count(steps, 'step')} "
        f"{'needs' if needed == 1 else 'need'} {count(needed, 'batch', 'batches')}. {why} Keras only warns "
        "“Your input ran out of data” and calls on_epoch_end for the short epoch as if it were whole.",
        fix,
        epoch=short.number,
        step=short.done,
        batch=None if gave == 0 else gave - 1,
        events=tuple(
            seq for seq in (source.exhausted_seq, None if unfinished is None else unfinished.seq) if seq is not None
        ),
    )


def _ran_dry(source: Source, number: int, evidence: Evidence) -> bool:
    """Whether this epoch ended short because there was no more data, and not for any other reason."""
    run = evidence.run
    row = next(row for row in evidence.grid if row.number == number)
    expected = expected_steps(run)
    if row.epoch is None or row.epoch.ended_ns is None or expected is None or row.done >= expected:
        return False
    if excused(run, number):
        return False
    return source.exhausted_ns is not None or source.kind != "generator"


def _gave(source: Source) -> int:
    if source.length is not None:
        return source.length
    if source.kind == "generator":
        return len(source.produced)
    return max((len(one.delivered) for one in source.passes), default=0)


RULE = Rule("data-exhausted", find, consequence_of=("source-raised",))
