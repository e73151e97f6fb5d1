"""`retraced`: the train step was compiled again."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.wording import array, count
from inspector.recording.events import Payload


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    again = run.retraces
    if not again:
        return
    first = again[0]
    at = (
        ""
        if first.step is None
        else f" at step {first.step}" + ("" if first.epoch is None else f" of epoch {first.epoch}")
    )
    change = _changed(first.before, first.after)
    for_what = "for the shapes that it had" if change is None else f"from {change[0]} to {change[1]}"
    fix = (
        "Look for what makes the train step anew while fit runs: a callback that calls `model.compile` or "
        "`make_train_function`."
        if change is None
        else "Keep shapes and dtypes alike: whole batches only (of tf.data: `drop_remainder=True`), padding to a few "
        "fixed sizes, or a dataset whose element_spec leaves the varying dimension None."
    )
    yield Finding(
        RULE.name,
        Severity.WARNING,
        f"The train step was compiled again{at}, {for_what}",
        f"It was compiled {count(len(again) + 1, 'time')} in all. TensorFlow compiles a step for the shapes and "
        "dtypes that it gets; for new ones it does so anew, which takes far longer than a step.",
        fix,
        epoch=first.epoch,
        step=first.step,
        events=tuple(one.seq for one in again[:20]),
    )


def _changed(before: tuple[Payload, ...], after: tuple[Payload, ...]) -> tuple[str, str] | None:
    """The first input that is not as it was; None where all are, or where they are unknown."""
    for one, other in zip(before, after, strict=False):
        if one != other:
            return array(one), array(other)
    return None


RULE = Rule("retraced", find)
