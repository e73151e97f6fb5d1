"""`data-exhausted` of a check: there are fewer batches than the fit that was asked for needs."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.checked import a_pass
from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.rules import data_exhausted
from inspector.analysis.run import Run
from inspector.analysis.wording import count, keras, the_source


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    source = run.train
    if source.kind == "generator":
        if source.exhausted_ns is not None:
            yield from _generator(run)
        return
    steps, there = run.requested.steps_per_epoch, a_pass(source)
    if steps is None or there is None or there >= steps:
        return
    name = the_source(source)
    yield _finding(
        run,
        f"The data is too short: {count(there, 'batch', 'batches')} a pass, {steps:,} needed for an epoch",
        f"A pass over the {name} has {count(there, 'batch', 'batches')}, fewer than steps_per_epoch={steps}. No fit "
        f"was run. {keras(run)} ends an epoch when a pass is over: it would end after {count(there, 'step')}.",
        "Leave steps_per_epoch out, so that an epoch is one pass; or repeat the data.",
        there,
    )


def _generator(run: Run) -> Iterator[Finding]:
    gave, needed = len(run.train.given), run.needed.get(run.train.role)
    epochs = len(run.requested.epoch_numbers)
    given = f"{count(gave, 'batch', 'batches')} given"
    if not gave:
        title = "The data is empty: the generator gave no batch at all"
        then = f"{keras(run)} refuses an empty generator before the first epoch."
    elif needed is not None and gave < needed:
        steps = needed // max(1, epochs)
        title = f"The data is too short: {given}, {needed} needed"
        then = (
            f"{count(epochs, 'epoch')} of {count(steps, 'step')} {'was' if epochs == 1 else 'were'} asked for: it has "
            f"no batch for step {gave % steps} of epoch {(run.requested.initial_epoch or 0) + gave // steps}."
        )
    elif needed is None and epochs > 1:
        title = f"The data is too short: {given}, for {epochs:,} epochs"
        then = "Without steps_per_epoch the first epoch takes all of it, and nothing new is left for the others."
    else:
        return
    yield _finding(
        run,
        title,
        f"The generator returned after {count(gave, 'batch', 'batches')}, and a generator cannot be started again. "
        f"No fit was run. {then}",
        f"Let the generator loop:\n\n{data_exhausted.LOOP}",
        gave,
    )


def _finding(run: Run, title: str, why: str, fix: str, there: int) -> Finding:
    seq = run.train.exhausted_seq
    return Finding(
        RULE.name,
        Severity.ERROR,
        title,
        why,
        fix,
        batch=run.train.last_given if there else None,
        events=() if seq is None else (seq,),
    )


RULE = Rule(data_exhausted.RULE.name, find, calls=("check",))
