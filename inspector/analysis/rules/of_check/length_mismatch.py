"""`length-mismatch` of a check: arrays of different lengths, or a pass that does not come out even."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.checked import a_pass
from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.model import Source
from inspector.analysis.rules import length_mismatch
from inspector.analysis.wording import count, has, keras, the_source


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    for source in run.sources.values():
        if len(set(source.rows.values())) > 1:
            yield _arrays(source, keras(run))
    source, steps = run.train, run.requested.steps_per_epoch
    there = None if source.kind == "generator" else a_pass(source)
    if steps is None or there is None or there < steps or there % steps == 0:
        return  # shorter than an epoch is a claim of its own: data-exhausted
    yield Finding(
        RULE.name,
        Severity.WARNING,
        f"The {the_source(source)} {has(source)} {count(there, 'batch', 'batches')}, steps_per_epoch is {steps}: "
        "epochs and passes do not come out even",
        f"No fit was run. An epoch of {count(steps, 'step')} is no whole pass over {there:,}, and {there:,} is no "
        "whole number of such epochs: batches are left out, or an epoch comes out short, by how this Keras reads the "
        "data.",
        f"Leave steps_per_epoch out, so that an epoch is one pass of {there:,}; or repeat the data; or set a "
        f"steps_per_epoch that divides {there:,}.",
    )


def _arrays(source: Source, engine: str) -> Finding:
    listed = ", ".join(f"{name} has {count(rows, 'row')}" for name, rows in source.rows.items())
    return Finding(
        RULE.name,
        Severity.ERROR,
        f"The {'validation ' if source.role else ''}arrays differ in length: {listed}",
        f"Arrays are cut into batches side by side, and {engine} refuses them where they do not have as many rows "
        "each. No fit was run, and no batch was looked at.",
        "Find where the rows went: the arrays were filtered, split or loaded apart from each other.",
    )


RULE = Rule(length_mismatch.RULE.name, find, consequence_of=("data-exhausted",), calls=("check",))
