"""One sentence on a selected thing: what it was and what came of it, from nothing but what was recorded. No Qt."""

from __future__ import annotations

from inspector.analysis.consumers import Consumers
from inspector.analysis.cut_short import cut_short, ended_by
from inspector.analysis.grid import EpochRow, EpochVerdict, StepState, expected_grid
from inspector.analysis.model import Epoch, Failure, Outcome, Pull, PullState, Step
from inspector.analysis.run import Run
from inspector.analysis.unused import Unused
from inspector.analysis.wording import batches, count, place, spans, the_source, what
from inspector.gui.panels.lookup import find_callback, find_dataset_call, find_epoch, find_pull, find_step
from inspector.gui.panels.words import duration
from inspector.gui.selection import Selection, Thing
from inspector.recording.events import Role

LISTED = 3


def explain(run: Run, selection: Selection, consumers: Consumers) -> str:
    """The sentence; empty where nothing is known of the thing."""
    match selection.thing:
        case Thing.BATCH:
            return _batch(run, selection, consumers)
        case Thing.STEP:
            return _step(run, selection)
        case Thing.MISSING_STEP:
            return _missing(run, selection)
        case Thing.EPOCH:
            return _epoch(run, selection)
        case Thing.CALLBACK:
            return _callback(run, selection)
        case Thing.DATASET_HOOK:
            return _dataset_hook(run, selection)


# -- batches ------------------------------------------------------------------------------------------------------


def _batch(run: Run, selection: Selection, consumers: Consumers) -> str:
    pull = find_pull(run, selection)
    if pull is None:
        return ""
    source = run.sources[selection.role]
    data, name = the_source(source), _batch_name(selection.role, pull)
    if source.name and source.name != data:
        data = f"{data} “{source.name}”"
    match pull.state:
        case PullState.PENDING:
            goes_on = "has not come back" if run.over else "has not come back yet"
            return f"{name} was asked of the {data}, on thread {pull.thread}, and the call {goes_on}."
        case PullState.RAISED:
            return f"{name} was never made: asked for it, the {data} raised{_failure(source.failure)}."
        case PullState.STOPPED:
            return f"There is no {name[0].lower()}{name[1:]}: asked for it, the {data} said that it has no more."
    made = f"{name} came from the {data}" + (f" in {_took(pull)}" if pull.ended_ns is not None else "")
    peeked = " when Keras peeked at the first batches" if pull.for_pass is None else ""
    return f"{made}{peeked}{_used(selection.role, pull, consumers)}."


def _batch_name(role: Role, pull: Pull) -> str:
    return f"Validation batch {pull.batch}" if role is Role.VALIDATION else f"Batch {pull.batch}"


def _used(role: Role, pull: Pull, consumers: Consumers) -> str:
    used = consumers.of(role, pull)
    if not used:
        match consumers.leftovers.of(role, pull):
            case Unused.NOT_MEANT:
                return ""
            case Unused.NOT_KNOWN as unused:
                return f", and {unused.value}"
            case unused:
                return f", and was {unused.value}"
    verb = "was tested on" if role is Role.VALIDATION else "was trained on"
    again = " again" if len(used) > 1 and all(one.replayed for one in used[1:]) else ""
    listed = [f"in step {one.step} of epoch {one.epoch}" for one in used[:LISTED]]
    more = f" and {len(used) - LISTED:,} more" if len(used) > LISTED else ""
    first, *others = listed
    return f", and {verb} {first}" + (f", and{again} {' and '.join(others)}{more}" if others else "")


# -- steps --------------------------------------------------------------------------------------------------------


def _step(run: Run, selection: Selection) -> str:
    step = find_step(run, selection)
    if step is None:
        return ""
    name = _step_name(selection.role, selection.epoch, step)
    if step.ended_ns is None:
        if not run.over:
            return f"{name} has begun and is under way."
        return f"{name} began and never ended{cut_short(run, selection.role, find_epoch(run, selection.epoch))}."
    known = [batch for batch in step.batches if batch is not None]
    verb = "tested" if selection.role is Role.VALIDATION else "trained"
    on = batches(known) if known else "a batch that was not observed"
    again = ", which an earlier pass had already given to a step" if step.replayed else ""
    inferred = " (inferred)" if known and not run.lineage_observed else ""
    waited = f", of which it waited at least {duration(step.waited_ns)} for its data" if step.waited_ns else ""
    return f"{name} {verb} on {on}{inferred}{again}, in {duration(step.ended_ns - step.began_ns)}{waited}."


def _step_name(role: Role, epoch: int | None, step: Step) -> str:
    one = step.last in (None, step.index)
    which = f"step {step.index}" if one else f"steps {step.index}–{step.last}"
    return f"{'Validation ' + which if role is Role.VALIDATION else which.capitalize()} of epoch {epoch}"


def _missing(run: Run, selection: Selection) -> str:
    kind = "Validation step" if selection.role is Role.VALIDATION else "Step"
    name = f"{kind} {selection.step} of epoch {selection.epoch}"
    if run.cut:
        return f"Of {name[0].lower()}{name[1:]} nothing is known: the recording breaks off before it."
    if not run.over:
        return f"{name} was asked for and has not come yet."
    if run.outcome is Outcome.CANCELLED:
        return f"{name} did not run: you stopped the run before it."
    if find_epoch(run, selection.epoch) is None:
        return f"{name} was asked for and never began, because its epoch never began{ended_by(run)}."
    row = _row(run, selection.epoch)
    if row is not None and row.verdict is EpochVerdict.STOPPED and run.stop_training is not None:
        return f"{name} did not run: {run.stop_training.callback} stopped training before it."
    return f"{name} was asked for and never began{cut_short(run, selection.role, find_epoch(run, selection.epoch))}."


# -- epochs and hooks ---------------------------------------------------------------------------------------------


def _epoch(run: Run, selection: Selection) -> str:
    row = _row(run, selection.epoch)
    if row is None:
        return ""
    name = f"Epoch {row.number}"
    if row.epoch is None:
        if row.verdict is EpochVerdict.PENDING:
            return f"{name} was asked for and has not begun yet."
        if row.verdict is EpochVerdict.UNKNOWN:
            return f"Of epoch {row.number} nothing is known: the recording breaks off before it."
        if row.verdict is EpochVerdict.STOPPED:
            by = "you" if run.stop_training is None else run.stop_training.callback
            return f"{name} did not run: {by} stopped the run before it."
        return f"{name} was asked for and never began{ended_by(run)}."
    asked = "" if row.expected is None else f" of {row.expected:,}"
    done = f"{name} completed {row.done:,}{asked} {'step' if (row.expected or row.done) == 1 else 'steps'}"
    replayed = int((row.states == StepState.REPLAYED).sum())
    again = f", {replayed:,} of them on batches that an earlier pass had already given" if replayed else ""
    return f"{done}{_lacking(row)}{again}, and {_epoch_end(run, row, row.epoch)}."


def _lacking(row: EpochRow) -> str:
    lacking = [
        step for step, state in enumerate(row.states.tolist()) if state in (StepState.MISSING, StepState.UNFINISHED)
    ]
    return f" (missing: {spans(lacking)})" if lacking else ""


def _epoch_end(run: Run, row: EpochRow, epoch: Epoch) -> str:
    if epoch.ended_ns is not None:
        return f"on_epoch_end was called after {duration(epoch.ended_ns - epoch.began_ns)}"
    if row.verdict is EpochVerdict.UNKNOWN:
        return "the recording breaks off before its end"
    return "on_epoch_end never came" + ended_by(run) if run.over else "on_epoch_end has not come yet"


def _row(run: Run, epoch: int | None) -> EpochRow | None:
    return next((row for row in expected_grid(run) if row.number == epoch), None)


def _callback(run: Run, selection: Selection) -> str:
    call = find_callback(run, selection)
    if call is None:
        return ""
    where = (
        "" if call.epoch is None else f" in epoch {call.epoch}" + ("" if call.step is None else f", step {call.step},")
    )
    name = f"{call.callback.name}.{call.hook} was called{where}"
    if call.failure is not None:
        return f"{name} and raised{_failure(call.failure)}."
    if call.ended_ns is None:
        return f"{name} and has not come back{'' if run.over else ' yet'}."
    return f"{name} and took {duration(call.ended_ns - call.began_ns)}."


def _dataset_hook(run: Run, selection: Selection) -> str:
    call = find_dataset_call(run, selection)
    if call is None:
        return ""
    name = f"The dataset's own {call.hook} was called"
    took = "" if call.ended_ns is None else f", and took {duration(call.ended_ns - call.t_ns)}"
    epoch = find_epoch(run, call.epoch)
    if epoch is None:
        before = not run.epochs or call.seq < run.epochs[0].seq
        return f"{name} {'before the first epoch' if before else 'after the last epoch'}{took}."
    steps = epoch.steps if call.role is Role.TRAIN else epoch.validation.steps if epoch.validation else []
    done = sum(step.end_seq is not None and step.end_seq < call.seq for step in steps)
    return f"{name} in epoch {epoch.number}, after {done:,} of the {count(len(steps), 'step')} that began in it{took}."


def _failure(failure: Failure | None) -> str:
    return "" if failure is None else f" {what(failure)} ({place(failure)})"


def _took(pull: Pull) -> str:
    return duration((pull.ended_ns or pull.began_ns) - pull.began_ns)
