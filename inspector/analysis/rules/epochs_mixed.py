"""`epochs-mixed`: an epoch trained on batches made before and after the dataset's own `on_epoch_end`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.model import Epoch, Pull
from inspector.analysis.wording import batches, keras
from inspector.recording.events import Role


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    source = run.train
    if source.kind != "py_dataset" or "on_epoch_end" not in source.own_hooks:
        return
    calls = [c.t_ns for c in run.dataset_calls if c.role is Role.TRAIN and c.hook == "on_epoch_end"]
    made = {(pull.for_pass, pull.batch): pull for pull in source.produced}
    mixed = [(epoch, ages) for epoch in run.epochs if len(ages := _ages(epoch, made, calls)) > 1]
    if not mixed:
        return
    epoch, ages = mixed[0]
    old, new = min(ages), max(ages)
    also = f", as did {len(mixed) - 1} more" if len(mixed) > 1 else ""
    yield Finding(
        RULE.name,
        Severity.WARNING,
        f"Epoch {epoch.number} mixes batches from before and after the dataset's on_epoch_end{also}",
        f"{batches(ages[old]).capitalize()} had been made before the call of on_epoch_end that came ahead of the "
        f"others ({batches(ages[new])}). With steps_per_epoch below the length of the data, {keras(run)} carries one "
        "pass on from epoch to epoch and reads ahead in it, so a shuffle in on_epoch_end takes hold in the midst of a "
        "pass: some samples come twice and others never.",
        "Leave steps_per_epoch out, so that an epoch is one pass, or do not reorder the dataset in on_epoch_end.",
        epoch=epoch.number,
        batch=ages[new][0],
        events=(epoch.seq,),
    )


def _ages(epoch: Epoch, made: dict[tuple[int | None, int], Pull], calls: list[int]) -> dict[int, list[int]]:
    """The epoch's batches by how many calls of on_epoch_end had come when each was made; unknown ones left out."""
    ages: dict[int, list[int]] = {}
    for step in epoch.steps:
        for batch in step.batches:
            pull = None if batch is None else made.get((step.in_pass, batch))
            if pull is None or pull.ended_ns is None:
                continue
            age = bisect_right(calls, pull.began_ns)
            if age == bisect_right(calls, pull.ended_ns):
                ages.setdefault(age, []).append(pull.batch)
    return ages


RULE = Rule("epochs-mixed", find)
