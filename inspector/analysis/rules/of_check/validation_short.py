"""`validation-short` of a check: the validation data has fewer batches than `validation_steps`."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.checked import a_pass
from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.rules import validation_short
from inspector.analysis.wording import count, the_source


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    source, steps = run.validation, run.requested.validation_steps
    there = None if source is None else a_pass(source)
    if source is None or steps is None or there is None or there >= steps:
        return
    yield Finding(
        RULE.name,
        Severity.ERROR,
        f"The validation data is too short: {count(there, 'batch', 'batches')}, {steps:,} needed",
        f"validation_steps={steps} was asked for, and the {the_source(source)} ends after "
        f"{count(there, 'batch', 'batches')}. No fit was run.",
        f"Ask for what there is (`validation_steps={there}`, or leave it out), or give more.",
        batch=source.last_given,
        events=() if source.exhausted_seq is None else (source.exhausted_seq,),
    )


RULE = Rule(validation_short.RULE.name, find, calls=("check",))
