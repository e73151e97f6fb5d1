"""What the details panel says of one selected thing: a headline and rows of name and value. No Qt."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import islice

from inspector.analysis.consumers import Consumers
from inspector.analysis.cut_short import cut_short
from inspector.analysis.grid import expected_grid
from inspector.analysis.kind_words import kind_words
from inspector.analysis.model import Pull, PullState, Step
from inspector.analysis.run import Run
from inspector.analysis.unused import Unused
from inspector.analysis.wording import count, place, the_source, what
from inspector.gui.panels.bad_values import BadValues
from inspector.gui.panels.described import Description, Row
from inspector.gui.panels.event_detail import event_detail
from inspector.gui.panels.explain import explain
from inspector.gui.panels.lookup import (
    find_callback,
    find_dataset_call,
    find_epoch,
    find_pull,
    find_step,
    selection_of,
)
from inspector.gui.panels.step_pulls import pull_of
from inspector.gui.panels.values import InputValues, values_of
from inspector.gui.panels.words import duration, moment
from inspector.gui.selection import Selection, Thing
from inspector.recording.events import Role

ROLE_WORDS = {Role.TRAIN: "", Role.VALIDATION: "validation "}
CALLS_LISTED = 4


def describe(
    run: Run, selection: Selection, consumers: Consumers | None = None, bad_values: BadValues | None = None
) -> Description:
    """What the recording shows of the selected thing; what was not observed is left out."""
    if consumers is None:
        consumers = Consumers(run)
    if bad_values is None:
        bad_values = BadValues(run)
        bad_values.update()
    found = _describe(run, selection, consumers, bad_values)
    return replace(found, sentence=explain(run, selection, consumers))


def _describe(run: Run, selection: Selection, consumers: Consumers, bad_values: BadValues) -> Description:
    match selection.thing:
        case Thing.BATCH:
            return _batch(run, selection, consumers, bad_values)
        case Thing.STEP:
            return _step(run, selection, bad_values)
        case Thing.MISSING_STEP:
            return _missing(run, selection)
        case Thing.EPOCH:
            return _epoch(run, selection)
        case Thing.CALLBACK:
            return _callback(run, selection)
        case Thing.DATASET_HOOK:
            return _dataset_hook(run, selection)


def _batch(run: Run, selection: Selection, consumers: Consumers, bad_values: BadValues) -> Description:
    pull = find_pull(run, selection)
    if pull is None:
        return Description(f"{ROLE_WORDS[selection.role]}batch {selection.batch}".capitalize())
    source = run.sources[selection.role]
    title = f"{ROLE_WORDS[selection.role]}batch {pull.batch}".capitalize()
    rows: list[Row] = []
    match pull.state:
        case PullState.YIELDED:
            rows += _used(selection.role, pull, consumers)
            rows += _structure(pull)
        case PullState.RAISED if source.failure is not None:
            title += " was never made"
            rows += [("raised", what(source.failure)), ("at", place(source.failure))]
        case PullState.STOPPED:
            title += " was never made"
            rows.append(("the data", f"the {the_source(source)} ended here: it had no more"))
        case _:
            title += " was never made" if run.over else " is being made"
    rows += _times(run, pull.began_ns, pull.ended_ns)
    rows.append(("thread", pull.thread))
    return Description(title, tuple(rows), inputs=_inputs(selection.role, pull, bad_values))


def _used(role: Role, pull: Pull, consumers: Consumers) -> list[Row]:
    used = consumers.of(role, pull)
    name = "trained" if role is Role.TRAIN else "tested"
    if not used:
        unused = consumers.leftovers.of(role, pull)
        return [] if unused is Unused.NOT_MEANT else [(f"{name} on", unused.value)]
    places = [one.words for one in used[:CALLS_LISTED]]
    if len(used) > CALLS_LISTED:
        places.append(f"and {len(used) - CALLS_LISTED:,} more")
    return [(f"{name} on by", "\n".join(places))]


def _inputs(role: Role, pull: Pull, bad_values: BadValues) -> tuple[InputValues, ...]:
    return tuple(values_of(pull, bad_values.of(role, pull)))


def _structure(pull: Pull) -> list[Row]:
    """What a batch is that has no arrays in it."""
    if pull.signature is None or pull.signature["inputs"]:
        return []
    return [("structure", str(pull.signature.get("structure", "")))]


def _step(run: Run, selection: Selection, bad_values: BadValues) -> Description:
    step = find_step(run, selection)
    role = ROLE_WORDS[selection.role]
    if step is None:
        return Description(f"{role}step {selection.step} of epoch {selection.epoch}".capitalize())
    name = f"step {step.index}" if step.last in (None, step.index) else f"steps {step.index}–{step.last}"
    title = f"{role}{name} of epoch {selection.epoch}".capitalize()
    rows: list[Row] = []
    inputs: tuple[InputValues, ...] = ()
    if step.ended_ns is None:
        if run.over:
            title += " never ended"
            rows.append(
                ("state", f"began and never ended{cut_short(run, selection.role, find_epoch(run, selection.epoch))}")
            )
        else:
            rows.append(("state", "under way"))
    else:
        known = [batch for batch in step.batches if batch is not None]
        pull = pull_of(run.sources[selection.role], known[0], step) if len(known) == 1 else None
        rows += _trained(run, selection.role, step, known, pull)
        inputs = () if pull is None else _inputs(selection.role, pull, bad_values)
    rows += _times(run, step.began_ns, step.ended_ns)
    rows += _callbacks_within(run, step)
    return Description(title, tuple(rows), inputs=inputs)


def _trained(run: Run, role: Role, step: Step, known: list[int], pull: Pull | None) -> list[Row]:
    name = "trained on" if role is Role.TRAIN else "tested on"
    rows: list[Row] = []
    if not known:
        return [(name, "a batch that was not observed")]
    inferred = "" if run.lineage_observed else " (inferred)"
    if len(known) > 1:
        rows.append((name, f"batches {', '.join(map(str, known))}{inferred}"))
    else:
        thread = f" (thread {pull.thread})" if pull is not None else ""
        rows.append((name, f"batch {known[0]}{thread}{inferred}"))
        if pull is not None:
            rows += _structure(pull)
    if step.replayed:
        rows.append(("replayed", "an earlier epoch had already trained on it"))
    return rows


def _callbacks_within(run: Run, step: Step) -> list[Row]:
    first = bisect_right(run.callback_calls, step.seq, key=lambda call: call.seq)
    stop = len(run.recording) if step.end_seq is None else step.end_seq
    last = bisect_right(run.callback_calls, stop, key=lambda call: call.seq)
    calls = run.callback_calls[first:last]
    took = sum((call.ended_ns or call.began_ns) - call.began_ns for call in calls)
    objects = {call.callback.index for call in calls}
    return [("callbacks", f"{duration(took)} in {count(len(objects), 'object')}")] if calls else []


def _missing(run: Run, selection: Selection) -> Description:
    role = ROLE_WORDS[selection.role]
    began = find_epoch(run, selection.epoch) is not None
    title = f"{role}step {selection.step} of epoch {selection.epoch}".capitalize()
    if not run.over:
        return Description(f"{title} has not come yet", (("state", "pending"),))
    rows = [("expected", "asked for, and never begun")]
    if not began:
        rows.append(("epoch", f"epoch {selection.epoch} never began either"))
    if run.failure is not None:
        rows.append(("fit ended by", what(run.failure)))
    return Description(f"{title} never began", tuple(rows))


def _epoch(run: Run, selection: Selection) -> Description:
    row = next((row for row in expected_grid(run) if row.number == selection.epoch), None)
    title = f"Epoch {selection.epoch}"
    if row is None:
        return Description(title)
    asked = "" if row.expected is None else f" of {row.expected:,}"
    rows: list[Row] = [("verdict", row.verdict.value), ("steps", f"{row.done:,}{asked} completed")]
    if row.epoch is None:
        return Description(title, tuple(rows))
    if row.epoch.replayed:
        rows.append(("replays", f"{count(len(row.epoch.replayed), 'step')} on batches of an earlier epoch"))
    ended = "came" if row.epoch.ended_ns is not None else ("never came" if run.over else "has not come yet")
    rows.append(("on_epoch_end", ended))
    before, after = row.epoch.optimizer_before, row.epoch.optimizer_after
    if before is not None and after is not None:
        rows.append(("optimizer", f"{count(after - before, 'update')} by its own count"))
    return Description(title, tuple(rows + _times(run, row.epoch.began_ns, row.epoch.ended_ns)))


def _callback(run: Run, selection: Selection) -> Description:
    call = find_callback(run, selection)
    if call is None:
        return Description("Callback")
    rows: list[Row] = [("object", f"{call.callback.name} (number {call.callback.index} in fit's list)")]
    if call.epoch is not None:
        rows.append(("in", f"epoch {call.epoch}" + ("" if call.step is None else f", step {call.step}")))
    if call.failure is not None:
        rows += [("raised", what(call.failure)), ("at", place(call.failure))]
    rows += _times(run, call.began_ns, call.ended_ns)
    return Description(f"{call.callback.name} · {call.hook}", tuple(rows))


def _dataset_hook(run: Run, selection: Selection) -> Description:
    call = find_dataset_call(run, selection)
    if call is None:
        return Description("Dataset hook")
    inside = "before or after every epoch" if call.epoch is None else f"epoch {call.epoch}"
    rows = [("in", inside), *_times(run, call.t_ns, call.ended_ns)]
    return Description(f"The dataset's own {call.hook}", tuple(rows))


def _times(run: Run, began_ns: int, ended_ns: int | None) -> list[Row]:
    rows: list[Row] = []
    if ended_ns is not None:
        rows.append(("took", duration(ended_ns - began_ns)))
    rows.append(("began at", moment(run, began_ns)))
    return rows


def describe_event(run: Run, seq: int) -> Description:
    """What one event of the table is, where it stands for nothing larger."""
    event = next(islice(run.recording.events(seq, seq + 1), 1))
    selection = selection_of(run, event)
    if selection is not None:
        return describe(run, selection)
    rows: list[Row] = [("at", moment(run, event.t_ns)), ("thread", event.thread)]
    detail = event_detail(event)
    return Description(kind_words(event.kind).capitalize(), tuple(rows + ([("carries", detail)] if detail else [])))
