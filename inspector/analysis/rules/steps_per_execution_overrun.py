"""`steps-per-execution-overrun`: more updates ran than `steps_per_epoch`, or a group was cut."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.grid import EpochRow
from inspector.analysis.model import Step
from inspector.analysis.run import Run
from inspector.analysis.wording import count, epochs, keras


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    group = run.requested.group
    if group == 1:
        return
    over = [row for row in evidence.grid if row.expected is not None and row.done > row.expected]
    cut = [(row, step) for row in evidence.grid for step in _cut(run, row)]
    if over:
        row = over[0]
        asked = row.expected or 0
        where = epochs(row.number for row in over)
        title = f"{row.done:,} updates an epoch, {asked:,} asked for, in {where}"
        why = f"The last group is not cut: {-(-asked // group):,} groups of {group:,} make {row.done:,} updates."
        epoch, step = row.epoch, None
    elif cut:
        row, step = cut[0]
        where = epochs(row.number for row, _ in cut)
        title = f"A group of {group:,} steps was cut to {len(step.batches):,}, in {where}"
        why = (
            f"The data ended inside the group that began with step {step.index}: {count(len(step.batches), 'update')} "
            f"ran, and on_train_batch_end was given {step.last}, as if all {group:,} had."
        )
        epoch = row.epoch
    else:
        return
    yield Finding(
        RULE.name,
        Severity.WARNING,
        title,
        f"{keras(run)} runs steps_per_execution={group} steps as one group, with one on_train_batch_begin and one "
        f"on_train_batch_end. {why} The optimizer's count and every schedule that counts steps follow the updates.",
        f"Let the group divide the epoch: a steps_per_epoch (or length of the data) that is a multiple of {group:,}, "
        "or another steps_per_execution.",
        epoch=row.number,
        step=None if step is None else step.index,
        events=() if epoch is None else (epoch.seq if step is None else step.seq,),
    )


def _cut(run: Run, row: EpochRow) -> list[Step]:
    """The groups of which fewer updates ran than their hooks claim: tf-keras asks for no more than there are to be."""
    if row.epoch is None:
        return []
    # A group whose batches are unknown counts as whole: Run gives it as many as its hooks claim.
    return [step for step in row.epoch.steps if step.ended_ns is not None and len(step.batches) < _claimed(run, step)]


def _claimed(run: Run, step: Step) -> int:
    if run.ends_on_last and step.last is not None:
        return step.last - step.index + 1
    return run.requested.group


RULE = Rule("steps-per-execution-overrun", find, consequence_of=("data-exhausted",))
