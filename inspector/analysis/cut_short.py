"""Why an epoch, or a step of it, has not come to its end, as far as that was seen."""

from __future__ import annotations

from inspector.analysis.model import Epoch, Outcome
from inspector.analysis.run import Run
from inspector.analysis.wording import count, the_source, what
from inspector.recording.events import Role


def cut_short(run: Run, role: Role, epoch: Epoch | None) -> str:
    """`: the generator had ended after 7 batches`; empty where nothing was seen of the reason.

    `epoch` is None where it never began.
    """
    source = run.sources.get(role)
    part = epoch if epoch is None or role is Role.TRAIN else epoch.validation
    if part is None or part.ended_ns is None:
        return ended_by(run)
    if source is None or source.exhausted_ns is None or source.exhausted_ns > part.ended_ns:
        return ""
    return f": the {the_source(source)} had ended after {count(len(source.yielded), 'batch', 'batches')}"


def ended_by(run: Run) -> str:
    """`: fit ended with ValueError: no label`; empty where it did not end so."""
    if run.failure is not None:
        return f": {run.call} ended with {what(run.failure)}"
    return ": the process that ran it died" if run.outcome is Outcome.DIED else ""
