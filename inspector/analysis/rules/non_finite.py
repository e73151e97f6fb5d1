"""`non-finite`: NaN or infinity in a batch."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import EVERY_CALL, Evidence, Finding, Rule, Severity
from inspector.analysis.unused import Leftovers, Unused
from inspector.analysis.wording import count, the_source
from inspector.recording.events import Event, Role


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    for role, source in run.sources.items():
        events = [event for event in run.non_finite if event.role is role]
        if not events:
            continue
        first = events[0]
        bad = (first.payload or {})["inputs"]
        listed = " and ".join(f"{count(one['count'], 'value')} of {one['name']}" for one in bad)
        batches = {event.batch for event in events}
        which = "validation" if role is Role.VALIDATION else "training"
        if run.call == "check":
            came = "No fit was run. A loss over such values is usually NaN; in training the weights follow."
        elif first.batch in run.consumed(role):
            came = "A loss over such values is usually NaN; in training the weights follow, and every later step too."
        else:
            came = _unused(Leftovers(run), role, [event for event in events if event.batch == first.batch])
        yield Finding(
            RULE.name,
            Severity.ERROR,
            f"Batch {first.batch} holds NaN or infinity: {listed}",
            f"{count(len(batches), 'batch', 'batches')} of the {which} data "
            f"{'has' if len(batches) == 1 else 'have'} values that are not finite; batch {first.batch} is the first. "
            + came,
            f"Find where the {the_source(source)} makes them (a division by zero, a logarithm of 0, a missing value "
            "read as NaN); `np.isfinite(x).all()` before the batch is handed out finds the sample.",
            batch=first.batch,
            events=tuple(event.seq for event in events[:20]),
        )


def _unused(leftovers: Leftovers, role: Role, events: list[Event]) -> str:
    """What is to be said of a batch that no step that ended had, from all times at which it was made."""
    told = {leftovers.at(role, event.step, event.batch or 0) for event in events}
    unused = Unused.PERHAPS if Unused.PERHAPS in told else told.pop()
    return "Which step used it is not known." if unused is Unused.NOT_KNOWN else f"It was {unused.value}."


RULE = Rule("non-finite", find, calls=EVERY_CALL)
