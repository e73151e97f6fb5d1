"""`data-exhausted`: the source ended before the requested steps."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.grid import EpochRow, excused
from inspector.analysis.model import Source
from inspector.analysis.run import Run
from inspector.analysis.wording import count, is_legacy, keras, the_source


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    source, steps = run.train, run.requested.steps_per_epoch
    if run.over and source.exhausted_ns is not None and not len(source.given) and not run.epochs:
        yield _nothing(run)
        return
    short = next((row for row in evidence.grid if _ran_dry(run, row)), None)
    if short is None or steps is None or short.epoch is None:
        return
    gave = _gave(source)
    asked = len(run.asked_epochs)
    needed = f"{steps * asked:,} needed"
    open_step = short.epoch.steps.open
    if source.kind == "generator":
        title = f"The data ran out: {count(gave, 'batch', 'batches')} given, {needed}"
        why, fix = _generator(run, gave, short.number, asked)
    else:
        given = f"{count(gave, 'batch', 'batches')} a pass"
        title = f"The data ran out in epoch {short.number}: {given}, {needed}"
        why, fix = _passes(run, gave, steps, short)
    yield Finding(
        RULE.name,
        Severity.ERROR,
        title,
        f"{count(asked, 'epoch')} of {count(steps, 'step')} {'was' if asked == 1 else 'were'} asked for. {why} "
        "Keras only warns “Your input ran out of data”, and calls on_epoch_end for the short epoch as if it were "
        "whole.",
        fix,
        epoch=short.number,
        step=short.done,
        batch=_last(source, gave),
        events=tuple(seq for seq in (source.exhausted_seq, open_step.seq if open_step else None) if seq is not None),
    )


def _ran_dry(run: Run, row: EpochRow) -> bool:
    """Whether this epoch ended short because there was no more data, and not for any other reason."""
    if row.epoch is None or row.epoch.ended_ns is None or row.expected is None or row.done >= row.expected:
        return False
    if excused(run, row.number):
        return False
    return run.train.exhausted_ns is not None or run.train.kind != "generator"


def _last(source: Source, gave: int) -> int | None:
    """The last batch that there was; a generator that an earlier fit had begun does not count from 0."""
    if source.kind == "generator":
        return source.last_given
    return gave - 1 if gave else None


def _gave(source: Source) -> int:
    if source.kind == "generator":
        return len(source.given)
    if source.length is not None:
        return source.length
    return max((len(one.delivered) for one in source.passes), default=0)


def _generator(run: Run, gave: int, short: int, epochs: int) -> tuple[str, str]:
    last = run.train.last_given
    after = "before its first yield" if last is None else f"after batch {last}"
    why = f"The generator returned {after}, and a generator cannot be started again."
    if short != run.asked_epochs[-1]:
        why += f" {_then(run)}"
    loop = f"Let the generator loop:\n\n{LOOP}"
    if gave // epochs >= 1:
        loop += f"\n\nOr ask for what it has: `steps_per_epoch={gave // epochs}`" + (
            "." if epochs == 1 else f" with epochs={epochs}."
        )
    return why, loop


def _then(run: Run) -> str:
    """What this Keras does with the epochs that are still to come, as far as it was seen."""
    if is_legacy(run):
        return f"{keras(run)} ends training there: later epochs never begin."
    on = "goes on with the next epoch all the same, with nothing"
    if any(epoch.replayed for epoch in run.epochs):
        on += f" but the {count(len(run.train.peeked), 'batch', 'batches')} that it had peeked at before training"
    return f"{keras(run)} {on}."


def _passes(run: Run, gave: int, steps: int, short: EpochRow) -> tuple[str, str]:
    name = the_source(run.train)
    if gave < steps:
        why = f"A pass over the {name} has {count(gave, 'batch', 'batches')}, fewer than steps_per_epoch={steps}."
    else:
        why = (
            f"A pass over the {name} has {count(gave, 'batch', 'batches')}. With steps_per_epoch={steps} the pass is "
            f"carried on from epoch to epoch, and in epoch {short.number} it was over after "
            f"{count(short.done, 'step')}."
        )
    why += (
        f" {keras(run)} ends training with the epoch in which a pass is over: later epochs never begin."
        if is_legacy(run)
        else f" {keras(run)} ends the epoch when a pass is over, and starts no other one to fill it up."
    )
    repeat = "`dataset.repeat()`" if run.train.kind == "tf_dataset" else "a longer `__len__`, indices taken modulo"
    if run.train.kind == "arrays":
        repeat = "`tf.data.Dataset.from_tensor_slices((x, y)).batch(...).repeat()`"
    return why, f"Leave steps_per_epoch out, so that an epoch is one pass; or repeat the data ({repeat})."


def _nothing(run: Run) -> Finding:
    return Finding(
        RULE.name,
        Severity.ERROR,
        "The data ran out: the generator gave no batch at all",
        f"It returned before its first yield. {keras(run)} refuses an empty generator before the first epoch. A "
        "generator that an earlier fit or loop has used up is empty, too.",
        "Make a new generator for each fit, and look at why its loop had nothing to go through (an empty list of "
        "files, a path that matches nothing).",
        events=() if run.train.exhausted_seq is None else (run.train.exhausted_seq,),
    )


LOOP = """\
    def batches():
        while True:
            for ...:
                yield x, y"""

RULE = Rule("data-exhausted", find)
