"""`unused-batches`: produced and never trained on."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.model import Source
from inspector.analysis.model.data import first_of_each
from inspector.analysis.run import Run
from inspector.analysis.unused import Leftovers
from inspector.analysis.wording import batches, count, keras, the_source
from inspector.recording.events import Role


def find(evidence: Evidence) -> Iterator[Finding]:
    run, leftovers = evidence.run, Leftovers(evidence.run)
    for role, source in run.sources.items():
        if source.lost:
            yield _lost(run, source)
        if leftovers.are_settled(role):
            yield from _left_over(run, role, source, leftovers)


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


def _left_over(run: Run, role: Role, source: Source, leftovers: Leftovers) -> Iterator[Finding]:
    used = run.consumed(role)
    produced = source.produced
    batches_made = produced.column("batch")
    perhaps = leftovers.perhaps_in_any_pass(role)
    unused = produced.where(~used.has(batches_made) & ~np.isin(batches_made, perhaps))
    if not unused:
        return
    which, first = (found.tolist() for found in first_of_each(unused.column("batch")))
    peeked = sorted(set(source.peeked.column("batch").tolist()) & set(which))
    ahead = sorted(set(which) - set(peeked))
    name = ("validation " if role is Role.VALIDATION else "") + the_source(source)
    trained = "validated on" if role is Role.VALIDATION else "trained on"
    why = []
    if peeked:
        why.append(
            f"{batches(peeked).capitalize()} had been pulled before the first step, to learn the shapes, and no step "
            f"came to {'it' if len(peeked) == 1 else 'them'}."
        )
    if ahead:
        why.append(
            f"{batches(ahead).capitalize()} had been read ahead: {keras(run)} keeps asking for the next batches while "
            "a step runs, and throws away what it has when it is done."
        )
    were = "was" if len(which) == 1 else "were"
    yield Finding(
        RULE.name,
        Severity.INFO,
        f"{count(len(which), 'batch of', 'batches of')} the {name} {were} never {trained}: {batches(which)}",
        " ".join(why),
        f"Nothing to mend in this run. {_later(source, len(which) == 1)}".strip(),
        batch=min(which),
        events=tuple(unused[at].seq for at in first[:20]),
    )


def _later(source: Source, one: bool) -> str:
    """Whether what comes after this run can still have them: only a generator goes on behind them."""
    them = "it" if one else "them"
    match source.kind:
        case "generator":
            return f"A second fit on the same generator would not get {them}: make a new generator for each fit."
        case "py_dataset":
            return f"A {the_source(source)} is asked by index: what reads it again can ask for {them} again."
        case "tf_dataset":
            return f"Each fit makes an iterator of its own over a {the_source(source)}."
        case "arrays":
            return "Each fit cuts batches from the arrays anew: nothing is used up."
        case _:
            return ""


RULE = Rule("unused-batches", find, calls=("fit", "evaluate"))
