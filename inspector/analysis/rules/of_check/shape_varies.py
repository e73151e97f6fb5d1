"""`shape-varies` of a check: a dimension other than the first, or the rank, changes."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.peek import PEEKED, dims, first_that_breaks, taken_from
from inspector.analysis.rules import shape_varies
from inspector.analysis.rules._arrays import first_that_differs
from inspector.analysis.wording import array, count, keras, shape


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    source = run.train
    differs = first_that_differs(source, dims)
    if differs is None:
        return
    pull, one, before = differs
    peek = 0 if source.kind not in PEEKED else 1 if source.engine == "tf_keras" else 2
    taken = taken_from(source.produced[:peek], source.engine)
    broken = first_that_breaks(source, taken)
    why = "fit takes that only where the model's input leaves this dimension open."
    if broken is not None:
        pull, one = broken
        why = (
            f"{keras(run)} looks at the first {count(peek, 'batch', 'batches')} before training, and would take "
            f"{one['name']} as {shape((None, *taken[one['name']]))} from them (None: any size). What differs from that "
            "it refuses: fit would end when it comes to this batch."
        )
    yield Finding(
        RULE.name,
        Severity.WARNING if broken is None else Severity.ERROR,
        f"{one['name']} has another shape in batch {pull.batch}: {shape(one['shape'])}, before it "
        f"{shape(before['shape'])}",
        f"Batch {pull.batch} has {array(one)}. No fit was run. {why}",
        "Only the first dimension, the batch's size, may vary freely. Pad, crop or resize so that the others stay "
        "alike; where they are meant to vary, let the first two batches already differ there, and the model's input "
        "have None in that place.",
        batch=pull.batch,
        events=(pull.seq,),
    )


RULE = Rule(shape_varies.RULE.name, find, calls=("check",))
