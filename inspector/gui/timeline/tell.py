"""One sentence about one thing: what the pointer shows. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol, TypeVar

import numpy as np

from inspector.analysis.cut_short import cut_short
from inspector.analysis.grid import EpochRow, EpochVerdict
from inspector.analysis.model import Epoch, Pull, PullState, Step, Steps
from inspector.analysis.peek import Peek
from inspector.analysis.run import Run
from inspector.analysis.wording import count, spans
from inspector.gui.selection import Selection, Thing
from inspector.gui.timeline.badge_words import tell_badge
from inspector.gui.timeline.content import Content
from inspector.gui.timeline.handed import Handed
from inspector.gui.timeline.peek_zone import signature_of
from inspector.gui.timeline.signatures import shape_words
from inspector.gui.timeline.ticks import duration
from inspector.recording.events import NONE, Role


class Numbered(Protocol):
    """What an event began."""

    seq: int


T = TypeVar("T", bound=Numbered)


def by_seq(things: Sequence[T], seq: int | None) -> T | None:
    """The one that this event began; they are in the order of their events."""
    if seq is None:
        return None
    where = bisect_left(things, seq, key=lambda thing: thing.seq)
    return things[where] if where < len(things) and things[where].seq == seq else None


def tell(content: Content, selection: Selection) -> str:
    """What there is to say about a thing, in a line or two."""
    run, grid = content.run, content.grid
    match selection.thing:
        case Thing.BATCH:
            pull = by_seq(run.sources[selection.role].pulls, selection.seq)
            return "" if pull is None else _tell_pull(content, selection.role, pull)
        case Thing.STEP:
            return _tell_step(run, selection)
        case Thing.MISSING_STEP:
            return _tell_missing(run, grid, selection)
        case Thing.EPOCH:
            badge = next((badge for badge in content.badges if badge.number == selection.epoch), None)
            return "" if badge is None else tell_badge(badge)
        case Thing.CALLBACK:
            return _tell_call(run, selection)
        case Thing.DATASET_HOOK:
            return _tell_dataset(run, selection)


def _tell_pull(content: Content, role: Role, pull: Pull) -> str:
    run, peek, handed = content.run, content.peeks.get(role), content.handed.get(role)
    which = f"{'Validation batch' if role is Role.VALIDATION else 'Batch'} {pull.batch}"
    took = (
        ""
        if pull.ended_ns is None or pull.ended_ns == pull.began_ns
        else (f"next() took {duration((pull.ended_ns - pull.began_ns) * 1e-9)} on {pull.thread}")
    )
    match pull.state:
        case PullState.PENDING:
            return f"{which}: next() {'never came back' if run.over else 'is still going'}, on {pull.thread}"
        case PullState.RAISED:
            failure = run.sources[role].failure
            why = "" if failure is None else f": {failure.type}"
            line = "" if failure is None or failure.line is None else f", line {failure.line}"
            return f"{which} was never made: the data raised{why}{line}"
        case PullState.STOPPED:
            return f"No batch {pull.batch}: the data had no more to give"
    shape = "" if pull.signature is None else f": {shape_words(pull.signature)}"
    uses = _uses(run, role, pull, handed)
    verb = "tested on by" if role is Role.VALIDATION else "trained on by"
    used = f"{verb} {uses}" if uses else content.leftovers.of(role, pull).value
    if peek is not None and peek.thrown_away and pull in peek.pulls:
        used = "thrown away: it is asked for again"
    told = "; ".join(part for part in (which + shape, took, used) if part)
    return "\n".join([told, *_tell_peek(peek, pull)])


def _tell_peek(peek: Peek | None, pull: Pull) -> list[str]:
    if peek is None or not peek.taken:
        return []
    if peek.broken is not None and peek.broken[0].seq == pull.seq:
        return [f"Breaks the peeked signature: Keras took {signature_of(peek)} from the first batches"]
    if pull in peek.pulls:
        return [f"Peeked at, to learn the shapes: Keras took {signature_of(peek)} (None: any size)"]
    return []


def _uses(run: Run, role: Role, pull: Pull, handed: Handed | None) -> str:
    """`step 3 of epoch 0 and step 1 of epoch 2`."""
    source, steps = run.sources[role], Steps(run.steps[role], 0)
    if source.kind == "generator" or not source.passes:
        numbers = steps.that_took(pull.batch)
    else:
        at = np.searchsorted(source.table["seq"], [pull.seq])
        where = (np.array([NONE]), at) if handed is None else handed.where(at)
        numbers = steps.that_took_from(int(where[0][0]), int(where[1][0]))
    few = numbers[:4]
    epochs = [run.epochs[place].number for place in run.epochs_of(role, few).tolist()]
    indices = run.steps[role]["index"][few].tolist()
    uses = [f"step {index} of epoch {epoch}" for index, epoch in zip(indices, epochs, strict=True)]
    return " and ".join(uses) if len(uses) < 4 else " and ".join(uses[:3]) + " and more"


def _steps(epoch: Epoch, role: Role) -> Sequence[Step]:
    if role is Role.TRAIN:
        return epoch.steps
    return epoch.validation.steps if epoch.validation else []


def _tell_step(run: Run, selection: Selection) -> str:
    epoch = next((epoch for epoch in run.epochs if epoch.number == selection.epoch), None)
    step = None if epoch is None else by_seq(_steps(epoch, selection.role), selection.seq)
    if epoch is None or step is None:
        return ""
    validation = selection.role is Role.VALIDATION
    last = step.last if step.last is not None else step.index
    which = f"step {step.index}" if last == step.index else f"steps {step.index}–{last}"
    name = f"{'Validation ' + which if validation else which.capitalize()} of epoch {epoch.number}"
    if step.ended_ns is None:
        goes_on = not run.over and epoch.ended_ns is None
        why = "" if goes_on else cut_short(run, selection.role, epoch)
        return f"{name} · {'is running' if goes_on else 'began and never ended'}{why}"
    known = [batch for batch in step.batches if batch is not None]
    batches = f"batch {known[0]}" if len(known) == 1 else f"batches {spans(known)}" if known else "an unknown batch"
    parts = [name, f"{'tested' if validation else 'trained'} on {batches}"]
    if step.replayed:
        parts.append("again: an earlier pass had already given it")
    parts.append(duration((step.ended_ns - step.began_ns) * 1e-9))
    return " · ".join(parts)


def _tell_missing(run: Run, grid: Sequence[EpochRow], selection: Selection) -> str:
    row = next((row for row in grid if row.number == selection.epoch), None)
    kind = "Validation step" if selection.role is Role.VALIDATION else "Step"
    name = f"{kind} {selection.step} of epoch {selection.epoch}"
    if row is None or row.verdict in (EpochVerdict.PENDING, EpochVerdict.RUNNING):
        return f"{name} · may still come"
    if row.verdict is EpochVerdict.UNKNOWN:
        return f"{name} · not known: the recording breaks off before it"
    if row.verdict is EpochVerdict.STOPPED:
        return f"{name} · not run: training was stopped before"
    short = "" if row.expected is None else f" ({row.done:,} of {count(row.expected, 'step')} ran)"
    return f"{name} · was asked for and never began{short}"


def _tell_call(run: Run, selection: Selection) -> str:
    call = by_seq(run.callback_calls, selection.seq)
    if call is None:
        return ""
    where = (
        "" if call.epoch is None else f" · epoch {call.epoch}" + ("" if call.step is None else f", step {call.step}")
    )
    if call.failure is not None:
        return f"{call.callback.name}.{call.hook}{where} · raised {call.failure.type}"
    took = "is running" if call.ended_ns is None else duration((call.ended_ns - call.began_ns) * 1e-9)
    return f"{call.callback.name}.{call.hook}{where} · {took}"


def _tell_dataset(run: Run, selection: Selection) -> str:
    call = next((call for call in run.dataset_calls if call.seq == selection.seq), None)
    if call is None:
        return ""
    return f"The dataset's own {call.hook}, " + (
        "outside any epoch" if call.epoch is None else f"in epoch {call.epoch}"
    )
