"""`batch-size-varies`: the first dimension changes. That ends nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.model import Source
from inspector.analysis.model.data import first_of_each
from inspector.analysis.wording import count, the_source

SHOWN = 4
"""How many sizes are told one by one."""


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    source = run.train
    produced = source.produced
    rows = produced.rows()
    sized, rows = produced.where(rows > 0), rows[rows > 0]  # no rows at all is a claim of its own: empty-batch
    found = first_of_each(rows)[0].tolist()
    if len(found) < 2:
        return
    sizes = Counter({size: int(np.count_nonzero(rows == size)) for size in found})
    unusual = sized.where(rows != rows[0])
    first = unusual[0]
    lasts = _lasts(source)
    odd = set(unusual.column("batch").tolist())
    common = sorted(sizes.most_common(SHOWN), reverse=True)
    listed = ", ".join(f"{size:,} rows in {count(times, 'batch', 'batches')}" for size, times in common)
    if len(sizes) > SHOWN:
        listed += f", and {count(len(sizes) - SHOWN, 'more size')}"
    if odd <= lasts:
        why = "It is the last batch of the data, with what was left over: common and harmless."
        fix = f"Nothing to mend. To have all batches alike, {_without_the_last(source)}."
    else:
        why = "A batch size that varies is allowed: Keras leaves the first dimension open."
        fix = (
            "Nothing to mend. If it should not vary, look at how the "
            f"{the_source(source)} cuts its batches; a loss that is averaged over batches weighs small ones more."
        )
    yield Finding(
        RULE.name,
        Severity.INFO,
        f"The batch size varies: {_listed(sorted(sizes, reverse=True))}",
        f"{listed}. {why} It ends {'no fit' if run.call == 'check' else 'nothing'}: no step is "
        "skipped, and every callback fires.",
        fix,
        batch=first.batch,
        events=(first.seq,),
    )


def _without_the_last(source: Source) -> str:
    """What to do in data of this kind so that what is left over makes no batch."""
    if source.kind == "tf_dataset":
        return "drop the last one: `drop_remainder=True` where the dataset is batched"
    if source.kind == "py_dataset":
        return "leave the last one out: let `__len__` count whole batches only, `rows // batch_size`"
    if source.kind == "generator":
        return "leave the last one out: let the generator yield whole batches only"
    if source.kind == "arrays":
        return "give fit as many rows as make whole batches, a multiple of `batch_size`"
    return "leave the last one out"


def _lasts(source: Source) -> set[int | None]:
    """Which batch is the last one of the data, as far as that is known."""
    if source.kind == "generator" or source.exhausted_ns is not None:
        return {source.last_given} - {None} if source.exhausted_ns is not None else set()
    if source.length is not None:
        return {source.length - 1}
    return {int(one.delivered[:].max()) for one in source.passes[:-1] if len(one.delivered)}


def _listed(sizes: list[int]) -> str:
    """`32 and 16`; of many sizes, how many and between which."""
    if len(sizes) > SHOWN:
        return f"{len(sizes):,} sizes from {sizes[-1]:,} to {sizes[0]:,}"
    return f"{', '.join(f'{size:,}' for size in sizes[:-1])} and {sizes[-1]:,}"


RULE = Rule("batch-size-varies", find, calls=("fit", "check"))
