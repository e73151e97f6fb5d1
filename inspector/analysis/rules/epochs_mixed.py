"""`epochs-mixed`: an epoch trained on batches made before and after the dataset's own `on_epoch_end`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.model import Epoch, Pull, Source
from inspector.analysis.wording import batches, keras
from inspector.recording.events import Role


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    source = run.train
    if source.kind != "py_dataset" or "on_epoch_end" not in source.own_hooks:
        return
    made = _Makings(source, [c.t_ns for c in run.dataset_calls if c.role is Role.TRAIN and c.hook == "on_epoch_end"])
    mixed = [(epoch, ages) for epoch in run.epochs if len(ages := made.ages(epoch)) > 1]
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


class _Makings:
    """When the batch of each update was made, as far as that is certain."""

    def __init__(self, source: Source, calls: list[int]) -> None:
        self._passes, self._calls = source.passes, calls
        self._pulls: dict[int, list[Pull]] = {}
        self._taken: dict[int, int] = {}
        for pull in source.produced[len(source.peeked) :]:
            self._pulls.setdefault(pull.batch, []).append(pull)

    def ages(self, epoch: Epoch) -> dict[int, list[int]]:
        """The epoch's batches by how many calls of on_epoch_end had come when each was made. Ask epoch by epoch."""
        ages: dict[int, list[int]] = {}
        for step in epoch.steps:
            if step.in_pass is None:
                continue
            delivered = self._passes[step.in_pass].delivered_ns
            for position, batch in enumerate(step.batches, step.position):
                age = None if batch is None else self._age(batch, delivered[position])
                if age is not None and batch is not None:
                    ages.setdefault(age, []).append(batch)
        return ages

    def _age(self, batch: int, delivered_ns: int) -> int | None:
        """None where more than one call could have made it, or where on_epoch_end came while it was being made."""
        pulls, first = self._pulls.get(batch, []), self._taken.get(batch, 0)
        stop = first
        while stop < len(pulls) and (pulls[stop].ended_ns or 0) <= delivered_ns:
            stop += 1
        self._taken[batch] = stop
        if stop - first != 1:
            return None
        pull = pulls[first]
        age = bisect_right(self._calls, pull.began_ns)
        return age if age == bisect_right(self._calls, pull.ended_ns or pull.began_ns) else None


RULE = Rule("epochs-mixed", find)
