"""`structure-invalid` of a check: a batch is no tuple as Keras takes it, or not the same one as before it."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.rules import structure_invalid
from inspector.analysis.rules.structure_invalid import as_a_tuple, first_bad, structure_of
from inspector.analysis.wording import keras, the_source


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    for source in run.sources.values():
        bad = first_bad(source)
        if bad is None:
            continue
        pull, problem = bad
        # A lone array or a list is taken by some releases: only a fit can tell.
        maybe = problem.startswith("is no tuple")
        would = "may refuse this one: run fit to see" if maybe else "would refuse this one"
        yield Finding(
            RULE.name,
            Severity.WARNING if maybe else Severity.ERROR,
            f"Batch {pull.batch} {problem}",
            f"The {the_source(source)} gave {structure_of(pull)} as batch {pull.batch}. {keras(run)} takes a batch as "
            "a tuple: (x,), (x, y) or (x, y, sample_weight), the same one every time. No fit was run; from that, it "
            f"{would}.",
            as_a_tuple(source),
            batch=pull.batch,
            events=(pull.seq,),
        )


RULE = Rule(structure_invalid.RULE.name, find, calls=("check",))
