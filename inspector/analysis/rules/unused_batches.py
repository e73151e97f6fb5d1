"""`unused-batches`: produced and never trained on."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.model import Pull, Source
from inspector.analysis.run import Run
from inspector.analysis.wording import batches, count, keras, the_source
from inspector.recording.events import Role


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    for role, source in run.sources.items():
        if source.lost:
            yield _lost(run, source)
        if run.over and _lineage_known(run, role):
            yield from _left_over(run, role, source)


def _lost(run: Run, source: Source) -> Finding:
    return Finding(
        RULE.name,
        Severity.WARNING,
        f"{count(len(source.lost), 'batch was', 'batches were')} lost between two fits: {batches(source.lost)}",
        f"An earlier fit on the same generator had read ahead. {keras(run)} threw away what it had read and not used, "
        "and this fit went on behind it.",
        "Make a new generator for each fit, or pass data that can start again.",
        batch=source.lost[0],
    )


def _left_over(run: Run, role: Role, source: Source) -> Iterator[Finding]:
    used = run.consumed(role)
    first: dict[int, Pull] = {}
    for pull in source.produced:
        if pull.batch not in used:
            first.setdefault(pull.batch, pull)
    if not first:
        return
    peeked = sorted({pull.batch for pull in source.peeked} & set(first))
    ahead = sorted(set(first) - set(peeked))
    name = ("validation " if role is Role.VALIDATION else "") + the_source(source)
    trained = "validated on" if role is Role.VALIDATION else "trained on"
    why = []
    if peeked:
        why.append(
            f"{batches(peeked).capitalize()} had been pulled before the first step, to learn the shapes, and no step "
            "came to them."
        )
    if ahead:
        why.append(
            f"{batches(ahead).capitalize()} had been read ahead: {keras(run)} keeps asking for the next batches while "
            "a step runs, and throws away what it has when it is done."
        )
    were = "was" if len(first) == 1 else "were"
    yield Finding(
        RULE.name,
        Severity.INFO,
        f"{count(len(first), 'batch of', 'batches of')} the {name} {were} never {trained}: {batches(first)}",
        " ".join(why),
        "Nothing to mend in this run. A second fit on the same generator would not get them: make a new generator for "
        "each fit.",
        batch=min(first),
        events=tuple(pull.seq for pull in list(first.values())[:20]),
    )


def _lineage_known(run: Run, role: Role) -> bool:
    for epoch in run.epochs:
        steps = epoch.steps if role is Role.TRAIN else [] if epoch.validation is None else epoch.validation.steps
        if any(batch is None for step in steps for batch in step.batches):
            return False
    return True


RULE = Rule("unused-batches", find, calls=("fit", "evaluate"))
