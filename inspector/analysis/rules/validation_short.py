"""`validation-short`: a validation pass ran fewer steps than asked, or on replays."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.expected import expected_validation_steps
from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.model import Epoch, Validation
from inspector.analysis.rules._steps import same_batches
from inspector.analysis.run import Run
from inspector.analysis.wording import batches, count, epochs, is_legacy, keras, the_source


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    if run.validation is None:
        return
    expected = expected_validation_steps(run)
    ended = [epoch for epoch in run.epochs if epoch.validation and epoch.validation.ended_ns is not None]
    bad = [epoch for epoch in ended if is_short(epoch, expected) or is_replay(epoch, ended[0])]
    if not bad or bad[0].validation is None:
        return
    validation = bad[0].validation
    done, replayed = validation.steps.done, sorted(set(validation.replayed))
    of = "" if expected is None else f" of {expected:,}"
    on = f", on {batches(replayed)} again" if replayed else ""
    why, fix = _why(run)
    if run.call == "evaluate":
        yield _evaluated(run, validation, done, of)
        return
    where = epochs(epoch.number for epoch in bad)
    yield Finding(
        RULE.name,
        Severity.ERROR,
        f"Validation was short in {where}: {done:,}{of} step{'' if done == 1 else 's'}{on}",
        f"{why} on_test_end is called and val_loss is reported all the same.",
        fix,
        epoch=bad[0].number,
        step=done,
        events=(validation.seq,),
    )


def _evaluated(run: Run, validation: Validation, done: int, of: str) -> Finding:
    source = run.validation
    assert source is not None
    gave = f"The {the_source(source)} had {count(len(source.produced), 'batch', 'batches')} to give."
    return Finding(
        RULE.name,
        Severity.ERROR,
        f"evaluate was short: {done:,}{of} step{'' if done == 1 else 's'}",
        f"{gave} on_test_end is called and the loss is returned all the same.",
        "Leave steps out, or set it to what the data has.",
        step=done,
        events=(validation.seq,),
    )


def is_short(epoch: Epoch, expected: int | None) -> bool:
    """Whether the validation of an epoch had fewer steps than it was to have, or none."""
    done = epoch.validation.steps.done if epoch.validation else 0
    return done == 0 or (expected is not None and done < expected)


def is_replay(epoch: Epoch, first: Epoch) -> bool:
    """Whether the pass had nothing but batches of earlier passes, and not the same as the first pass had."""
    if epoch.validation is None or first.validation is None:
        return False
    steps = epoch.validation.steps
    return steps.replay_count == steps.done and not same_batches(steps, first.validation.steps)


def _why(run: Run) -> tuple[str, str]:
    source = run.validation
    assert source is not None
    name = the_source(source)
    if source.kind != "generator":
        gave = source.length or max((len(one.delivered) for one in source.passes), default=0)
        return (
            f"The validation {name} has {count(gave, 'batch', 'batches')} a pass, and {keras(run)} starts no second "
            "pass to fill validation_steps up.",
            "Leave validation_steps out, or set it to what the data has.",
        )
    if is_legacy(run):
        return (
            f"The validation generator gave {count(len(source.given), 'batch', 'batches')} in all, and a generator "
            f"is not started again for the next pass: {keras(run)} validates later epochs on what is left of it, and "
            "at last on nothing.",
            ANEW,
        )
    return (
        f"The validation generator gave {count(len(source.given), 'batch', 'batches')} in all, and a generator is "
        f"not started again for the next pass: {keras(run)} puts the "
        f"{count(len(source.peeked), 'batch', 'batches')} that it peeked at in front of every pass. So later epochs "
        "validate on those alone, and their val_loss compares with nothing.",
        ANEW,
    )


ANEW = (
    "Pass validation data that starts anew for each pass: arrays, a keras.utils.PyDataset or a tf.data.Dataset. A "
    "generator that loops (`while True:`) with validation_steps gives full passes, but each on other batches."
)


RULE = Rule("validation-short", find, consequence_of=("validation-raised",), calls=("fit", "evaluate"))
