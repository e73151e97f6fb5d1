"""`dtype-varies`: a dtype changes from one batch to another."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.rules._arrays import first_that_differs
from inspector.analysis.wording import keras, the_source


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    differs = first_that_differs(run.train, lambda one: one["dtype"])
    if differs is None:
        return
    pull, one, before = differs
    yield Finding(
        RULE.name,
        Severity.WARNING,
        f"{one['name']} is {one['dtype']} in batch {pull.batch}, before it {before['dtype']}",
        f"{keras(run)} takes the dtype from the first batches and casts every later one to it without a word: a "
        f"{one['dtype']} batch arrives as {before['dtype']}, with whatever that rounds or cuts off.",
        f"Give every batch of the {the_source(run.train)} the same dtype, for instance "
        f"`{one['name']}.astype('{before['dtype']}')`.",
        batch=pull.batch,
        events=(pull.seq,),
    )


RULE = Rule("dtype-varies", find, calls=("fit", "check"))
