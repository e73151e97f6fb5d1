"""`batch-size-varies`: the first dimension changes. That ends nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.model import Source
from inspector.analysis.wording import count, the_source

SHOWN = 4
"""How many sizes are told one by one."""


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    source = run.train
    sized = [pull for pull in source.produced if pull.rows]  # no rows at all is a claim of its own: empty-batch
    sizes = Counter(pull.rows or 0 for pull in sized)
    if len(sizes) < 2:
        return
    usual = sized[0].rows
    first = next(pull for pull in sized if pull.rows != usual)
    lasts = _lasts(source)
    odd = {pull.batch for pull in sized if pull.rows != usual}
    common = sorted(sizes.most_common(SHOWN), reverse=True)
    listed = ", ".join(f"{size} rows in {count(times, 'batch', 'batches')}" for size, times in common)
    if len(sizes) > SHOWN:
        listed += f", and {count(len(sizes) - SHOWN, 'more size')}"
    if odd <= lasts:
        why = "It is the last batch of the data, with what was left over: common and harmless."
        fix = "Nothing to mend. To have all batches alike, drop the last one (`drop_remainder=True`)."
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
        f"{listed}. {why} It ends nothing: no step is skipped, and every callback fires.",
        fix,
        batch=first.batch,
        events=(first.seq,),
    )


def _lasts(source: Source) -> set[int]:
    """Which batch is the last one of the data, as far as that is known."""
    if source.kind == "generator":
        return {source.yielded[-1]} if source.exhausted_ns is not None and source.yielded else set()
    if source.length is not None:
        return {source.length - 1}
    return {max(one.delivered) for one in source.passes[:-1] if one.delivered}


def _listed(sizes: list[int]) -> str:
    """`32 and 16`; of many sizes, how many and between which."""
    if len(sizes) > SHOWN:
        return f"{len(sizes)} sizes from {sizes[-1]} to {sizes[0]}"
    return f"{', '.join(map(str, sizes[:-1]))} and {sizes[-1]}"


RULE = Rule("batch-size-varies", find)
