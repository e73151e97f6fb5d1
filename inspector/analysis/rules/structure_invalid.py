"""`structure-invalid`: a batch is not `(x,)`, `(x, y)` or `(x, y, sample_weight)`, is None, or changes structure."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.model import Pull, Source
from inspector.analysis.model.data import first_of_each
from inspector.analysis.rules._death import where_fit_died
from inspector.analysis.wording import keras, the_source


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    if run.failure is None or run.failure is not run.fit_raised:
        return  # fit took it, or died of something else
    epoch, step = where_fit_died(run)
    for source in run.sources.values():
        bad = first_bad(source)
        if bad is None or bad[0].batch in run.consumed(source.role):
            continue
        pull, problem = bad
        yield Finding(
            RULE.name,
            Severity.ERROR,
            f"Batch {pull.batch} {problem}",
            f"The {the_source(source)} gave {structure_of(pull)} as batch {pull.batch}. {keras(run)} takes a batch as "
            "a tuple: (x,), (x, y) or (x, y, sample_weight), the same one every time. It refused this one, and fit "
            f"ended with {run.fit_raised.type if run.fit_raised else 'an exception'}.",
            as_a_tuple(source),
            epoch=epoch,
            step=None if step is None else step.index,
            batch=pull.batch,
            events=(pull.seq, run.failure.seq),
        )


def first_bad(source: Source) -> tuple[Pull, str] | None:
    """The first batch that is no tuple as Keras takes it, or not the same one as before it; and what it is instead."""
    first: str | None = None
    produced = source.produced
    for at in first_of_each(produced.column("signature"))[1].tolist():
        pull = produced[at]
        structure = structure_of(pull)
        problem = _problem(structure, source.kind)
        if problem is not None:
            return pull, problem
        if first is not None and structure != first:
            return pull, f"is {structure}, after {first}"
        first = structure
    return None


def as_a_tuple(source: Source) -> str:
    """How data of this kind gives batches as Keras takes them."""
    gives = "yield" if source.kind == "generator" else "return"
    return (
        f"{gives.capitalize()} a tuple of arrays each time, for instance:\n\n    {gives} x, y\n\n"
        f"Several inputs go into the first place together: `{gives} (a, b), y` or `{gives} {{'a': a, 'b': b}}, y`."
    )


def structure_of(pull: Pull) -> str:
    """The nesting of a batch, in one line."""
    return "(x, y)" if pull.signature is None else str(pull.signature["structure"])


def _problem(structure: str, kind: str) -> str | None:
    if structure == "None":
        return "is None"
    if structure.startswith("("):
        parts = _parts(structure)
        return None if 1 <= parts <= 3 else f"is a tuple of {parts}"
    if kind == "py_dataset" and structure in ("list of 1", "list of 2", "list of 3"):
        return None
    if kind != "generator" and (structure.startswith(("{", "ndarray", "list")) or kind != "py_dataset"):
        return None
    return f"is no tuple: {structure}"


def _parts(structure: str) -> int:
    """How many places the outermost tuple has."""
    inside = structure[1:-1].strip().rstrip(",")
    depth, commas = 0, 0
    for sign in inside:
        depth += (sign in "([{") - (sign in ")]}")
        commas += sign == "," and depth == 0
    return commas + 1 if inside else 0


RULE = Rule("structure-invalid", find)
