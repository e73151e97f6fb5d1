"""`retraced`: the train step was compiled again."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.wording import array, count
from inspector.recording.events import Payload


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    # Compiling once, at the first step, is what every run does.
    again = [one for one in run.retraces if one.before and one.before != one.after]
    if not again:
        return
    first = again[0]
    at = (
        ""
        if first.step is None
        else f" at step {first.step}" + ("" if first.epoch is None else f" of epoch {first.epoch}")
    )
    before, after = _changed(first.before, first.after)
    yield Finding(
        RULE.name,
        Severity.WARNING,
        f"The train step was compiled again{at}: from {before} to {after}",
        f"It was compiled {count(len(again), 'time')} more than once. TensorFlow compiles a step for the shapes and "
        "dtypes that it gets; for new ones it does so anew, which takes far longer than a step.",
        "Keep shapes and dtypes alike: `drop_remainder=True` when batching, padding to a few fixed sizes, or a dataset "
        "whose element_spec leaves the varying dimension None.",
        epoch=first.epoch,
        step=first.step,
        events=tuple(one.seq for one in again[:20]),
    )


def _changed(before: tuple[Payload, ...], after: tuple[Payload, ...]) -> tuple[str, str]:
    """The first input that is not as it was."""
    for one, other in zip(before, after, strict=False):
        if one != other:
            return array(one), array(other)
    return count(len(before), "input"), count(len(after), "input")


RULE = Rule("retraced", find)
