"""`steps-uneven`: epochs of one run have different numbers of steps although nothing raised and nothing stopped it."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.grid import excused
from inspector.analysis.wording import epochs


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    whole = [
        row
        for row in evidence.grid
        if row.epoch is not None and row.epoch.ended_ns is not None and not excused(run, row.number)
    ]
    other = next((row for row in whole if row.done != whole[0].done), None)
    if other is None or other.epoch is None:
        return
    by_count: dict[int, list[int]] = {}
    for row in whole:
        by_count.setdefault(row.done, []).append(row.number)
    listed = ", ".join(f"{done:,} in {epochs(numbers)}" for done, numbers in by_count.items())
    yield Finding(
        RULE.name,
        Severity.WARNING,
        f"Epochs have different numbers of steps: {listed}",
        "Each of these epochs ended with on_epoch_end, without an exception and without being stopped. Means over an "
        "epoch (loss, metrics), schedules that count steps, and callbacks that compare epochs weigh them as alike.",
        "Give every epoch the same data: a source that can start again and no steps_per_epoch, or one that never ends "
        "and a steps_per_epoch.",
        epoch=other.number,
        events=(other.epoch.seq,),
    )


RULE = Rule(
    "steps-uneven", find, consequence_of=("data-exhausted", "replayed-batches", "empty-epoch", "length-mismatch")
)
